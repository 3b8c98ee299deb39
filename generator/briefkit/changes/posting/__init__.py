"""The report on what changed as one comment of a merge request, posted once and then updated in place."""

from briefkit.changes.posting.forge import Forge, ForgeError
from briefkit.changes.posting.github import github
from briefkit.changes.posting.gitlab import gitlab
from briefkit.changes.posting.message import MessageError, read_message
from briefkit.changes.posting.sticky import Posted, post

__all__ = [
    "Forge",
    "ForgeError",
    "MessageError",
    "Posted",
    "github",
    "gitlab",
    "post",
    "read_message",
]
