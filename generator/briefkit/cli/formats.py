"""How problems are printed for programs: JSON, GitHub's workflow commands, GitLab's Code Quality report.

Sources: "Workflow commands for GitHub Actions" and the way its toolkit escapes them; GitLab's "Code Quality
report format".
"""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from briefkit.changes.git import GitError, repository_root
from briefkit.cli.findings import Finding
from briefkit.cli.report import fix_words, from_here
from briefkit.cli.runner_log import command, json_text
from briefkit.model.characters import visible
from briefkit.problems import Problem, Severity

MOST_ANNOTATIONS = 10
"""Errors, and warnings, of one step that GitHub shows beside the changed lines."""

_GITLAB_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def print_json(found: Sequence[Finding], config: Path) -> None:
    """A list of objects, in ASCII, so that it can be read whatever the terminal's encoding is."""
    here = from_here([finding.problem for finding in found], config)
    click.echo(json_text([_as_data(*pair) for pair in zip(found, here, strict=True)]))


def _as_data(finding: Finding, problem: Problem) -> dict[str, str | int | None]:
    return {
        "path": problem.mark.path,
        "line": problem.mark.line,
        "column": problem.mark.column,
        "severity": problem.rule.severity.value,
        "rule": problem.rule.name,
        "message": problem.message,
        "hint": problem.hint,
        "fix": problem.fix,
        "record": str(finding.record) if finding.record else None,
        "fingerprint": finding.fingerprint,
    }


def print_github(found: Sequence[Finding], config: Path) -> None:
    """A workflow command for each problem, errors first: GitHub shows only the first of a step."""
    paths = _Paths(config)
    for finding in sorted(found, key=lambda finding: not finding.is_error):
        problem = finding.problem
        lines = [problem.message, *problem.hint.splitlines()]
        if problem.fix is not None:
            lines.append(f"fix: {fix_words(problem)}")
        properties = {
            "file": paths.of(problem),
            "line": str(problem.mark.line),
            "col": str(problem.mark.column),
            "title": problem.rule.name,
        }
        written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        command(f"::{problem.rule.severity} {written}::{_escaped(chr(10).join(lines))}")
    errors = sum(finding.is_error for finding in found)
    if max(errors, len(found) - errors) > MOST_ANNOTATIONS:
        words = f"GitHub shows the first {MOST_ANNOTATIONS} errors and {MOST_ANNOTATIONS} warnings of a step"
        click.echo(f"{words}; all of them are in its log.", err=True)


def _escaped(text: str) -> str:
    # there are escapes for line ends, but none for what a terminal would obey
    text = "".join(c if c in "\r\n" else visible(c) for c in text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def print_gitlab(found: Sequence[Finding], config: Path) -> None:
    """A Code Quality report."""
    paths = _Paths(config)
    report = [
        {
            "description": finding.problem.message,
            "check_name": finding.problem.rule.name,
            "fingerprint": finding.fingerprint,
            "severity": _GITLAB_SEVERITIES[finding.problem.rule.severity],
            "location": {"path": paths.of(finding.problem), "lines": {"begin": finding.problem.mark.line}},
        }
        for finding in found
    ]
    click.echo(json_text(report))


class _Paths:
    """Paths from the repository's root, or from where the command runs where there is no repository."""

    def __init__(self, config: Path) -> None:
        self._site = config.parent.resolve()
        try:
            self._top = repository_root(config.parent).resolve()
        except GitError:
            self._top = Path.cwd()

    def of(self, problem: Problem) -> str:
        return Path(os.path.relpath(self._site / problem.mark.path, self._top)).as_posix()
