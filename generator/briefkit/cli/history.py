"""`briefkit history`: when each value of a record changed, by which commit, and why."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from briefkit.changes.git import GitError, is_shallow
from briefkit.changes.history import Moment, Turn, history
from briefkit.cli.options import config_option, settings_of
from briefkit.cli.report import CannotBeError, say
from briefkit.cli.runner_log import json_text
from briefkit.editing import EditError, known_record
from briefkit.model.characters import visible
from briefkit.model.field_path import FieldPathError, read_field_path, write_field_path
from briefkit.model.record import Record
from briefkit.pipeline import examine


@click.command(name="history")
@config_option
@click.argument("record", metavar="RECORD")
@click.argument("field", metavar="[FIELD]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
def history_of(config: Path, record: str, field: str | None, form: str) -> None:
    """Print when each value of a RECORD changed, by which commit, and why; with FIELD, of that field alone.

    RECORD is kind/id, FIELD the way to a value or to what lies around several, as assessment. The newest
    change comes first. What readers were told in the same commit is printed with it.
    """
    settings = settings_of(config)
    dossier, _ = examine(settings)
    try:
        ref = known_record(dossier, record)
        moments = list(history(settings, ref, dossier.moved))
        if is_shallow(settings.root):
            click.echo("this is a shallow clone: what changed earlier is not in it", err=True)
        if field is not None:
            moments = _of(field, dossier.records[ref], moments)
    except (EditError, GitError, FieldPathError) as error:
        raise CannotBeError(str(error)) from error
    if form == "json":
        click.echo(json_text([_as_data(moment) for moment in moments]))
    else:
        for moment in moments:
            _print(moment, whole=field is None)


def _of(field: str, record: Record, moments: Iterable[Moment]) -> list[Moment]:
    """The moments with the turns that are about the field; raises FieldPathError where it never was."""
    wanted = field
    try:
        wanted = write_field_path(record, read_field_path(record, field)) or field
    except FieldPathError:
        # what lies around several values, or was there once
        if not any(_is_about(turn.field, field) for moment in moments for turn in moment.turns):
            raise
    kept = (
        replace(moment, turns=tuple(turn for turn in moment.turns if _is_about(turn.field, wanted)))
        for moment in moments
    )
    return [moment for moment in kept if moment.turns]


def _is_about(path: str, field: str) -> bool:
    return path == field or path.startswith((f"{field}.", f"{field}["))


def _print(moment: Moment, *, whole: bool) -> None:
    commit = moment.commit
    head = (
        f"{commit.date} {commit.hash[:10]} {commit.author}: {commit.subject}"
        if commit
        else "not committed yet"
    )
    say(click.style(_line(head), bold=True))
    if whole and (moment.began or moment.ended):
        click.echo(f"    {'the record was written' if moment.began else 'the record was taken out'}")
        return
    for turn in moment.turns:
        click.echo(f"    {_line(turn.field)}: {_change(turn)}")
        if turn.correction is not None:
            why = turn.correction
            click.echo(_line(f"        {why.kind.words}, {why.date.text}: {why.text}"))


def _change(turn: Turn) -> str:
    if turn.was is None:
        return _line(f"{turn.now}")
    return _line(f"{turn.was} -> {turn.now if turn.now is not None else '(left out)'}")


def _as_data(moment: Moment) -> dict[str, Any]:
    commit = moment.commit
    return {
        "commit": commit.hash if commit else None,
        "date": commit.date if commit else None,
        "author": commit.author if commit else None,
        "subject": commit.subject if commit else None,
        "began": moment.began,
        "ended": moment.ended,
        "fields": [
            {
                "field": turn.field,
                "was": turn.was,
                "now": turn.now,
                "why": turn.correction.text if turn.correction else None,
            }
            for turn in moment.turns
        ],
    }


def _line(text: str) -> str:
    """The text in one line, with nothing in it that a terminal would obey."""
    return visible(" ".join(text.splitlines()))
