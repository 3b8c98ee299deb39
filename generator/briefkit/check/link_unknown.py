"""A `[[link]]` leads to one record that there is."""

from collections.abc import Iterator

from briefkit.check import reference_ambiguous
from briefkit.model.dossier import Dossier
from briefkit.model.mark import Mark
from briefkit.model.nearest import nearest
from briefkit.model.prose import VIEWS, Inline, Table, WikiLink, Words, blocks, inlines, lines, read_line
from briefkit.model.record import Record
from briefkit.model.ref import parse_ref
from briefkit.model.walk import desk_texts
from briefkit.problems import Problem, Rule, Severity

RULE = Rule("link-unknown", Severity.ERROR, "A `[[link]]` leads to a record that there is.")


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Every link in the desk's words that leads nowhere, or to more than one record."""
    for link in _links(dossier, record):
        if link.embed and link.target in VIEWS:
            continue
        found = dossier.resolve(link.target)
        if len(found) > 1:
            meant = " or ".join(f"[[{ref}|{link.label or link.target}]]" for ref in found)
            message = f"{link} can lead to {len(found)} records"
            yield Problem(link.mark, reference_ambiguous.RULE, message, f"{meant}?")
        elif not found and not dossier.unread_kinds:
            yield Problem(link.mark, RULE, f"{link} leads nowhere", _hint(dossier, link))


def check_all(dossier: Dossier) -> Iterator[Problem]:
    """Links in tables that their bar cuts in two: what is left would be printed as it is."""
    for body in dossier.bodies.values():
        for table in blocks(body):
            if not isinstance(table, Table):
                continue
            for number, row in enumerate(table.rows):
                # below the head stands the line of hyphens
                line = table.mark.line + number + (1 if number else 0)
                for words in _beginnings(row):
                    hint = f"{words}\\|… with a backslash before the bar: in a table a bar ends the cell"
                    mark = table.mark._replace(line=line)
                    yield Problem(mark, RULE, f"{words}|… is cut by its bar", hint)


def _beginnings(row: tuple[tuple[Inline, ...], ...]) -> Iterator[str]:
    """The beginnings of links that are not closed in their cells."""
    for piece in (piece for cell in row for piece in inlines(cell)):
        if isinstance(piece, Words) and "[[" in piece.text and "]]" not in piece.text:
            yield piece.text[piece.text.index("[[") :]


def _links(dossier: Dossier, record: Record) -> Iterator[WikiLink]:
    for path, text in desk_texts(record):
        if "[[" in text:
            yield from _in_line(text, dossier.mark(record.ref, *path))
    for line in lines(dossier.bodies.get(record.id, ()) if record.KIND == "briefing" else ()):
        yield from (piece for piece in inlines(line) if isinstance(piece, WikiLink))


def _in_line(text: str, mark: Mark) -> Iterator[WikiLink]:
    return (piece for piece in read_line(text, mark) if isinstance(piece, WikiLink))


def _hint(dossier: Dossier, link: WikiLink) -> str:
    before = parse_ref(link.target)
    if before is not None and before in dossier.moved:
        label = f"|{link.label}" if link.label else ""
        return f"[[{dossier.moved[before]}{label}]]: that is what it is called now"
    near = nearest(link.target, dossier.linkable)
    if near:
        return f"{' or '.join(f'[[{name}]]' for name in near)}?"
    return "Write [[kind/id]], as [[place/syria]], or [[kind/id|words]], or the record's name."
