"""The lines of the table: what is run for each, and what is counted."""

import json
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.processes import RunError
from bench.serving import edited
from bench.workshop import Sample, Workshop, made

Work = Callable[[Workshop], dict[str, Sample]]


def checked(shop: Workshop) -> dict[str, Sample]:
    """`briefkit check`: with nothing known, and again with one file changed."""
    shop.forget(shop.cache)
    cold = shop.run("check", shop.briefkit("check"))
    with shop.edits() as edit:
        edit()
        return {"check": Sample(cold), "check-again": Sample(shop.run("check", shop.briefkit("check")))}


def generated(shop: Workshop) -> dict[str, Sample]:
    """`briefkit generate` into an empty folder, with nothing known and nothing kept."""
    target = shop.folder / "generated"
    shop.forget(shop.cache, target)
    taken = shop.run("generate", shop.briefkit("generate", "--no-cache", str(target)))
    return {"generate": Sample(taken, made(target))}


CHANGED = 100
"""Records in which a stance is another one, where `briefkit diff` is measured."""


def compared(shop: Workshop) -> dict[str, Sample]:
    """`briefkit diff` against a commit, some records changed since.

    With nothing known; again; and with the commit known, as where the cache of the main branch is taken.
    """
    folder = shop.folder / "compared"
    shop.forget(folder, shop.folder / "known")
    shutil.copytree(shop.records, folder, ignore=shutil.ignore_patterns(".cache"))
    name = ("-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false")
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message=all"]):
        shop.run("git", ["git", "-C", folder, *name, *command])
    command = shop.briefkit("diff", "HEAD", "--config", str(folder / "mkdocs.yml"))
    shop.run("diff", command)
    known = (folder / ".cache").rename(shop.folder / "known")
    turned = 0
    for path in sorted((folder / "briefings").rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        if turned < CHANGED and "stance: support" in text:
            path.write_text(text.replace("stance: support", "stance: query", 1), encoding="utf-8")
            turned += 1
    cold, again = shop.run("diff", command), shop.run("diff", command)
    shop.forget(folder / ".cache")
    known.rename(folder / ".cache")
    based = shop.run("diff", command)
    return {"diff": Sample(cold), "diff-again": Sample(again), "diff-base-known": Sample(based)}


def staged(shop: Workshop) -> dict[str, Sample]:
    """The stages that make Markdown of records, each timed in one process."""
    script = Path(__file__).with_name("stages.py")
    shop.forget(shop.cache)
    taken = shop.run("stages", [shop.program("python"), script, shop.records / "mkdocs.yml"])
    return {"stages": Sample(taken, parts=json.loads(shop.log("stages").read_text(encoding="utf-8")))}


def ours(shop: Workshop) -> dict[str, Sample]:
    """`mkdocs build` of the records: cold, and again with nothing changed."""
    target = shop.folder / "site-ours"
    shop.forget(shop.cache, target)
    return {
        "ours": mkdocs(shop, "ours", shop.records, target),
        "ours-again": mkdocs(shop, "ours", shop.records, target),
    }


def material(shop: Workshop) -> dict[str, Sample]:
    """MkDocs with Material and search, from the finished Markdown."""
    target = shop.folder / "site-material"
    shop.forget(target)
    return {"material": mkdocs(shop, "material", shop.markdown, target)}


def empty(shop: Workshop) -> dict[str, Sample]:
    """MkDocs with Material, for one page."""
    target = shop.folder / "site-empty"
    shop.forget(target)
    return {"empty": mkdocs(shop, "empty", shop.empty, target)}


def mkdocs(shop: Workshop, name: str, project: Path, target: Path) -> Sample:
    """A build of MkDocs with the times of its parts."""
    clock = shop.folder / "clock.json"
    clock.unlink(missing_ok=True)
    config = shop.timed_configuration(project)
    command = [shop.program("mkdocs"), "build", "--quiet", "--config-file", config, "--site-dir", target]
    begun = time.monotonic()
    taken = shop.run(name, command, BENCH_CLOCK=str(clock))
    noted = json.loads(clock.read_text(encoding="utf-8"))
    parts = parts_of({event: moment - begun for event, moment, _ in noted}, taken.seconds)
    worked = parts_of({event: cpu for event, _, cpu in noted}, taken.cpu)
    return Sample(taken, made(target), parts, worked)


def parts_of(seen: Mapping[str, float], whole: float) -> dict[str, float]:
    """The time between what the hook noted, by what MkDocs and its plugins do there."""
    moments = {
        "start": seen["on_config ends"],
        "records to pages": seen["on_pre_build ends"],
        "files": seen["on_nav begins"],
        "Markdown to HTML": seen["on_env begins"],
        "theme, search, writing": whole,
    }
    before, parts = 0.0, {}
    for name, moment in moments.items():
        parts[name], before = moment - before, moment
    return parts


def zensical(shop: Workshop) -> dict[str, Sample]:
    """Zensical, from the same Markdown: cold, and again with what it kept."""
    project = shop.markdown
    shop.forget(project / ".cache", project / "site")
    command = [shop.program("zensical"), "build"]
    found = {}
    for key in ("zensical", "zensical-again"):
        taken = shop.run("zensical", command, project)
        found[key] = Sample(taken, made(project / "site"))
    shop.forget(project / ".cache", project / "site")
    return found


def hugo(shop: Workshop) -> dict[str, Sample]:
    """Hugo, from the same Markdown, with a theme of ten lines and no search."""
    project, target = shop.hugo, shop.folder / "site-hugo"
    shop.forget(target, project / "resources")
    # the program itself, without the Python that finds it
    found = sorted(shop.programs.parent.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    if not found:
        raise RunError("the package hugo has no program here")
    command = [found[0], "--source", project, "--destination", target, "--noBuildLock", "--quiet"]
    taken = shop.run("hugo", [*command, "--cacheDir", shop.folder / "hugo-cache"])
    return {"hugo": Sample(taken, made(target))}


def pagefind(shop: Workshop) -> dict[str, Sample]:
    """Pagefind over the site that was made last."""
    site, target = shop.folder / "site-ours", shop.folder / "pagefind"
    shop.forget(target)
    if not site.is_dir():
        raise RunError("there is no site to search")
    command = [shop.program("python"), "-m", "pagefind", "--site", site, "--output-path", target]
    return {"pagefind": Sample(shop.run("pagefind", command), made(target))}


LINES: Mapping[str, Work] = {
    "empty": empty,
    "check": checked,
    "diff": compared,
    "generate": generated,
    "stages": staged,
    "material": material,
    "ours": ours,
    "zensical": zensical,
    "hugo": hugo,
    "pagefind": pagefind,
    "serve": edited,
}
"""What is run in each round, in this order; ours stands beside what it is compared with."""

ONCE = frozenset({"stages", "serve"})
"""What is run in the first round alone: it does its work several times, or is compared with nothing."""
