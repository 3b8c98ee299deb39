"""`briefkit urls`: the ledger of every address that the site ever had."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from briefkit.changes.earlier import earlier
from briefkit.changes.git import GitError
from briefkit.cli.options import cache_option, config_option, settings_of
from briefkit.cli.report import CannotBeError, counted, from_here, print_problems, say, say_notices
from briefkit.editing import EditError
from briefkit.editing.ledger import Difference, Said, Update, errors_of, said, unexplained, update
from briefkit.load import hand_written
from briefkit.load.ledger import ledger_path
from briefkit.memory import uncollected
from briefkit.model.characters import visible
from briefkit.model.ledger import Became
from briefkit.model.settings import Settings
from briefkit.pipeline import Checked, checked, memory_of, published_addresses
from briefkit.problems import Severity
from briefkit.urls import URL_RULES
from briefkit.writing import WriteError, replace_files

SHOWN = 20
"""Most new addresses that are told one by one."""


@click.command()
@config_option
@cache_option
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit with 1 where it is not up to date."
)
@click.option(
    "--moved", nargs=2, multiple=True, metavar="OLD NEW", help="The page at OLD is now the one at NEW."
)
@click.option(
    "--merged",
    nargs=2,
    multiple=True,
    metavar="OLD NEW",
    help="What stood at OLD stands now on the page at NEW.",
)
@click.option("--withdrawn", multiple=True, metavar="OLD", help="What stood at OLD is shown no more.")
@click.option("--since", metavar="REV", help="Enter also what was published at the git revision REV.")
@uncollected()
def urls(
    config: Path,
    moved: tuple[tuple[str, str], ...],
    merged: tuple[tuple[str, str], ...],
    withdrawn: tuple[str, ...],
    since: str | None,
    *,
    only_check: bool,
    cache: bool,
) -> None:
    """Bring urls.txt up to date: every address that the site ever had, and what became of it.

    The file lies in the folder of the content, and is made where there is none. New pages are entered; former
    ids of records lead to where these are now. Addresses are written as they stand in the browser behind that
    of the site, as actors/minsk/; whole ones are understood, too.

    Exits with 1 where a page is gone and nobody said what became of it, or the content has errors; with
    --check also where the file is not up to date.
    """
    if only_check and (moved or merged or withdrawn or since):
        raise click.UsageError("--check writes nothing: leave out --moved, --merged, --withdrawn and --since")
    settings = settings_of(config)
    site = _checked(settings, config, cache=cache)
    with _told_in_a_line():
        told = _told(settings, moved, merged, withdrawn)
        made = update(site, told, _published(config, settings, since) if since is not None else ())
        change = made.change()
        if change is not None and not only_check:
            replace_files([change])
    path = visible(str(ledger_path(settings)))
    _print(made.differences, most=None if only_check else SHOWN)
    lost = errors_of(site.problems) if only_check else unexplained(site, made)
    print_problems(from_here(lost, config), err=True)
    click.echo(_sum(made, path, changed=change is not None, only_check=only_check), err=True)
    raise SystemExit(1 if lost or (only_check and change is not None) else 0)


def _published(config: Path, settings: Settings, name: str) -> tuple[str, ...]:
    """The addresses that the site had at a revision, as far as it could be read then."""
    with earlier(config, settings, name) as then:
        say_notices(then.notices)
        return (*published_addresses(then.checked), *then.checked.plan.redirects())


@contextmanager
def _told_in_a_line() -> Iterator[None]:
    """What cannot be is said in one line: exit 2, or 1 where the file cannot be written."""
    try:
        yield
    except GitError as error:
        raise CannotBeError(visible(f"--since: {error}")) from error
    except EditError as error:
        raise CannotBeError(visible(str(error))) from error
    except WriteError as error:
        raise click.ClickException(visible(f"{error}; nothing was written")) from error


def _checked(settings: Settings, config: Path, *, cache: bool) -> Checked:
    """The content; exits with 1 where it has errors but those that this command is for."""
    memory = memory_of(settings, cache=cache)
    site = checked(settings, hand_written(settings).keys(), memory=memory)
    errors = [
        problem
        for problem in site.problems
        if problem.rule.severity is Severity.ERROR and problem.rule not in URL_RULES
    ]
    if errors:
        print_problems(from_here(errors, config), err=True)
        raise click.ClickException(f"{counted(len(errors), 'error')} in the content: nothing was written")
    memory.save()()
    return site


def _told(
    settings: Settings,
    moved: Sequence[tuple[str, str]],
    merged: Sequence[tuple[str, str]],
    withdrawn: Sequence[str],
) -> list[Said]:
    url = settings.site_url
    return [
        *(said(old, Became.MOVED, new, site_url=url) for old, new in moved),
        *(said(old, Became.MERGED, new, site_url=url) for old, new in merged),
        *(said(old, Became.WITHDRAWN, site_url=url) for old in withdrawn),
    ]


def _print(differences: Sequence[Difference], *, most: int | None) -> None:
    new = [one for one in differences if one.before is None]
    others = [one for one in differences if one.before is not None]
    for line in (*_lines(others), *_lines(new[:most])):
        say(line)
    if most is not None and len(new) > most:
        say(f"+ and {len(new) - most} more")


def _lines(differences: Sequence[Difference]) -> Iterator[str]:
    """As git shows them, in colour on a terminal."""
    for before, after in differences:
        if before is not None:
            yield click.style(f"- {visible(str(before))}", fg="red")
        yield click.style(f"+ {visible(str(after))}", fg="green")


def _sum(made: Update, path: str, *, changed: bool, only_check: bool) -> str:
    number = f"{len(made.entries)} address{'' if len(made.entries) == 1 else 'es'}"
    if not changed:
        return f"{path}: {number}, up to date"
    if not made.differences:
        what = "differs" if only_check else "differed"
        return f"{path}: {number}; it {what} in order, spaces or line ends alone"
    if only_check:
        return f"{path} is not up to date: run briefkit urls"
    return f"{path}: {number}, {counted(len(made.differences), 'line')} new or changed"
