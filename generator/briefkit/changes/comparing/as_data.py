"""A comparison as data: what `briefkit diff --format json` prints, and changes.json holds."""

from collections.abc import Mapping
from typing import Any

from briefkit.changes.comparing.entries import Comparison, FactChange, PageChange, State
from briefkit.problems import Problem

VERSION = 1
"""Of the form; it goes up where a reader of the one before would be misled."""


def as_data(found: Comparison) -> dict[str, Any]:
    """The comparison in the form that `changes.schema.json` describes."""
    return {
        "version": VERSION,
        "base": _state(found.base),
        "head": _state(found.head),
        "facts": [_fact(change) for change in found.facts],
        "pages": [_page(page) for page in found.pages],
        "problems": [_problem(problem) for problem in found.problems],
        "mended": [_problem(problem) for problem in found.mended],
        "errors": found.errors,
        "notices": list(found.notices),
    }


def _state(state: State) -> Mapping[str, Any]:
    return {"name": state.name, "commit": state.commit}


def _fact(change: FactChange) -> Mapping[str, Any]:
    return {
        "kind": str(change.kind),
        "record": str(change.ref),
        "label": change.label,
        "field": change.field,
        "was": change.was,
        "now": change.now,
        "sentence": change.sentence,
        "source": str(change.source) if change.source else None,
        "path": change.mark.path if change.mark else None,
        "line": change.mark.line if change.mark else None,
        "anchor": change.anchor,
        "published": change.is_published,
    }


def _page(page: PageChange) -> Mapping[str, Any]:
    return {
        "kind": str(page.kind),
        "address": page.address,
        "title": page.title,
        "target": page.target or None,
        "direct": page.is_direct,
        "why": [{"record": str(why.ref), "words": why.words} for why in page.why],
    }


def _problem(problem: Problem) -> Mapping[str, Any]:
    return {
        "path": problem.mark.path,
        "line": problem.mark.line,
        "column": problem.mark.column,
        "severity": str(problem.rule.severity),
        "rule": problem.rule.name,
        "message": problem.message,
        "hint": problem.hint,
    }
