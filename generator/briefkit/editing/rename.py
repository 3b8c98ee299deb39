"""A record given another id, and everything that refers to it with it."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from briefkit.editing.emit import EditError
from briefkit.editing.plan import Plan, known_record, place_of
from briefkit.load.files import BRIEFING_FILE, content_file, content_files, is_passed_over
from briefkit.model.dossier import Dossier
from briefkit.model.field_path import FieldPathError, read_field_path, write_field_path
from briefkit.model.prose import WikiLink, inlines, lines
from briefkit.model.ref import ID, RESERVED_IDS, Ref
from briefkit.model.settings import Settings
from briefkit.model.source import Source
from briefkit.model.walk import desk_texts, references


def rename(settings: Settings, name: str, new_id: str) -> Plan:
    """The plan that gives the record `name`, ``kind/id``, the id `new_id`; it is checked.

    Its file, or its key in a file of many, every reference in fields and every `[[link]]` change with it, and
    the old id is kept in `formerly`. Nothing is written yet. Raises EditError where there is no such record,
    where the new id cannot be one or is taken, and where the content would not check any more.
    """
    plan = Plan.of(settings)
    old = known_record(plan.dossier, name)
    new = Ref(old.kind, new_id.removeprefix(f"{old.kind}/"))
    _refuse(plan.dossier, old, new)
    _references(plan, old, new)
    _links(plan, old, new)
    _formerly(plan, old, new)
    path = plan.dossier.origins[old].mark.path
    if place_of(old, path):
        plan.document(path).replace_scalar(plan.dossier.origins[old].mark, new.id)
    for was, now in _files(plan, old, new):
        _refuse_other(plan, was, now, new)
        plan.move(was, now)
    after, _ = plan.checked()
    if new not in after.records or old in after.records:
        raise EditError(f"{path}: {old} cannot be renamed by itself; do it by hand")
    _correction_fields(plan, after, old, new)
    return plan


def _refuse(dossier: Dossier, old: Ref, new: Ref) -> None:
    if not ID.fullmatch(new.id) or new.id in RESERVED_IDS:
        raise EditError(f"“{new.id}” cannot be an id: only a-z, 0-9 and hyphens, and not index")
    if new == old:
        raise EditError(f"{old} has this id already")
    if new in dossier.origins:
        mark = dossier.origins[new].mark
        raise EditError(f"there is already {new}, in {mark.path}:{mark.line}")


def _references(plan: Plan, old: Ref, new: Ref) -> None:
    """Every field that names the record, written as it was: with its kind or without."""
    for ref, record in plan.dossier.records.items():
        for reference in references(record):
            if reference.ref != old:
                continue
            mark = plan.dossier.mark(ref, *reference.path)
            if mark == plan.dossier.mark(ref, *reference.path[:-1]) and reference.path[-1] == "source":
                continue  # handed down from the record: it is written there
            written = new.id if reference.kind else str(new)
            plan.document(mark.path).replace_scalar(mark, written)
        if old.kind == "actor" and isinstance(record, Source) and record.origin == old.id:
            mark = plan.dossier.mark(ref, "origin")
            plan.document(mark.path).replace_scalar(mark, new.id)


def _links(plan: Plan, old: Ref, new: Ref) -> None:
    """Every `[[link]]` in the desk's words that names the record by its kind and id."""
    link = re.compile(rf"(!?\[\[\s*){old.kind}\s*/\s*{old.id}(?=\s*\\?[|\]])")
    for ref, record in plan.dossier.records.items():
        for path, text in desk_texts(record):
            if link.search(text):
                mark = plan.dossier.mark(ref, *path)
                plan.document(mark.path).replace_inside(mark, link, rf"\g<1>{new}")
    for body in plan.dossier.bodies.values():
        for piece in (piece for line in lines(body) for piece in inlines(line)):
            if isinstance(piece, WikiLink) and link.match(f"[[{piece.target}]]"):
                plan.document(piece.mark.path).replace_at(piece.mark, link, rf"\g<1>{new}")


def _formerly(plan: Plan, old: Ref, new: Ref) -> None:
    """Keeps the old id; where the record had the new one before, the two change places."""
    path = plan.dossier.origins[old].mark.path
    known = plan.dossier.records[old].formerly
    top = place_of(old, path)
    if new.id in known:
        plan.document(path).set((*top, "formerly", known.index(new.id)), old.id)
    else:
        plan.document(path).append((*top, "formerly"), old.id)


def _files(plan: Plan, old: Ref, new: Ref) -> Iterator[tuple[str, str]]:
    """The files that move, each with its new path: those of the record, of a briefing its whole folder."""
    root, path = plan.settings.root, PurePosixPath(plan.dossier.origins[old].mark.path)
    if place_of(old, str(path)):
        return
    if path.stem == BRIEFING_FILE:
        folder, to = path.parent, path.parent.with_name(new.id)
        if (root / to).exists():
            raise EditError(f"there is already a folder {to}")
        for file in sorted((root / folder).rglob("*")):
            if file.is_symlink() or not file.is_dir():
                inside = file.relative_to(root / folder).as_posix()
                yield f"{folder}/{inside}", f"{to}/{inside}"
        return
    for known in content_files(plan.settings.content_dir, root):
        if known.id == old.id and known.kind is not None and known.kind.name == old.kind:
            shown = PurePosixPath(known.shown)
            yield str(shown), str(shown.with_name(f"{new.id}{shown.suffix}"))


def _refuse_other(plan: Plan, was: str, now: str, new: Ref) -> None:
    """Refuses links, and names by which a file would be passed over or taken for another record or many."""
    content, root = plan.settings.content_dir, plan.settings.root
    if (root / was).is_symlink():
        raise EditError(f"{was} is a link: rename it by hand")
    before, after = (content_file(root / path, content, root) for path in (was, now))
    if is_passed_over(before.path):
        return
    moved = after.kind is not None and (after.kind.name, after.id) == (new.kind, new.id)
    if is_passed_over(after.path) or not (moved or (before.kind, before.id) == (after.kind, after.id)):
        raise EditError(f"{now} would be read as something else: choose another id")


def _correction_fields(plan: Plan, after: Dossier, old: Ref, new: Ref) -> None:
    """The fields that corrections name, where the id stands in their brackets."""
    for ref, record in plan.dossier.records.items():
        for index, correction in enumerate(record.corrections):
            if correction.field is None or old.id not in correction.field:
                continue
            try:
                path = read_field_path(record, correction.field)
            except FieldPathError:
                continue  # what it names is there no more
            words = write_field_path(after.records[new if ref == old else ref], path)
            if words is not None and words != correction.field:
                mark = plan.dossier.mark(ref, "corrections", index, "field")
                plan.document(mark.path).replace_scalar(mark, words)
