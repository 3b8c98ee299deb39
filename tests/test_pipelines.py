"""The pipelines of this repository and of a new site: what they may do, and that their form keeps it."""

import re

import pytest

from pipelines import EXPRESSION, GITLAB, STARTER, WORKFLOWS, github_steps, gitlab_jobs, gitlab_steps, read
from sites import ROOT

ACTIONS = re.compile(r"uses: (actions/[a-z-]+)(?:/[a-z]+)?@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)\n")

ONE_CALL = re.compile(
    r"make [a-z]+( SITE=public)?"
    r"|(\.venv/bin/)?briefkit (check|preview|comment|urls)\b.*"
    r"|mkdocs build --strict( --site-dir public)?"
    r"|python3? -m pip install (-r requirements\.txt|\"\$BRIEFKIT\")"
    r"|apt-get (update --quiet|install --yes --quiet npm)"
)


def named(path):
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(params=WORKFLOWS, ids=named)
def workflow(request):
    return request.param


def jobs(path):
    return read(path)["jobs"].items()


# GitHub


def test_there_are_workflows_here_and_for_new_sites():
    assert [path.name for path in WORKFLOWS] == ["comment.yml", "site.yml"] * 2


def test_actions_are_named_by_their_commits_and_everywhere_the_same(workflow):
    text = workflow.read_text(encoding="utf-8")
    assert len(ACTIONS.findall(text)) == text.count("uses:")
    every = {match for path in WORKFLOWS for match in ACTIONS.findall(path.read_text(encoding="utf-8"))}
    assert len({action for action, _, _ in every}) == len(every)


def test_no_workflow_runs_a_branch_with_rights(workflow):
    content = read(workflow)
    assert content["permissions"] == {}
    assert "pull_request_target" not in content[True]
    for name, job in jobs(workflow):
        assert isinstance(job["timeout-minutes"], int), name
        rights = job["permissions"]
        if "pull_request" in content[True] and name != "deploy":
            assert rights == {"contents": "read"}, name
    text = "\n".join(line for line in workflow.read_text(encoding="utf-8").splitlines() if "#" not in line)
    assert "secrets." not in text


def test_no_checkout_leaves_a_token_behind(workflow):
    for name, job in jobs(workflow):
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False, name


def test_a_job_that_may_write_checks_out_no_branch(workflow):
    for name, job in jobs(workflow):
        if {"write"} & set(job["permissions"].values()):
            for step in job["steps"]:
                if step.get("uses", "").startswith("actions/checkout@"):
                    assert step["with"]["ref"] == "${{ github.event.repository.default_branch }}", name
                assert "actions/cache" not in step.get("uses", "")


def test_pull_requests_only_read_the_cache(workflow):
    for name, job in jobs(workflow):
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/cache@"):
                assert job["if"] == "github.event_name == 'push'", name


def test_each_step_of_github_is_one_call_that_can_be_made_by_hand(workflow):
    for name, job in jobs(workflow):
        for step in github_steps(job):
            assert ONE_CALL.fullmatch(step.line), (name, step.line)
            # an expression in a line would be written into it, whatever it holds
            assert not EXPRESSION.search(step.line)


def test_runs_of_one_pull_request_follow_each_other(workflow):
    assert set(read(workflow)["concurrency"]) == {"group", "cancel-in-progress"}


# GitLab


@pytest.fixture(params=GITLAB, ids=named)
def pipeline(request):
    return read(request.param)


def test_each_step_of_gitlab_is_one_call_that_can_be_made_by_hand(pipeline):
    for name, job in gitlab_jobs(pipeline).items():
        for step in [*gitlab_steps(pipeline, job)]:
            assert ONE_CALL.fullmatch(step.line), (name, step.line)


def test_the_job_that_comments_sees_no_code_of_the_branch(pipeline):
    job = gitlab_jobs(pipeline)["comment"]
    assert job["variables"]["GIT_STRATEGY"] == "none"
    assert job["cache"] == []
    assert job["environment"] == {"name": "comments", "action": "access"}
    assert "extends" not in job
    assert "requirements.txt" not in str(job)


def test_no_job_hands_variables_on(pipeline):
    # a file of variables from the job that builds could send the token of a later one elsewhere
    assert "dotenv" not in str(pipeline)


def test_a_preview_is_exposed_and_has_the_whole_history(pipeline):
    job = gitlab_jobs(pipeline)["preview"]
    assert pipeline["variables"]["GIT_DEPTH"] == "0"
    assert job["artifacts"]["expose_as"] == "Preview"
    assert job["artifacts"]["paths"][0].endswith("/")
    folder = job["artifacts"]["paths"][0]
    assert job["environment"]["url"].endswith(f"/-/jobs/$CI_JOB_ID/artifacts/{folder}index.html")
    assert "preview/changes.md" in job["artifacts"]["paths"]


def test_branches_of_gitlab_have_caches_of_their_own(pipeline):
    for name, job in gitlab_jobs(pipeline).items():
        if job.get("cache"):
            assert "$CI_COMMIT_REF_SLUG" in job["cache"]["key"]["prefix"], name


def test_code_quality_is_reported_where_the_check_fails_too(pipeline):
    artifacts = gitlab_jobs(pipeline)["check"]["artifacts"]
    assert artifacts["when"] == "always"
    assert artifacts["reports"] == {"codequality": "gl-code-quality-report.json"}


# both


def test_new_sites_get_what_this_repository_has():
    ours = {path.name for path in (ROOT / ".github/workflows").iterdir()}
    assert {path.name for path in (STARTER / "dot-github/workflows").iterdir()} == ours
    for path, other in ((GITLAB[0], GITLAB[1]), (WORKFLOWS[1], WORKFLOWS[3])):
        here, there = read(path), read(other)
        names = set(here.get("jobs", here)) - {"test"}
        assert names == set(there.get("jobs", there))
