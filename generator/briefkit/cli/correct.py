"""`briefkit correct`: one fact corrected, and the readers told."""

import re
from datetime import date
from pathlib import Path

import click

from briefkit.cli.edit import carry_out, dry_run_option
from briefkit.cli.options import config_option, settings_of
from briefkit.editing import Told
from briefkit.editing import correct as planned
from briefkit.model.vocabulary import CorrectionKind


class _WithNumbers(click.Command):
    """Takes what begins like a number below nothing, as ``-33.4``, for a value and no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.ignore_unknown_options = any(re.match(r"-\.?[0-9]", argument) for argument in args)
        return super().parse_args(ctx, args)


@click.command(cls=_WithNumbers)
@config_option
@click.argument("record", metavar="RECORD")
@click.argument("field", metavar="FIELD")
@click.argument("value", metavar="VALUE")
@click.option("--why", default="", help="What was wrong and what is right, for the readers.")
@click.option(
    "--kind",
    type=click.Choice([str(kind) for kind in CorrectionKind]),
    default=str(CorrectionKind.CORRECTION),
    show_default=True,
    help="What sort of change it is.",
)
@click.option("--date", "day", metavar="DATE", help="When it was made; today, where it is left out.")
@click.option("--author", help="Who made it.")
@dry_run_option
def correct(
    config: Path,
    record: str,
    field: str,
    value: str,
    why: str,
    kind: str,
    day: str | None,
    author: str | None,
    dry_run: bool,
) -> None:
    """Give one FIELD of a RECORD another VALUE, and tell the readers.

    RECORD is kind/id, as claim/soldiers-to-syria. FIELD is the way to the value, as assessment.likelihood or
    facts[office].value; what stands in brackets names an entry of a list. Only that value changes, and an
    entry under corrections is added, where readers see the field. Nothing is written where the content would
    not check any more.
    """
    told = Told(why, kind, day or date.today().isoformat(), author)
    settings = settings_of(config)
    carry_out(lambda: planned(settings, record, field, value, told), config, dry_run=dry_run)
