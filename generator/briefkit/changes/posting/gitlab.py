"""A merge request on GitLab ("Notes API", "Predefined CI/CD variables reference")."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefkit.changes.posting.forge import Comment, Forge, ForgeError, inside, number_of
from briefkit.changes.posting.requests import Api


def gitlab(environment: Mapping[str, str], token: str, number: int | None) -> Forge | None:
    """The merge request of the pipeline that the variables tell of.

    `number` stands in its place. None where there is none: the pipeline is one of a branch.
    Raises ForgeError.
    """
    project = environment.get("CI_MERGE_REQUEST_PROJECT_ID") or environment.get("CI_PROJECT_ID", "")
    request = str(number or environment.get("CI_MERGE_REQUEST_IID", ""))
    if not request:
        return None
    for name, value in (("CI_PROJECT_ID", project), ("CI_MERGE_REQUEST_IID", request)):
        if not (value.isascii() and value.isdigit()):
            raise ForgeError(f"{name} is no number")
    api = Api(
        environment.get("CI_API_V4_URL", ""),
        {"PRIVATE-TOKEN": token},
        token,
        environment.get("CI_SERVER_TLS_CA_FILE") or None,
    )
    return _MergeRequest(api, project, request)


@dataclass(frozen=True, slots=True)
class _MergeRequest:
    api: Api
    project: str
    number: str

    @property
    def place(self) -> str:
        return f"merge request !{self.number}"

    @property
    def _notes(self) -> str:
        return f"projects/{self.project}/merge_requests/{self.number}/notes"

    def own_comments(self) -> Iterable[Comment]:
        account = number_of(self.api.get("user"), "id")
        for note in self.api.each(self._notes, sort="asc", order_by="created_at"):
            if not inside(note, "system") and inside(note, "author", "id") == account:
                yield Comment(str(number_of(note, "id")), str(inside(note, "body") or ""))

    def add(self, body: str) -> None:
        self.api.send("POST", self._notes, {"body": body})

    def change(self, comment: Comment, body: str) -> None:
        self.api.send("PUT", f"{self._notes}/{comment.key}", {"body": body})
