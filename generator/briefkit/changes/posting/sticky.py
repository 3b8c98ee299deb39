"""One comment, found again by its first line."""

from enum import StrEnum

from briefkit.changes.posting.forge import Forge
from briefkit.changes.report.comment import MARKER


class Posted(StrEnum):
    """What has become of the comment."""

    ADDED = "posted"
    CHANGED = "updated"
    SAME = "up to date already"


def post(forge: Forge, body: str) -> Posted:
    """Writes the report as a comment, over the one of an earlier run; raises ForgeError."""
    for comment in forge.own_comments():
        if comment.body.lstrip().startswith(MARKER):
            if _bare(comment.body) == _bare(body):
                return Posted.SAME
            forge.change(comment, body)
            return Posted.CHANGED
    forge.add(body)
    return Posted.ADDED


def _bare(text: str) -> str:
    """Forges keep neither the kind of line ends nor the white space around."""
    return text.replace("\r\n", "\n").strip()
