"""The command line: only here is anything printed, only here does anything exit."""

import io
import sys

import click

from briefkit import __version__
from briefkit.cli.check import check
from briefkit.cli.correct import correct
from briefkit.cli.generate import generate
from briefkit.cli.history import history_of
from briefkit.cli.new import new
from briefkit.cli.pdf import pdf_of
from briefkit.cli.quote import quote
from briefkit.cli.rename import rename
from briefkit.cli.schema import schema

VERBS: tuple[click.Command, ...] = (check, quote, correct, rename, history_of, generate, pdf_of, new, schema)
"""In the order in which the manual lists them."""


@click.group(commands={str(verb.name): verb for verb in VERBS})
@click.version_option(__version__, package_name="briefkit", prog_name="briefkit")
def main() -> None:
    """Article sources and YAML records in, a cross-linked briefing site out."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # what the terminal's encoding lacks is written as a number
        sys.stdout.reconfigure(errors="backslashreplace")
