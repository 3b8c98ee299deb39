"""A pull request on GitHub ("REST API endpoints for issue comments", "Webhook events and payloads").

Which one it is, is never taken from what the run of a branch left: its number is that of the event, which
GitHub itself writes, or is found by the commit that the event names.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefkit.changes.posting.forge import Comment, Forge, ForgeError, inside, number_of
from briefkit.changes.posting.requests import Api

ACTIONS = "github-actions[bot]"
"""Who writes with the token that GitHub gives to a job; that token may not ask who it is."""

_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_FORBIDDEN = 403


def github(environment: Mapping[str, str], token: str, number: int | None) -> Forge | None:
    """The pull request of the event that the variables tell of.

    `number` stands in its place. None where there is none, or it has a newer commit by now.
    Raises ForgeError.
    """
    repository = environment.get("GITHUB_REPOSITORY", "")
    if not _REPOSITORY.fullmatch(repository):
        raise ForgeError("GITHUB_REPOSITORY is not of the form owner/name")
    headers = {
        "Authorization": f"Bearer {token}",
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": "2022-11-28",
    }
    api = Api(environment.get("GITHUB_API_URL", ""), headers, token)
    wanted = number or _number(api, repository, _event(environment.get("GITHUB_EVENT_PATH", "")))
    return _PullRequest(api, repository, wanted) if wanted else None


def _event(path: str) -> dict[str, Any]:
    if not path:
        return {}
    try:
        event = json.loads(Path(path).read_bytes())
    except (OSError, ValueError) as error:
        raise ForgeError("the event that GITHUB_EVENT_PATH names cannot be read") from error
    return event if isinstance(event, dict) else {}


def _number(api: Api, repository: str, event: Mapping[str, Any]) -> int | None:
    if isinstance(event.get("pull_request"), dict):
        return number_of(event["pull_request"], "number")
    run = event.get("workflow_run")
    if not isinstance(run, dict) or run.get("event") != "pull_request":
        return None
    commit, branch = inside(run, "head_sha"), inside(run, "head_branch")
    owner = inside(run, "head_repository", "owner", "login")
    if not (commit and branch and owner):
        # the repository that a pull request came from may be gone
        return None
    # the list of the event is empty for a pull request from a fork
    named = {inside(entry, "number") for entry in run.get("pull_requests") or []}
    found = [
        number_of(request, "number")
        for request in api.each(f"repos/{repository}/pulls", state="open", head=f"{owner}:{branch}")
        if inside(request, "head", "sha") == commit
    ]
    left = [request for request in found if request in named] or found
    if len(left) > 1:
        numbers = ", ".join(f"#{request}" for request in sorted(left))
        raise ForgeError(f"{numbers} all end in the commit {commit[:10]}: name one of them with --number")
    return left[0] if left else None


@dataclass(frozen=True, slots=True)
class _PullRequest:
    api: Api
    repository: str
    number: int

    @property
    def place(self) -> str:
        return f"pull request #{self.number}"

    @property
    def _comments(self) -> str:
        return f"repos/{self.repository}/issues/{self.number}/comments"

    def own_comments(self) -> Iterable[Comment]:
        account = self._account()
        for comment in self.api.each(self._comments):
            if inside(comment, "user", "login") == account:
                yield Comment(str(number_of(comment, "id")), str(inside(comment, "body") or ""))

    def _account(self) -> str:
        try:
            account = self.api.get("user")
        except ForgeError as error:
            if error.status == _FORBIDDEN:
                return ACTIONS
            raise
        login = inside(account, "login")
        if not login:
            raise ForgeError("GitHub does not say whose token it is")
        return str(login)

    def add(self, body: str) -> None:
        self.api.send("POST", self._comments, {"body": body})

    def change(self, comment: Comment, body: str) -> None:
        self.api.send("PATCH", f"repos/{self.repository}/issues/comments/{comment.key}", {"body": body})
