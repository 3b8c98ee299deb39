"""The tables of fields in the manual, made from the models.

`python tests/field_tables.py` writes them into docs/manual/records.md; a test fails where they differ.
"""

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from briefkit.model import vocabulary
from briefkit.model.briefing import KeyJudgement
from briefkit.model.claim import Assessment, Position
from briefkit.model.dates import EdtfDate
from briefkit.model.event import Participant
from briefkit.model.evidence import Control, Correction, Evidence, Fact, Relation
from briefkit.model.fields import DeskText, Part
from briefkit.model.kinds import KINDS
from briefkit.model.place import Coordinates
from briefkit.model.record import Alias, Allow, Record
from briefkit.model.ref import RefTo
from briefkit.model.relations import RELATION_TYPES
from briefkit.model.source import TextLink

RECORDS_PAGE = Path(__file__).parents[1] / "docs" / "manual" / "records.md"
BEGIN = "<!-- made by tests/field_tables.py: begin -->"
END = "<!-- made by tests/field_tables.py: end -->"

PARTS: tuple[type[Part], ...] = (
    Position,
    Evidence,
    Fact,
    Relation,
    Control,
    Assessment,
    KeyJudgement,
    Correction,
    Alias,
    Participant,
    Coordinates,
    TextLink,
    Allow,
)
"""What is written inside records, in the order of the manual."""

NEEDED: dict[tuple[type[Part], str], str] = {
    (Record, "id"): "never written",
    (Evidence, "source"): "yes, or once for the record",
    (Position, "evidence"): "[yes](rules.md#evidence-missing)",
    (Fact, "evidence"): "[yes](rules.md#evidence-missing)",
    (Relation, "evidence"): "[yes](rules.md#evidence-missing)",
    (Control, "evidence"): "[yes](rules.md#evidence-missing)",
    (KINDS[1].model, "positions"): "[yes](rules.md#position-missing)",
    (KINDS[4].model, "evidence"): "[yes](rules.md#evidence-missing)",
    (KINDS[4].model, "date"): "this or `status`",
    (KINDS[4].model, "status"): "this or `date`",
    (Position, "actor"): "one of the three",
    (Position, "unnamed"): "one of the three",
    (Position, "own_voice"): "one of the three",
}
"""Fields that the model alone does not ask for, or not always."""

_NOTHING_YET = "Read and checked; nothing is shown of it yet."
_MARKS = "Counts for the marking of the pages that show it. It keeps nothing back yet."

NOT_YET: dict[tuple[type[Part], str], str] = {
    (Relation, "id"): _NOTHING_YET,
    (KINDS[5].model, "sha256"): "Held against the full text by `briefkit check --full-text`; not shown.",
}
"""Fields of which the pages show nothing; the page of a site is the same with them and without."""

ALSO: dict[tuple[type[Part], str], str] = {
    **{
        (part, "tlp"): _MARKS
        for part in (Evidence, Fact, Relation, Control, Position, KeyJudgement, Correction)
    },
    (Record, "tlp"): "Shown as a mark on the record’s page. It keeps nothing back, and there is no "
    "`default_tlp`, yet: do not put into the content what readers of the site must not see.",
    (KINDS[5].model, "status"): "Shown wherever the source is; no claim’s state changes by it.",
}
"""Fields that do less than their words let one think."""

_SIMPLE = {str: "text", float: "number", bool: "`true` or `false`", EdtfDate: "[date](#dates)"}


def tables() -> str:
    """The generated part of the page: kinds, parts, closed lists and relation types."""
    return "\n\n".join(
        [
            "## Fields of every record { #every-record }",
            f"{Record.__doc__} Besides its own fields every record can have these.",
            _table(Record, Record.model_fields),
            *(block for kind in KINDS for block in _record(kind.model, kind.name)),
            *(block for part in PARTS for block in _part(part)),
            "## Closed lists { #lists }",
            "A field with a closed list holds one of its words, written exactly so.",
            *(block for words in closed_lists() for block in _list(words)),
            "## Relation types { #relation-types }",
            "The built-in types. Each can be written at either actor, by either word: the other one’s page "
            "shows the word for the way back. A site adds its own by the option "
            "[`relation_types`](mkdocs.md#option-relation-types).",
            _rows(("Type", "Way back"), ((f"`{a}`", f"`{b}`") for a, b in RELATION_TYPES.items())),
        ]
    )


