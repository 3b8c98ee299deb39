"""JSON Schemas (2020-12) of the site's records, with its ids, for editors that complete what one writes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefkit.exporting.editor_settings import SettingsFile, settings_files
from briefkit.exporting.schemas_fields import ANY_KIND, RELATION_TYPE, RULE, SITE, record_schema
from briefkit.exporting.schemas_values import TEXT, Schema, one_of, text
from briefkit.model.dossier import Dossier
from briefkit.model.kinds import KINDS, Kind
from briefkit.model.ref import ID, RESERVED_IDS, Ref
from briefkit.model.relations import relation_words
from briefkit.problems import Rule
from briefkit.writing import replace_file

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = Path(".briefkit/schemas")
"""Where the schemas lie, below the site's folder."""
LONGEST_LABEL = 120
"""Characters of a record's name beside its id; a claim is a sentence."""


@dataclass(frozen=True, slots=True)
class SchemasWritten:
    """What was done to the site's folder."""

    written: tuple[str, ...]
    """New or changed files, by their paths in the site's folder."""
    unchanged: int
    by_hand: tuple[SettingsFile, ...]
    """Settings that somebody else wrote in a form that cannot be added to, with what is to be added."""


def schemas(dossier: Dossier, rules: Iterable[Rule]) -> dict[str, Schema]:
    """The schemas by their files' names; `rules` are those that a record can allow itself to break.

    For each kind one of a record, one of a file of many and, where a record may have a text, one of its front
    matter; and `site.json` with what the others refer to: ids, types of relations, and rules.
    """
    made: dict[str, Schema] = {SITE: _site(dossier, rules)}
    for kind in KINDS:
        record = f"{kind.name}.json"
        made[record] = _titled(kind.name.capitalize(), record_schema(kind.model))
        made[f"{kind.plural}.json"] = _titled(kind.plural.capitalize(), _many(kind, record))
        if kind.has_body:
            title = f"Front matter of a {kind.name}"
            made[f"{kind.name}-front-matter.json"] = _titled(title, {"$ref": record})
    return made


def _titled(title: str, schema: Schema) -> Schema:
    return {"$schema": DIALECT, "title": title, **schema}


def _many(kind: Kind, record: str) -> Schema:
    """A file of many: ids, each with its record; it may be empty."""
    return {
        "description": f"{kind.plural.capitalize()}, each below its id.",
        "type": ["object", "null"],
        "propertyNames": {"pattern": f"^{ID.pattern}$", "not": {"enum": sorted(RESERVED_IDS)}},
        "additionalProperties": {"$ref": record},
    }


def _site(dossier: Dossier, rules: Iterable[Rule]) -> Schema:
    labels = {ref: _label(dossier, ref) for ref in sorted(dossier.origins)}
    definitions: dict[str, Schema] = {}
    for kind in KINDS:
        known = {ref.id: label for ref, label in labels.items() if ref.kind == kind.name}
        definitions[kind.name] = _reference(known, ID.pattern, open_ended=kind.name in dossier.unread_kinds)
    unread = [kind.name for kind in KINDS if kind.name in dossier.unread_kinds]
    kinds = "|".join(unread or [kind.name for kind in KINDS])
    every = {str(ref): label for ref, label in labels.items()}
    definitions[ANY_KIND] = _reference(every, f"(?:{kinds})/{ID.pattern}", open_ended=bool(unread))
    types = sorted(dossier.settings.all_relation_types)
    definitions[RELATION_TYPE] = one_of({name: relation_words(name) for name in types})
    names = {rule.name: rule.summary for rule in sorted(rules, key=lambda rule: rule.name)}
    definitions[RULE] = one_of(names) if names else TEXT
    return _titled("What this site has", {"$defs": definitions})


def _label(dossier: Dossier, ref: Ref) -> str:
    """What the record is called; nothing where it cannot be read at present."""
    record = dossier.records.get(ref)
    label = " ".join(record.label.split()) if record else ""
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"


def _reference(known: Mapping[str, str], pattern: str, *, open_ended: bool) -> Schema:
    """One of the known records; anything of the shape where there is none, or nobody knows all of them."""
    shape = text(f"^{pattern}$")
    if not known:
        return shape
    return {"anyOf": [one_of(known), shape]} if open_ended else one_of(known)


def write_schemas(dossier: Dossier, rules: Iterable[Rule]) -> SchemasWritten:
    """Writes schemas and editors' settings into the site's folder: only what changed.

    Raises OSError, with the path as its file name, where the system refuses.
    """
    settings = dossier.settings
    files = _schema_files(dossier, rules)
    by_hand = []
    for file in settings_files(settings, FOLDER.as_posix()):
        if file.text is None:
            by_hand.append(file)
        else:
            files[file.path] = file.text
    written = _write_changed(settings.root, files)
    return SchemasWritten(written, len(files) - len(written), tuple(by_hand))


def refresh_schemas(dossier: Dossier, rules: Iterable[Rule]) -> tuple[str, ...]:
    """Writes the schemas anew where a site has some, and returns the paths of those that changed.

    Raises OSError as `write_schemas` does.
    """
    if not (dossier.settings.root / FOLDER).is_dir():
        return ()
    return _write_changed(dossier.settings.root, _schema_files(dossier, rules))


def _schema_files(dossier: Dossier, rules: Iterable[Rule]) -> dict[str, str]:
    return {
        (FOLDER / name).as_posix(): json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in schemas(dossier, rules).items()
    }


def _write_changed(root: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    changed = []
    for name, written in files.items():
        path, content = root / name, written.encode()
        if not (path.is_file() and path.read_bytes() == content):
            replace_file(path, content)
            changed.append(name)
    return tuple(changed)
