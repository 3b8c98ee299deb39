"""`briefkit diff`: which facts differ between two states of the content, and which pages they reach."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import click

from briefkit.changes.comparing.as_data import as_data
from briefkit.changes.comparing.compare import compare
from briefkit.changes.comparing.entries import ChangeKind, Comparison, FactChange, PageChange
from briefkit.changes.git import GitError
from briefkit.changes.report.outline import by_record
from briefkit.changes.report.wording import Became, Piece
from briefkit.changes.report.words import PAGE_WORDS, said
from briefkit.cli.options import cache_option, config_option, settings_of
from briefkit.cli.report import CannotBeError, counted, from_here, say, say_notices
from briefkit.cli.runner_log import json_text
from briefkit.memory import leave_to_the_system, uncollected
from briefkit.model.characters import visible
from briefkit.pipeline import memory_of

_GAINED, _LOST, _CHANGED = ("+", "green"), ("-", "red"), ("~", "yellow")

_SIGNS: Mapping[ChangeKind, tuple[str, str]] = {
    ChangeKind.RECORD_ADDED: _GAINED,
    ChangeKind.ENTRY_ADDED: _GAINED,
    ChangeKind.POSITION_ADDED: _GAINED,
    ChangeKind.EVIDENCE_GAINED: _GAINED,
    ChangeKind.CORRECTION_PUBLISHED: _GAINED,
    ChangeKind.RECORD_REMOVED: _LOST,
    ChangeKind.ENTRY_REMOVED: _LOST,
    ChangeKind.POSITION_WITHDRAWN: _LOST,
    ChangeKind.EVIDENCE_LOST: _LOST,
}

_GIVEN = frozenset({ChangeKind.FIELD_CHANGED, ChangeKind.ASSESSMENT_MOVED, ChangeKind.TEXT_CHANGED})
"""What is new where there was nothing before."""

MOST_PAGES = 200
"""Pages that are printed; the others are counted."""

MOST_REASONS = 3
"""Reasons that are printed of a page; the others are counted."""


def _print_text(found: Comparison, config: Path) -> None:
    for line in lines(found):
        say(line)
    if found.problems:
        say(_heading(f"{counted(len(found.problems), 'new problem')}"))
        for problem in from_here(found.problems, config):
            say(f"    {problem}")
    if found.mended:
        say(_heading(f"{counted(len(found.mended), 'problem')} mended"))
        for problem in found.mended:
            say(f"    {problem}")


def _print_json(found: Comparison, _: Path) -> None:
    click.echo(json_text(as_data(found)))


def _print_markdown(found: Comparison, _: Path) -> None:
    # the other forms need nothing of it
    from briefkit.changes.report.comment import changes_markdown

    click.echo(changes_markdown(found), nl=False)


FORMATS: dict[str, Callable[[Comparison, Path], None]] = {
    "text": _print_text,
    "markdown": _print_markdown,
    "json": _print_json,
}
"""The ways to print, by their names."""


@click.command()
@config_option
@cache_option
@click.argument("base", metavar="BASE")
@click.argument("head", metavar="[HEAD]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to print.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 where something differs.")
@uncollected()
def diff(config: Path, base: str, head: str | None, form: str, *, exit_code: bool, cache: bool) -> None:
    """Print which facts differ between the git revisions BASE and HEAD, and which pages they reach.

    Without HEAD, the files as they lie there are compared with BASE. BASE... is where the branches parted:
    `main...` is what a merge request changes, `main...topic` what it would.

    Exits with 0, with --exit-code with 1 where something differs, with 2 where the command is used wrongly.
    """
    settings = settings_of(config)
    memory = memory_of(settings, cache=cache)
    try:
        found = compare(config, settings, base, head, memory)
    except GitError as error:
        raise CannotBeError(visible(str(error))) from error
    FORMATS[form](found, config)
    say_notices(found.notices)
    if form == "text":
        say(_summary(found), err=True)
    leave_to_the_system(found, memory)
    raise SystemExit(1 if exit_code and differs(found) else 0)


def differs(found: Comparison) -> bool:
    """Whether anything does."""
    return bool(found.facts or found.pages or found.problems or found.mended)


def lines(found: Comparison) -> Iterator[str]:
    """The facts and pages as they are printed, in colours."""
    if not found.facts:
        yield "no facts changed"
    for record in by_record(found.facts):
        yield click.style(f"{record.ref}", bold=True) + f" {_line(record.label)}"
        for change in record.changes:
            yield from _fact(change)
    if found.pages:
        yield _heading(counted(len(found.pages), "page"))
    for page in found.pages[:MOST_PAGES]:
        yield _page(page)
    if len(found.pages) > MOST_PAGES:
        yield f"    and {len(found.pages) - MOST_PAGES} more"


def _fact(change: FactChange) -> Iterator[str]:
    given = change.was is None and change.now is not None and change.kind in _GIVEN
    sign, colour = _GAINED if given else _SIGNS.get(change.kind, _CHANGED)
    words = said(change)
    values = {name: _line(value) for name, value in words.values.items()}
    told = words.message.format(**values, text=" ".join(map(_piece, words.text)))
    hidden = "" if change.is_published else click.style(" (not shown to readers)", dim=True)
    yield f"    {click.style(sign, fg=colour)} {told}{hidden}"
    if change.sentence and change.sentence != (change.now or change.was):
        yield click.style(f"        in: {_line(change.sentence)}", dim=True)


def _piece(piece: Piece) -> str:
    """Words, those that changed as `git diff --word-diff` marks them."""
    text = _line(piece.text)
    match piece.became:
        case Became.GONE:
            return click.style(f"[-{text}-]", fg="red")
        case Became.COME:
            return click.style(f"{{+{text}+}}", fg="green")
    return text


def _page(page: PageChange) -> str:
    words = f"{PAGE_WORDS[page.kind]:>8}"
    to = f" -> {_line(page.target)}" if page.target else ""
    reasons = [f"{why.words}" for why in page.why if why.words]
    more = f", and {len(reasons) - MOST_REASONS} more" if len(reasons) > MOST_REASONS else ""
    told = f" ({_line(', '.join(reasons[:MOST_REASONS]))}{more})" if reasons and not page.is_direct else ""
    return f"    {words} {_line(page.address)}{to}{click.style(told, dim=True)}"


def _heading(words: str) -> str:
    return "\n" + click.style(words, bold=True)


def _summary(found: Comparison) -> str:
    records = len({change.ref for change in found.facts})
    parts: Iterable[str] = (
        f"{counted(len(found.facts), 'fact')} in {counted(records, 'record')}",
        counted(len(found.pages), "page"),
        f"{counted(len(found.problems), 'new problem')}, {len(found.mended)} mended",
        f"{counted(found.errors, 'error')} in all",
    )
    return "; ".join(parts)


def _line(text: str) -> str:
    """The text in one line, with nothing in it that a terminal would obey."""
    return visible(" ".join(text.split()))
