"""What stands above a page for MkDocs and its themes, in YAML."""

import re
from collections.abc import Mapping
from functools import lru_cache

import yaml

from briefkit.model.date_value import EdtfDate, Precision
from briefkit.model.kinds import KINDS
from briefkit.model.modified import first_day, w3c_date
from briefkit.render.addresses import HOME
from briefkit.render.escape import head
from briefkit.render.sheet import Sheet

NOT_FOUND = frozenset(
    {
        "changes",
        "former",
        "graph",
        "home",
        "linked_from",
        "map",
        "moved",
        "problems",
        "review",
        "search",
        "style",
        "timeline",
        "withdrawn",
    }
) | {f"index_{kind.plural}" for kind in KINDS}
"""Kinds of pages that the search passes over: what they hold stands on pages of its own."""

_PLAIN = re.compile(r"[^\W\d_][\w ,;.&()'/-]{0,1000}[\w.)]")
_IN_QUOTES = re.compile(r"[^\W\d_][\w ,;.&()/:“”’–-]{0,1000}[\w.)”]")
_NOT_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that YAML 1.1 takes for something else."""


def front_matter(sheet: Sheet) -> str:
    """The front matter of a page, and a blank line."""
    kind = sheet.template.removesuffix(".md.j2")
    # themes put the site's name behind every title, and the home page's is that name
    lines = ["" if sheet.path == HOME else _line("title", head(sheet.title)), f"kind: {kind}\n"]
    if sheet.summary:
        lines.append(_line("description", head(sheet.summary)))
    if sheet.modified:
        lines.append(_date(sheet.modified))
    # the way back and forth between pages that stand in no order says nothing
    lines.append("hide:\n- footer\n- navigation\n")
    if kind in NOT_FOUND:
        lines.append("search:\n  exclude: true\n")
    return f"---\n{''.join(lines)}---\n\n"


@lru_cache(maxsize=10_000)
def _date(value: EdtfDate) -> str:
    # YAML takes a day without quotation marks for a date, and a year in them for a text: both are right
    exact = value.precision is Precision.DAY
    return _dumped({"date_modified": first_day(value) if exact else w3c_date(value)})


def _line(name: str, text: str) -> str:
    """A field with a text; how most texts are written is told quickly."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT:
        return f"{name}: {text}\n"
    if ": " in text and _IN_QUOTES.fullmatch(text) and max(text) < "\uffff":
        return f"{name}: '{text}'\n"
    return _dumped({name: text})


def _dumped(field: Mapping[str, object]) -> str:
    return str(yaml.dump(field, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000))
