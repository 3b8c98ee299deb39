"""Text that stays the characters it is, whatever Markdown makes of them.

Every character that some Markdown reads as a mark is written as a numeric entity: renderers agree about
entities as about nothing else, and none takes one for a mark.
"""

import html
import re
from collections.abc import Callable
from functools import lru_cache, partial

from markupsafe import Markup

from briefkit.model.characters import JOINERS, SOFT_HYPHEN, character_name, is_hidden

_MARKS = r"\`*_{}[]<>#|~&$^=@"

marked: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Text in which every mark is meant, as Markup: `Markup` itself asks first whether it is some."""

_WHITE_SPACE = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")

_IN_PLACE = re.compile(
    r"""
    ()\b([a-f\d])(?=[a-f\d]{39}\b) # a commit, to those who link them
    | ^(\s*)([-+:/])              # begins a list, a definition, a block
    | ^(\s*)([!?])(?=[!?]{2})     # begins a note
    | ^(\s*\d+)([.)])             # begins a numbered list
    | ^(\s*(?:[a-z]|[ivxlcdm]+))([.)])(?=\s|$)  # begins one with letters
    | ()(:)(?=//|[a-z_+-][\w+-]*:) # an address, or the name of a picture
    | ()(\+)(?=\+)                # keys
    | ()([!?])(?=\d)              # a pull request, a discussion
    | (\bwww)(\.)                 # an address
    """,
    re.VERBOSE | re.IGNORECASE,
)


class _Entities(dict[int, str]):
    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character in _MARKS:
            written = f"&#{code};"
        elif code > 0x7E or code < 0x20:
            written = f"⟦{character_name(character)}⟧" if is_hidden(character) else character
        else:
            written = character
        self[code] = written
        return written


_ENTITIES = _Entities({ord(joiner): joiner for joiner in (*JOINERS, SOFT_HYPHEN)})


_PLAIN = re.compile(
    r"[^][\\`*_{}<>#|~&$^=@\x00-\x1f\x7f-\xbf\u0300-\u03ff\u0500-\u2012\u2015-\u2017\u201a\u201b"
    r"\u201e-\u2025\u2027-\U0010ffff]*"
)
"""Characters that stay what they are wherever they stand, of the scripts that are frequent here."""

_AT_START = re.compile(r"\s*(?:[-+:/!?]|\w+[.)])")


def inert_once(text: str) -> Markup:
    """`text` as Markdown that shows its characters, in one line; hidden characters as named marks."""
    # what most texts have nothing of is looked for first: each step changes nothing then
    words = text if "  " not in text and text.isprintable() else _WHITE_SPACE.sub(" ", text)
    if not _PLAIN.fullmatch(words):
        words = _lone_joiners(words).translate(_ENTITIES)
    if _AT_START.match(words) or _has_sign(words):
        words = _IN_PLACE.sub(_entity, words)
    return marked(words)


inert = lru_cache(maxsize=100_000)(inert_once)
"""As `inert_once`, kept for texts that are shown again."""


def _has_sign(words: str) -> bool:
    """False where nothing within the words can be one of `_IN_PLACE`."""
    if ":" in words or "+" in words or "!" in words or "?" in words:
        return True
    return "www." in words.lower() or (len(words) >= 40 and max(map(len, words.split(" "))) >= 40)


def printed(value: object) -> Markup:
    """`value` as a template prints it: inert, unless it is Markup already."""
    return value if isinstance(value, Markup) else inert(value if type(value) is str else str(value))


def isolated(text: str) -> Markup:
    """`text`, inert, as something that runs its own way: marks and numbers beside it stay in their places."""
    return marked(f"<bdi>{inert(text)}</bdi>")


def _entity(match: re.Match[str]) -> str:
    before, sign = (group for group in match.groups() if group is not None)
    return f"{before}&#{ord(sign)};"


_JOINER = re.compile(rf"[{JOINERS}{SOFT_HYPHEN}]")


def _lone_joiners(text: str) -> str:
    """Joiners and soft hyphens that stand between nothing, as named marks: they do nothing but hide."""
    if not _JOINER.search(text):
        return text

    def named(match: re.Match[str]) -> str:
        before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
        joins = before and after and not (before.isspace() or after.isspace() or _JOINER.match(after))
        return (
            match[0]
            if joins and (before > "\u007e" or match[0] == SOFT_HYPHEN)
            else f"⟦{character_name(match[0])}⟧"
        )

    return _JOINER.sub(named, text)


def trimmed(text: object) -> str:
    """A text without white space around it: as Jinja's own filter, and quicker."""
    return marked(str.strip(text)) if isinstance(text, Markup) else str(text).strip()


@lru_cache(maxsize=10_000, typed=True)
def attribute(text: str) -> Markup:
    """`text` as the value of an attribute, between double quotes, of an element within a line.

    Of Markup the text alone.
    Of a division with `markdown="1"` Python-Markdown would read entities twice.
    """
    shown = _ELEMENT.sub("", text) if isinstance(text, Markup) else inert(text)
    return marked(str(shown).replace('"', "&quot;"))


_ELEMENT = re.compile(r"</?[a-z][^<>]*>")


def head(text: str) -> str:
    """`text` for the front matter, which themes put into the page's head as it is."""
    return html.escape(in_one_line(text), quote=True)


@lru_cache(maxsize=100_000)
def in_one_line(text: str) -> str:
    """The characters of `text` in one line, hidden ones as named marks; nothing in it is escaped."""
    words = text if "  " not in text and text.isprintable() else _WHITE_SPACE.sub(" ", text)
    return with_hidden_named(words).strip()


class _Names(dict[int, str]):
    def __missing__(self, code: int) -> str:
        character = chr(code)
        hidden = is_hidden(character) and character not in (*JOINERS, SOFT_HYPHEN)
        self[code] = f"⟦{character_name(character)}⟧" if hidden else character
        return self[code]


_NAMES = _Names()


def with_hidden_named(text: str) -> str:
    """`text` with hidden characters as named marks, for what a script shows; nothing in it is escaped."""
    return text if text.isprintable() and text.isascii() else text.translate(_NAMES)


_OF_MARKDOWN = r"\`*_{}[]|~^$@"


def without_marks(markup: str) -> str:
    """XML in which no character is left that some Markdown, or an extension of it, reads as a mark.

    For markup without processing instructions, CDATA sections and comments: it has none of them itself.
    """
    for mark in _OF_MARKDOWN:
        markup = markup.replace(mark, f"&#{ord(mark)};")
    return markup


_IN_ADDRESS = re.compile(r"[\s<>\"'()*`\[\]{}|\\^~]")


def address(href: str) -> str:
    """A web address as the target of a Markdown link."""
    safe = _IN_ADDRESS.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), href)
    return safe.replace("&", "&amp;")
