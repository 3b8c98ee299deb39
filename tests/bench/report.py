"""What was measured, as words: `python tests/bench/report.py [RESULTS …]` writes it into `docs/performance.md`.

RESULTS are files of `make bench`; a size that they have takes the place of that size in `results.json`, the
file beside this one from which table and plot are made.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.plot import plot

RESULTS = Path(__file__).with_name("results.json")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"

BEGIN = "<!-- made by tests/bench/report.py: begin -->\n"
END = "<!-- made by tests/bench/report.py: end -->\n"

WANTED = ("500", "2000", "10000", "20000", "real")
"""The sizes that the page is to have."""

PEER = "material"
"""What ours is compared with."""

OUR_MARKDOWN = "records to pages"
"""The part of our build that is over when the Markdown is there."""

NAMES = {
    "ours-markdown": "**ours, from the same Markdown**",
    "ours": "ours, from the records",
    "ours-again": "ours again, nothing changed",
    "material": "MkDocs + Material with search",
    "zensical": "Zensical",
    "zensical-again": "Zensical again, nothing changed",
    "hugo": "Hugo, bare theme, no search",
    "empty": "an empty site with Material",
    "generate": "records to Markdown",
    "check": "`briefkit check`",
    "check-again": "`briefkit check` again, one file changed",
    "diff": "`briefkit diff`, 100 records changed",
    "diff-again": "`briefkit diff` again",
    "diff-base-known": "`briefkit diff`, the base in the cache",
    "pagefind": "Pagefind over our site",
    "serve": "one edited fact under `mkdocs serve`",
}
"""The lines of the table in their order."""

DRAWN = {
    "ours-markdown": "ours, from Markdown",
    "ours": "ours, from records",
    "material": "MkDocs + Material",
    "zensical": "Zensical",
    "hugo": "Hugo, no search",
}

Found = Mapping[str, Any]
Rows = Sequence[Mapping[str, Any]]


def rows(found: Found, key: str) -> Rows:
    """The rounds of a line; those of our build from Markdown are those of the build without what is before."""
    if key != "ours-markdown":
        return found["lines"].get(key, ())
    return [
        {
            **row,
            "seconds": row["seconds"] - row["parts"][OUR_MARKDOWN],
            "cpu": row["cpu"] - row["worked"][OUR_MARKDOWN],
        }
        for row in found["lines"].get("ours", ())
    ]


def middle(found: Found, key: str, name: str = "seconds") -> float | None:
    """The median of the rounds, where the line was measured and has such a number."""
    values = [row[name] for row in rows(found, key) if row.get(name) is not None]
    return median(values) if values else None


def ratio(found: Found, key: str, peer: str = PEER, name: str = "seconds") -> float | None:
    """The median of the ratios to another line in the same round: what else the machine did, both had."""
    others = {row["round"]: row[name] for row in rows(found, peer)}
    values = [row[name] / others[row["round"]] for row in rows(found, key) if row["round"] in others]
    return median(values) if values else None


# tables


def table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """A table of Markdown, whose first column holds words and whose others hold numbers."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *body]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def number(value: float | None, form: str = "", unit: float = 1) -> str:
    return (
        "" if value is None else format(value / unit, form or ("#.3g" if value < 100 else ".0f")).rstrip(".")
    )


def sizes(results: Found) -> list[str]:
    """The sizes that were measured, the smallest first and real data last."""
    return sorted(results, key=lambda size: (not size.isdigit(), int(size) if size.isdigit() else 0))


def called(size: str, found: Found) -> str:
    return f"{found['records']:,} records" + ("" if size.isdigit() else " of real data")


def summary(results: Found) -> str:
    """One row for each size: the builds and how they compare."""
    head = ["Records", "Pages", "Ours from Markdown", "Ours from records", "MkDocs + Material"]
    head += ["Zensical", "Hugo", "Ratio"]
    body = []
    for size in sizes(results):
        found = results[size]
        builds = [
            f"{number(middle(found, key))} s" if middle(found, key) else "not measured" for key in BUILDS
        ]
        row = [called(size, found).removesuffix(" records").replace(" records", ","), f"{found['pages']:,}"]
        body.append([*row, *builds, number(ratio(found, "ours-markdown"), ".2f")])
    return table(head, body)


BUILDS = ("ours-markdown", "ours", "material", "zensical", "hugo")


def details(found: Found) -> str:
    """All lines of one size."""
    head = ["What", "Time, s", "Ratio", "A page, ms", "CPU, s", "CPU ratio", "Memory, MB", "Site, MB"]
    body = []
    for key, name in NAMES.items():
        seconds = middle(found, key)
        if seconds is None:
            continue
        compared, worked = (
            number(ratio(found, key, PEER, name), ".2f") if key not in ("empty", PEER) else ""
            for name in ("seconds", "cpu")
        )
        a_page = number(seconds * 1000 / found["pages"], ".2f") if key != "empty" else ""
        most = number(middle(found, key, "memory"), ".0f", 1e6)
        written = middle(found, key, "size")
        row = [name, number(seconds), compared, a_page, number(middle(found, key, "cpu")), worked]
        body.append([*row, most, number(written, ".1f", 1e6)])
    return table(head, body)


def shares(found: Found, *keys: str) -> str:
    """Where the time of builds goes: seconds of each part, and its share."""
    known = {key: [row["parts"] for row in rows(found, key) if "parts" in row] for key in keys}
    lines = {key: several for key, several in known.items() if several}
    if not lines:
        return ""
    parts = list(dict.fromkeys(name for several in lines.values() for one in several for name in one))
    body = []
    for name in parts:
        row = [name]
        for several in lines.values():
            seconds = median(one.get(name, 0) for one in several)
            whole = sum(median(one.get(part, 0) for one in several) for part in parts)
            row.append(f"{number(seconds, '.2f')} s, {seconds * 100 / whole:.0f} %")
        body.append(row)
    heads = {"stages": "Seconds"}
    return table(["Part", *(heads.get(key, DRAWN.get(key, NAMES.get(key, key))) for key in lines)], body)


