"""The file that is posted, taken as data: whoever changed the site may have made all of it.

What `briefkit preview` writes is harmless already, and comes through this unchanged. But it is written where
the templates of a branch run, so a forged one must not speak with the rights of the account that posts it.
"""

import re
from pathlib import Path

from briefkit.changes.report.comment import MARKER

MOST_BYTES = 262_144
"""No report comes near it; nothing larger is read."""

MOST_CHARACTERS = 65_536
"""What GitHub takes for one comment; GitLab takes more."""

_QUICK_ACTION = re.compile(r"^([^\S\n]*(?:(?:[>*+-]|\d+[.)])[^\S\n]+)*)/(?=\w)", re.MULTILINE)
"""GitLab obeys a line that begins with a slash and a word ("GitLab quick actions")."""

_MENTION = re.compile(r"(?:@|&(?:#0*64|#x0*40|commat);?)(?!</span>|\s|\Z)", re.IGNORECASE)

_IMAGE = re.compile(r"!(?=\[)")
"""Whoever opens the merge request would ask another host for it."""

_ELEMENT = re.compile(
    r"<(?!/?(?:span|del|ins|strong|em|code|b|i|br|p|ul|ol|li|details|summary)\b[^<>\n]{0,20}>|!-- briefkit:)",
    re.IGNORECASE,
)
"""An element that a report has no use for: it might fetch something."""


class MessageError(Exception):
    """The file is no report; `str()` is a sentence that says why."""


def read_message(path: Path) -> str:
    """The text of the report in `path`, with nothing in it that a forge would obey; raises MessageError."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise MessageError(f"{path} is no plain file, so it is no report of briefkit preview")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise MessageError(f"{path} cannot be read: {error.strerror}") from error
    if len(content) > MOST_BYTES:
        raise MessageError(
            f"{path} is larger than {MOST_BYTES:,} bytes, so it is no report of briefkit preview"
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MessageError(
            f"{path} is not UTF-8: byte {error.start} is {content[error.start]:#04x}"
        ) from error
    text = text.replace("\r\n", "\n")
    if not text.startswith(f"{MARKER}\n"):
        raise MessageError(f"{path} does not begin with {MARKER}, so it is no report of briefkit preview")
    text = harmless(text)
    if len(text) > MOST_CHARACTERS:
        raise MessageError(f"{path} has {len(text):,} characters, and a comment takes {MOST_CHARACTERS:,}")
    return text


def harmless(text: str) -> str:
    """The Markdown with quick actions, mentions, images and foreign elements turned into plain words."""
    text = text.replace("\r", "\n").replace("\0", "")
    text = _ELEMENT.sub("&lt;", text)
    text = _QUICK_ACTION.sub(r"\1<span>/</span>", text)
    text = _MENTION.sub("<span>@</span>\u2060", text)
    return _IMAGE.sub("<span>!</span>", text)
