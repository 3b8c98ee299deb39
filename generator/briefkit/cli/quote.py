"""`briefkit quote`: words of a source as evidence, ready to paste."""

import math
import re
import sys
import unicodedata
from pathlib import Path

import click
import yaml

from briefkit.cli.options import config_option, settings_of
from briefkit.model.characters import JOINERS, is_blank, visible
from briefkit.model.dossier import Dossier
from briefkit.model.evidence import Evidence
from briefkit.model.nearest import proposal
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.model.vocabulary import SourceStatus, TextKept, Via
from briefkit.pipeline import find_words, read
from briefkit.verify.offer import Found, Offer
from briefkit.verify.typed import Likeness

AROUND = 200
"""Most characters of its sentence that are shown on each side of the words."""

STANDARD_INPUT = "-"

_GUESSED = {
    Via.DIRECT: (
        "via is direct: the words stand inside quotation marks. So do titles and irony: change it there."
    ),
    Via.NARRATION: (
        "via is narration: the words do not stand inside quotation marks. Write indirect where the source "
        "reports what somebody said, document where it describes a document."
    ),
}


@click.command()
@config_option
@click.option(
    "--indent",
    metavar="N",
    type=click.IntRange(0, 80),
    default=8,
    show_default=True,
    help="How many spaces stand in front of each line.",
)
@click.argument("source", metavar="SOURCE")
@click.argument("words", metavar="WORDS...", nargs=-1)
def quote(config: Path, indent: int, source: str, words: tuple[str, ...]) -> None:
    """Find WORDS in a SOURCE and print them as evidence, ready to paste below `evidence:`.

    SOURCE is the id of a source. The words are found whatever their capitals, accents and typographic signs;
    "..." stands for words between them. A - in their place reads them from the standard input. The evidence
    goes to the standard output, where it was found to the standard error output.

    Exits with 0 where the words were found, with 1 where at most something like them was, with 2 where the
    command is used wrongly.
    """
    dossier = read(settings_of(config))
    typed = _typed(words)
    record = _source(dossier, source)
    found = find_words(dossier, record.id, typed)
    for number, offer in enumerate(found.offers, start=1):
        if number == 1:
            _print_head(record)
        _print_offer(found, number, offer, indent)
    for note in _notes(found):
        click.echo(f"    {note}", err=True)
    if found.likeness is Likeness.NEAR or not found.offers:
        raise click.ClickException(_not_found(record, found))


def _typed(words: tuple[str, ...]) -> str:
    """The words to look for; a usage error where there are none."""
    typed = " ".join(words)
    if typed == STANDARD_INPUT:
        try:
            typed = sys.stdin.read() if sys.stdin else ""
        except UnicodeDecodeError as error:
            raise click.UsageError(f"the standard input is not {error.encoding} text") from error
    if is_blank(typed):
        raise click.UsageError("there are no words to look for: write some words of the source behind its id")
    return typed


def _source(dossier: Dossier, written: str) -> Source:
    """The source that is meant, which has a text; a usage error where there is none of that name."""
    source_id = written.removeprefix("source/")
    ref = Ref("source", source_id)
    record = dossier.records.get(ref)
    if not isinstance(record, Source):
        if ref in dossier.unread:
            raise click.ClickException(f"source {source_id} cannot be read: briefkit check tells why")
        known = [source.id for source in dossier.of(Source)]
        hint = proposal(source_id, known) or "write the id of one; briefkit check tells what is amiss"
        raise click.UsageError(f"there is no source “{_printable(source_id)}”: {hint}")
    if record.text is TextKept.NONE:
        message = f"source {source_id} is known and was not read (text: none): no quote may rest on it"
        hint = f"quote the source that describes it, and add document: {source_id}"
        raise click.ClickException(f"{message}; {hint}")
    if not dossier.articles.get(source_id):
        raise click.ClickException(f"source {source_id} has no text beside it: briefkit check tells more")
    return record


