"""The pipelines as files: their jobs, and the lines that they run."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sites import ROOT

STARTER = ROOT / "templates" / "starter"
WORKFLOWS = (
    *sorted((ROOT / ".github/workflows").glob("*.yml")),
    *sorted((STARTER / "dot-github/workflows").glob("*.yml")),
)
GITLAB = (ROOT / ".gitlab-ci.yml", STARTER / "dot-gitlab-ci.yml")

NO_JOBS = {"workflow", "stages", "variables", "default"}


@dataclass(frozen=True)
class Step:
    """One line for a shell, with the variables of its own."""

    line: str
    variables: Mapping[str, str] = field(default_factory=dict)


def read(path: Path) -> dict[Any, Any]:
    """The file; GitHub's `on` is the key True."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def github_steps(job: Mapping[str, Any]) -> Iterator[Step]:
    for step in job["steps"]:
        if "run" in step:
            yield Step(step["run"], step.get("env", {}))


def gitlab_jobs(pipeline: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The jobs with what they take from others."""
    found = {}
    for name, job in pipeline.items():
        if name not in NO_JOBS and not name.startswith("."):
            found[name] = {**pipeline.get(job.get("extends", ""), {}), **job}
    return found


def gitlab_steps(pipeline: Mapping[str, Any], job: Mapping[str, Any]) -> list[Step]:
    """What is run before, and what the job is about; what is run after it is not among it."""
    variables = {**pipeline.get("variables", {}), **job.get("variables", {})}
    return [Step(line, variables) for line in (*job.get("before_script", ()), *job["script"])]


EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


def without_expressions(text: str, values: Mapping[str, str]) -> str:
    """The text with the values in place of GitHub's expressions; one that is not among them is an error."""
    return EXPRESSION.sub(lambda match: values[match[1]], text)