def closed_lists() -> list[type[StrEnum]]:
    """The enumerations that fields hold, in the order of their definition."""
    return [
        value
        for value in vars(vocabulary).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value.__module__ == vocabulary.__name__
        if len(value) and value is not vocabulary.Dispute
    ]


def _record(model: type[Record], name: str) -> list[str]:
    own = {field: info for field, info in model.model_fields.items() if field not in Record.model_fields}
    return [
        f"## {name.capitalize()} {{ #{name} }}",
        f"{model.__doc__} The fields of [every record](#every-record) come on top.",
        _table(model, own),
    ]


def _part(part: type[Part]) -> list[str]:
    return [f"## {_title(part)} {{ #{_anchor(part)} }}", str(part.__doc__), _table(part, part.model_fields)]


def _list(words: type[StrEnum]) -> list[str]:
    heading = f"### {_title(words)} {{ #list-{_anchor(words)} }}"
    summary = str(words.__doc__)
    worded = issubclass(words, vocabulary.Worded)
    if not worded:
        return [heading, f"{summary} " + ", ".join(f"`{word}`" for word in words) + "."]
    columns = ("Written", "Shown as", "It means")
    rows = [(f"`{word}`", word.words, word.meaning) for word in words]
    if not any(meaning for *_, meaning in rows):
        return [heading, summary, _rows(columns[:2], (row[:2] for row in rows))]
    return [heading, summary, _rows(columns, rows)]


def _table(model: type[Part], fields: dict[str, Any]) -> str:
    rows = []
    for name, info in fields.items():
        written = info.alias or name
        needed = NEEDED.get((model, name), "yes" if info.is_required() else "")
        meaning = " ".join(str(info.description).split())
        if isinstance(info.default, StrEnum):
            meaning += f" Left out, it is `{info.default}`."
        for notes in (ALSO, NOT_YET):
            if note := notes.get((model, name)):
                meaning += f" *{note}*"
        rows.append((f"`{written}`", needed, _holds(info.annotation, info.metadata), meaning))
    return _rows(("Field", "Needed", "Holds", "Meaning"), rows)


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in lines)


def _holds(annotation: Any, metadata: Iterable[Any] = ()) -> str:
    """What is written in a field, in a few words."""
    metadata = list(metadata)
    if get_origin(annotation) is Annotated:
        return _holds(annotation.__origin__, [*annotation.__metadata__, *metadata])
    if get_origin(annotation) in {Union, UnionType}:
        return " or ".join(
            _holds(argument, metadata) for argument in get_args(annotation) if argument is not NoneType
        )
    if get_origin(annotation) is tuple:
        inner = _holds(get_args(annotation)[0])
        single = any(getattr(item, "func", None).__name__ == "_listed" for item in _validators(metadata))
        return f"{inner}, or a list of them" if single else f"list of {inner}"
    if get_origin(annotation) is dict:
        return "names with values"
    for item in metadata:
        if isinstance(item, RefTo):
            return f"id of {_article(item.kind)} {item.kind}" if item.kind else "`kind/id`"
        if isinstance(item, DeskText):
            return "[text of the desk](briefings.md#desk-fields)"
    if annotation in _SIMPLE:
        return _SIMPLE[annotation]
    if issubclass(annotation, StrEnum):
        title = _title(annotation)
        return f"[{title if title.isupper() else title.lower()}](#list-{_anchor(annotation)})"
    return f"[{_title(annotation).lower()}](#{_anchor(annotation)})"


def _validators(metadata: Iterable[Any]) -> Iterator[Any]:
    return (item for item in metadata if callable(getattr(item, "func", None)))


def _article(word: str | None) -> str:
    return "an" if word and word[0] in "aeiou" else "a"


def _title(model: type) -> str:
    """``KeyJudgement`` as ``Key judgement``; the markings keep their capitals."""
    if model is vocabulary.Tlp:
        return "TLP"
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__)
    return words.strip().capitalize()


def _anchor(model: type) -> str:
    return _title(model).lower().replace(" ", "-")


def with_tables(page: str) -> str:
    """The page with its generated part made anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


if __name__ == "__main__":
    old = RECORDS_PAGE.read_text(encoding="utf-8")
    new = with_tables(old)
    RECORDS_PAGE.write_text(new, encoding="utf-8")
    sys.stdout.write(f"{RECORDS_PAGE.name}: {'unchanged' if old == new else 'written'}\n")
