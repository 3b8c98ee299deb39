"""The stages of ours in one process: `python stages.py MKDOCS_YML` prints seconds by name, as JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from briefkit.check import check
from briefkit.link import link
from briefkit.load import load
from briefkit.load.settings import read_settings
from briefkit.memory import uncollected
from briefkit.redact import without_drafts
from briefkit.render import Plan, Site, assets, data, feeds, listings, previews, recorded, render
from briefkit.verify import verify

Done = TypeVar("Done")


@uncollected()
def stages(config: Path) -> dict[str, float]:
    """Seconds by the name of the stage, in the order of `briefkit.building`."""
    taken: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Done]) -> Done:
        begun = time.perf_counter()
        done = work()
        taken[name] = time.perf_counter() - begun
        return done

    settings = read_settings(config)
    dossier, _ = timed("load", lambda: load(settings))
    dossier, _ = timed("verify", lambda: verify(dossier))
    timed("check", lambda: list(check(dossier)))
    site = timed("link", lambda: Site(link(without_drafts(dossier))))
    plan = Plan(site)
    timed("plan", lambda: plan.sheets)
    records = timed("data of records", lambda: recorded(site))
    timed("pages", lambda: list(render(plan, None, records)))
    timed("styles and scripts", lambda: list(assets(settings.templates_dir)))
    for work in (previews, listings, feeds):
        timed(work.__name__, lambda work=work: list(work(site)))
    timed("data files", lambda: list(data(site, records)))
    return taken


if __name__ == "__main__":
    sys.stdout.write(json.dumps(stages(Path(sys.argv[1]))))
