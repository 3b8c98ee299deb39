"""Text that stays the characters it is, whatever Markdown makes of them.

Every character that some Markdown reads as a mark is written as a numeric entity: renderers agree about
entities as about nothing else, and none takes one for a mark.
"""

import html
import re
from functools import lru_cache

from markupsafe import Markup

from briefkit.model.characters import JOINERS, SOFT_HYPHEN, character_name, is_hidden

_MARKS = r"\`*_{}[]<>#|~&$^=@"

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


@lru_cache(maxsize=100_000)
def inert(text: str) -> Markup:
    """`text` as Markdown that shows its characters, in one line; hidden characters as named marks."""
    words = _lone_joiners(_WHITE_SPACE.sub(" ", text)).translate(_ENTITIES)
    return Markup(_IN_PLACE.sub(_entity, words))  # noqa: S704 - every mark in it is an entity


def printed(value: object) -> Markup:
    """`value` as a template prints it: inert, unless it is Markup already."""
    return value if isinstance(value, Markup) else inert(str(value))


def isolated(text: str) -> Markup:
    """`text`, inert, as something that runs its own way: marks and numbers beside it stay in their places."""
    return Markup(f"<bdi>{inert(text)}</bdi>")  # noqa: S704 - see inert


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


def attribute(text: str) -> Markup:
    """`text` as the value of an attribute, between double quotes, of an element within a line.

    Of Markup the text alone.
    Of a division with `markdown="1"` Python-Markdown would read entities twice.
    """
    shown = _ELEMENT.sub("", text) if isinstance(text, Markup) else inert(text)
    return Markup(str(shown).replace('"', "&quot;"))  # noqa: S704 - every mark in it is an entity


_ELEMENT = re.compile(r"</?[a-z][^<>]*>")


def head(text: str) -> str:
    """`text` for the front matter, which themes put into the page's head as it is."""
    return html.escape(in_one_line(text), quote=True)


@lru_cache(maxsize=100_000)
def in_one_line(text: str) -> str:
    """The characters of `text` in one line, hidden ones as named marks; nothing in it is escaped."""
    return with_hidden_named(_WHITE_SPACE.sub(" ", text)).strip()


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


_OF_MARKDOWN = re.compile(r"[\\`*_{}\[\]|~^$@]")


def without_marks(markup: str) -> str:
    """XML in which no character is left that some Markdown, or an extension of it, reads as a mark.

    For markup without processing instructions, CDATA sections and comments: it has none of them itself.
    """
    return _OF_MARKDOWN.sub(lambda mark: f"&#{ord(mark[0])};", markup)


_IN_ADDRESS = re.compile(r"[\s<>\"'()*`\[\]{}|\\^~]")


def address(href: str) -> str:
    """A web address as the target of a Markdown link."""
    safe = _IN_ADDRESS.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), href)
    return safe.replace("&", "&amp;")
