"""Files as text: decoded strictly, with places counted as an editor counts them."""

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from briefkit.load.rules import NOT_UTF_8
from briefkit.model.mark import Mark
from briefkit.problems import Problem

# U+2028, U+2029, U+0085, \f and \v end a line for str.splitlines and for libyaml, but in no editor.
_LINE_END = re.compile(r"\r\n|\r|\n")

_OTHER_ENCODINGS = (
    # UTF-32's mark begins with UTF-16's.
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file."""

    path: str
    """POSIX path of the file, relative to the site's folder."""
    text: str
    """Everything in it, without a byte order mark; line ends as they are in the file."""
    starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Where each line begins."""

    def __post_init__(self) -> None:
        starts = (0, *(end.end() for end in _LINE_END.finditer(self.text)))
        object.__setattr__(self, "starts", starts)

    def mark(self, index: int) -> Mark:
        """The place of the code point at `index`; an index outside the text is taken to its nearer end."""
        inside = 0 if index < 0 else min(index, len(self.text))
        line = bisect_right(self.starts, inside)
        return Mark(self.path, line, inside - self.starts[line - 1] + 1)

    def offset(self, line: int) -> int:
        """The index at which the line of that number begins; the text's end where there are fewer lines."""
        return self.starts[line - 1] if line <= len(self.starts) else len(self.text)


def decode(path: str, data: bytes) -> tuple[SourceText | None, list[Problem]]:
    """The bytes of a file as text, or the one problem that they are not UTF-8.

    A byte order mark at the beginning is dropped.
    """
    content = data.removeprefix(codecs.BOM_UTF8)
    try:
        return SourceText(path, content.decode("utf-8")), []
    except UnicodeDecodeError as error:
        readable = SourceText(path, content[: error.start].decode("utf-8"))
        wrong = " ".join(f"0x{byte:02X}" for byte in content[error.start : error.end])
        message = f"The file is not UTF-8 text: {wrong} is no character there."
        mark = readable.mark(len(readable.text))
        return None, [Problem(mark, NOT_UTF_8, message, _encoding_hint(data))]


def _encoding_hint(data: bytes) -> str:
    for signature, name in _OTHER_ENCODINGS:
        if data.startswith(signature):
            return f"The file looks like {name}. Save it as UTF-8."
    return "Save the file as UTF-8."


def shown(text: str, limit: int = 60) -> str:
    """The text as a message quotes it: one line, cut, with invisible characters by their code points."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else " " if c in "\r\n\t" else f"U+{ord(c):04X}" for c in cut)
