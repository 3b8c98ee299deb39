"""`briefkit check`: what is wrong with the content."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

from briefkit.changes.earlier import earlier
from briefkit.changes.git import GitError
from briefkit.cli.findings import Finding, Findings, findings, named_files
from briefkit.cli.formats import print_github, print_gitlab, print_json
from briefkit.cli.options import cache_option, config_option, settings_of
from briefkit.cli.report import CannotBeError, counted, from_here, print_by_file, say, say_notices
from briefkit.editing.fixes import fixes
from briefkit.fingerprints import fingerprints
from briefkit.load import hand_written
from briefkit.memory import leave_to_the_system, uncollected
from briefkit.model.characters import visible
from briefkit.model.settings import Settings
from briefkit.pipeline import Checked, checked, memory_of
from briefkit.writing import WriteError, replace_files


def _print_text(found: Sequence[Finding], config: Path) -> None:
    print_by_file(from_here([finding.problem for finding in found], config))


FORMATS: dict[str, Callable[[Sequence[Finding], Path], None]] = {
    "text": _print_text,
    "json": print_json,
    "github": print_github,
    "gitlab": print_gitlab,
}
"""The ways to print, by their names."""

QUIET = ("json", "gitlab")
"""Formats whose readers take all that is printed for the report."""


@click.command()
@config_option
@cache_option
@click.argument("files", nargs=-1, metavar="[FILES]...", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to print.",
)
@click.option("--fix", is_flag=True, help="Mend what is certain, then report the rest.")
@click.option("--since", metavar="REV", help="Report only what is new since the git revision REV.")
@click.option(
    "--today",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that review dates are held against; the computer's, where it is left out.",
)
@click.option(
    "--full-text",
    "full_texts",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Hold quotes of sources kept in excerpts against full texts in DIR: <source id>.txt or .md.",
)
@uncollected()
def check(
    config: Path,
    files: tuple[Path, ...],
    form: str,
    fix: bool,
    since: str | None,
    today: datetime | None,
    full_texts: Path | None,
    *,
    cache: bool,
) -> None:
    """Check the content, and print everything that is wrong with it.

    All of the content is checked; FILES, which may be folders, limit what is reported.

    Exits with 0 where nothing that is reported is an error, with 1 where something is, with 2 where the
    command is used wrongly.
    """
    settings = replace(settings_of(config), today=today.date() if today else date.today())
    holds = named_files(files, settings)
    known = _known(config, settings, since, full_texts)
    if fix:
        _mend(config, settings, full_texts, holds, known, err=form != "text")
    memory = memory_of(settings, cache=cache)
    site = checked(settings, hand_written(settings).keys(), full_texts=full_texts, memory=memory)
    saved = memory.save()
    found = findings(site.dossier, site.problems, holds, known)
    FORMATS[form](found.shown, config)
    if form not in QUIET:
        say(_summary(site, found, since, fix=fix), err=True)
    saved()
    leave_to_the_system(site, memory)
    raise SystemExit(1 if found.errors else 0)


def _known(config: Path, settings: Settings, since: str | None, full_texts: Path | None) -> Collection[str]:
    """The fingerprints of the problems that were there at the revision; none where none is named."""
    if since is None:
        return ()
    try:
        with earlier(config, settings, since, full_texts) as then:
            say_notices(then.notices)
            return set(fingerprints(then.checked.problems).values())
    except GitError as error:
        raise CannotBeError(visible(f"--since: {error}")) from error


def _mend(
    config: Path,
    settings: Settings,
    full_texts: Path | None,
    holds: Callable[[str], bool],
    known: Collection[str],
    *,
    err: bool,
) -> None:
    """Writes what is certain, all or nothing, and prints it; exits with 1 where a file cannot be written."""
    made = fixes(
        settings,
        full_texts,
        lambda dossier, problems: [
            finding.problem for finding in findings(dossier, problems, holds, known).shown
        ],
    )
    try:
        replace_files(made.changes)
    except WriteError as error:
        raise click.ClickException(visible(f"{error}; nothing was mended")) from error
    for problem, was, now in made.mended:
        (here,) = from_here([problem], config)
        place = visible(f"{here.mark.path}:{here.mark.line}")
        say(f"{click.style('mended:', fg='green')} {place}: {visible(was)} -> {visible(now)}", err=err)
    if made.mended and not err:
        say("")


def _summary(site: Checked, found: Findings, since: str | None, *, fix: bool) -> str:
    errors = f"{counted(found.errors, 'error')}, {counted(len(found.shown) - found.errors, 'warning')}"
    others = [
        (site.allowed, "allowed"),
        (found.elsewhere, "in other files not shown"),
        (found.older, f"already there at {visible(since or '')} not shown"),
    ]
    more = "".join(f"; {number} {words}" for number, words in others if number)
    fixable = sum(finding.problem.fix is not None for finding in found.shown)
    said = (
        "was not mended: see what else is wrong with the file"
        if fix
        else "can be mended by: briefkit check --fix"
    )
    mend = f"\n{fixable} {said}" if fixable else ""
    return f"{counted(len(site.dossier.records), 'record')}: {errors}{more}{mend}"