def _not_found(record: Source, found: Found) -> str:
    """Why nothing can be offered of the words that were looked for."""
    alike = f"{found.places} times, each time among the same words: give more of them"
    if found.likeness is not Likeness.NEAR:
        return f"source {record.id} has these words {alike}"
    kept = ", of which only excerpts are kept," if record.text is TextKept.EXCERPTS else ""
    if found.offers:
        near = ": above is what is most like them"
    else:
        near = (
            f"; what is like them stands there {alike}" if found.places else ", nor any like them: try fewer"
        )
    return f"source {record.id}{kept} does not have these words{near}"


def _print_head(record: Source) -> None:
    click.echo(f"{record.id}: {_printable(record.headline)} ({_printable(record.publisher)})", err=True)
    if record.status is not SourceStatus.USABLE:
        click.echo(f"    It was {record.status.words}.", err=True)
    if record.withdrawn:
        click.echo("    The desk has withdrawn it.", err=True)


def _print_offer(found: Found, number: int, offer: Offer, indent: int) -> None:
    """Where the words stand for the reader, and the evidence for the record."""
    count = f"{number} of {len(found.offers)}"
    paragraphs = sorted({part.paragraph for part in offer.passage})
    where = "–".join(f"p{paragraph}" for paragraph in dict.fromkeys((paragraphs[0], paragraphs[-1])))
    before, words, after = (_printable(text) for text in offer.sentence)
    before = f"…{before[-AROUND:]}" if len(before) > AROUND else before
    after = f"{after[:AROUND]}…" if len(after) > AROUND else after
    first = f"{count}, " if len(found.offers) > 1 else ""
    click.echo(f"{first}{where}: {before}▸{words}◂{after}", err=True)
    if found.likeness is Likeness.NEAR:
        click.echo(f"{' ' * indent}# not the words that were looked for, but like them: {count}")
    elif len(found.offers) > 1:
        click.echo(f"{' ' * indent}# {count}: {where}")
    click.echo(as_yaml(offer.evidence, indent))


def _notes(found: Found) -> list[str]:
    """What the desk should know of the evidence before it is used."""
    notes = [_GUESSED[via] for via in dict.fromkeys(offer.evidence.via for offer in found.offers)]
    if found.likeness is Likeness.LOOSE:
        notes.append("You typed other capitals or accents: these are the source's.")
    if any(offer.in_full for offer in found.offers):
        notes.append("Nothing is left out: the words in place of the ellipsis turn the sense round.")
    if found.likeness is not Likeness.NEAR and found.places > len(found.offers):
        notes.append(f"{len(found.offers)} of {found.places} places are offered: give more words for fewer.")
    return notes


class _Words(str):
    """Text that is written in double quotes."""

    __slots__ = ()


class _Writer(yaml.SafeDumper):
    """Writes each field on one line."""


_Writer.add_representer(
    _Words, lambda writer, words: writer.represent_scalar("tag:yaml.org,2002:str", str(words), style='"')
)

_NUMBERED = re.compile(r"(?<!\\)((?:\\\\)*)\\U([0-9A-F]{8})")
"""A character above U+FFFF as PyYAML writes it in double quotes; YAML has it as it is, too."""


def as_yaml(evidence: Evidence, indent: int) -> str:
    """The evidence as an entry of a list, each field on one line, without a line end behind the last."""
    entry = {"source": evidence.source, "via": str(evidence.via)}
    for name in ("quote", "before", "after"):
        if (words := getattr(evidence, name)) is not None:
            entry[name] = _Words(words)
    written = yaml.dump([entry], Dumper=_Writer, allow_unicode=True, width=math.inf, sort_keys=False)
    readable = _NUMBERED.sub(_as_it_is, written.removesuffix("\n"))
    return "\n".join(f"{' ' * indent}{line}" for line in readable.split("\n"))


def _as_it_is(numbered: re.Match[str]) -> str:
    character = chr(int(numbered[2], 16))
    return f"{numbered[1]}{character}" if character.isprintable() else numbered[0]


def _printable(text: str) -> str:
    """The text without what a terminal would obey; letters that join as they do are left to it."""
    return "".join(
        " " if unicodedata.category(sign) == "Cc" else sign if sign in JOINERS else visible(sign)
        for sign in text
    )