# goals


def goals(results: Found) -> Iterator[tuple[str, float | None, float]]:
    """What is to be reached, what was measured, and the most that it may be."""
    small, large = results.get("2000"), results.get("20000")
    if small:
        yield (
            "cold build from Markdown : MkDocs + Material, 2,000 records",
            ratio(small, "ours-markdown"),
            0.2,
        )
        yield "records to Markdown, 2,000 records, seconds", middle(small, "generate"), 3
        yield "one edited fact, 2,000 records, seconds", middle(small, "serve"), 1
        yield "nothing changed : cold build, 2,000 records", ratio(small, "ours-again", "ours"), 0.4
    if large:
        yield "cold build from Markdown : Hugo, 20,000 records", ratio(large, "ours-markdown", "hugo"), 1
        yield "memory of the build, 20,000 records, MB", scaled(middle(large, "ours", "memory"), 1e-6), 1500
        yield "records to Markdown, 20,000 records, seconds", middle(large, "generate"), 30
        yield "one edited fact, 20,000 records, seconds", middle(large, "serve"), 3
        yield "`briefkit check`, 20,000 records, seconds", middle(large, "check"), 15
        yield "`briefkit check` again, 20,000 records, seconds", middle(large, "check-again"), 2
        yield "nothing changed : cold build, 20,000 records", ratio(large, "ours-again", "ours"), 0.3
    if small and large:
        times = [middle(found, "ours-markdown") for found in (small, large)]
        if None not in times:
            a_page = [time / found["pages"] for time, found in zip(times, (small, large), strict=True)]
            yield "time for a page, 20,000 : 2,000 records", a_page[1] / a_page[0], 1.15


def scaled(value: float | None, by: float) -> float | None:
    return None if value is None else value * by


def reached(results: Found) -> str:
    """The goals that could be looked at, as a table."""
    body = [
        [
            words,
            number(value, "#.3g" if value < 100 else ".0f"),
            f"{limit:g}",
            "yes" if value <= limit else "no",
        ]
        for words, value, limit in goals(results)
        if value is not None
    ]
    return table(["Goal", "Measured", "At most", "Reached"], body) if body else ""


# the whole


def tables(results: Found) -> str:
    """All that was measured, as Markdown."""
    parts = [summary(results), missing(results), reached(results)]
    for size in sizes(results):
        found = results[size]
        parts += [f"### {called(size, found)} {{ #records-{size} }}\n", conditions(found), details(found)]
        parts += [f"A run of this failed: {name}.\n" for name in found["failed"]]
        parts += [shares(found, "ours", "ours-again", PEER), shares(found, "stages")]
    return "\n".join(filter(None, parts))


def missing(results: Found) -> str:
    """Which sizes were not measured yet."""
    left = [size for size in WANTED if size not in results]
    if not left:
        return ""
    names = ", ".join(f"{int(size):,}" if size.isdigit() else "real data" for size in left)
    return f'Not measured yet: {names}. `make bench SIZES="{" ".join(left)}"` measures it.\n'


def conditions(found: Found) -> str:
    """On what it was measured, and when."""
    machine, versions = found["machine"], found["versions"]
    loads = [row["load"] for line in found["lines"].values() for row in line]
    names = ", ".join(f"{name} {version}" for name, version in versions.items())
    return (
        f"{found['date']}, {machine['cores']} cores of {machine['processor']}, {machine['memory'] / 1e9:.0f} GB, "
        f"{machine['system']}, Python {machine['python']}, {names}. {found['pages']:,} pages, "
        f"{found['markdown_size'] / 1e6:.1f} MB of Markdown, from {found['records_size'] / 1e6:.1f} MB of records. "
        f"Rounds: {found['rounds']}; load average before the runs: {min(loads):.1f} to {max(loads):.1f}.\n"
    )


def figure(results: Found) -> str:
    """The plot, and the same in words for those who do not see it."""
    drawn = [results[size] for size in sizes(results) if size.isdigit()]
    lines = {
        name: [(found["pages"], seconds) for found in drawn if (seconds := middle(found, key))]
        for key, name in DRAWN.items()
    }
    lines = {name: points for name, points in lines.items() if points}
    told = "; ".join(
        f"{name}: " + ", ".join(f"{number(seconds)} s for {pages:,} pages" for pages, seconds in points)
        for name, points in lines.items()
    )
    caption = "Seconds of a cold build by pages; both scales are logarithmic."
    picture = plot(lines, f"Seconds of a cold build by pages. {told}.")
    return f"<figure>\n{picture}\n<figcaption>{caption}</figcaption>\n</figure>\n"


def with_results(page: str, results: Found) -> str:
    """The text of the page with what was measured between its marks; raises ValueError without the marks."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"no “{BEGIN.strip()}” and “{END.strip()}” in the page")
    return "\n".join([before + begin, figure(results), tables(results), end + after])


def text_of(results: Found) -> str:
    """A file of results, each run in one line."""
    text = json.dumps({size: results[size] for size in sizes(results)}, indent=1)
    return re.sub(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}(?=,?\n +[{\]])", flat, text) + "\n"


def flat(found: re.Match[str]) -> str:
    return " ".join(found[0].split())


def main(paths: Sequence[str]) -> None:
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    for path in paths:
        results.update(json.loads(Path(path).read_text(encoding="utf-8")))
    RESULTS.write_text(text_of(results), encoding="utf-8")
    PAGE.write_text(with_results(PAGE.read_text(encoding="utf-8"), results), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
