"""What stands refers to nothing that was withdrawn."""

from collections.abc import Iterator

from briefkit.model.dossier import Dossier
from briefkit.model.prose import Inline, WikiLink, inlines, lines, read_line
from briefkit.model.record import Record
from briefkit.model.walk import Reference, desk_texts, references
from briefkit.problems import Problem, Rule, Severity

RULE = Rule("withdrawn-used", Severity.WARNING, "What stands refers to nothing that was withdrawn.")

HINT = "Rest it on something else, or take it out; a correction may name what was withdrawn."


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Fields and links of records that lead to withdrawn ones; corrections tell of them, and may."""
    if record.withdrawn:
        return
    withdrawn = dossier.withdrawn
    for reference in references(record):
        if reference.ref in withdrawn and not _is_handed_down(record, reference):
            mark = dossier.mark(record.ref, *reference.path)
            yield Problem(mark, RULE, f"{reference.ref} was withdrawn", HINT)
    for link in _links(dossier, record):
        found = dossier.resolve(link.target)
        if len(found) == 1 and found[0] in withdrawn:
            yield Problem(link.mark, RULE, f"{link} leads to {found[0]}, which was withdrawn", HINT)


def _is_handed_down(record: Record, reference: Reference) -> bool:
    """True for the record's own `source` at evidence that names none: it is told where it is written."""
    path = reference.path
    return len(path) > 1 and path[-1] == "source" and reference.text == record.source


def _links(dossier: Dossier, record: Record) -> Iterator[WikiLink]:
    """The links by hand in the desk's words, but for corrections."""
    for path, text in desk_texts(record):
        if path[0] != "corrections" and "[[" in text:
            yield from _in_line(read_line(text, dossier.mark(record.ref, *path)))
    for line in lines(dossier.bodies.get(record.id, ()) if record.KIND == "briefing" else ()):
        yield from _in_line(line)


def _in_line(pieces: tuple[Inline, ...]) -> Iterator[WikiLink]:
    return (piece for piece in inlines(pieces) if isinstance(piece, WikiLink))
