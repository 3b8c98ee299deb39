"""A hook for MkDocs that writes down when each part of a build begins and ends.

It listens to no event of a single page, so that it changes nothing in the way the pages are made.
"""

import json
import os
import time
from pathlib import Path
from typing import Any

from mkdocs.plugins import CombinedEvent, event_priority

FIRST, LAST = 1000, -1000

_seen: list[tuple[str, float, float]] = []


def _note(name: str) -> None:
    _seen.append((name, time.monotonic(), sum(os.times()[:4])))


def _between(name: str) -> CombinedEvent:
    """Notes when the first plugin is asked, and when the last has answered."""

    @event_priority(FIRST)
    def begins(item: Any = None, **_: Any) -> Any:
        _note(f"{name} begins")
        return item

    @event_priority(LAST)
    def ends(item: Any = None, **_: Any) -> Any:
        _note(f"{name} ends")
        return item

    return CombinedEvent(begins, ends)


on_config = _between("on_config")
on_pre_build = _between("on_pre_build")
on_nav = _between("on_nav")
on_env = _between("on_env")


def on_shutdown() -> None:
    """Writes it all down."""
    Path(os.environ["BENCH_CLOCK"]).write_text(json.dumps(_seen), encoding="utf-8")
