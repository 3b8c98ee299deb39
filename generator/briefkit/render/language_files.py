"""Reading the files that hold the messages of a language: GNU gettext, as translators' tools write them.

A file with a mistake is refused as a whole, with everything that is wrong in it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from gettext import GNUTranslations, c2py
from io import BytesIO, StringIO
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from jinja2 import TemplateError

_LINE = re.compile(r'#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?"(?:[^"\\]|\\.)*"')

_MARK = re.compile(r"[<>|*`\[\]\\_]|&[#\w]+;")

NUMBERS = range(1001)
"""Numbers of which the form is tried; languages tell numbers apart by their last two digits."""


class LanguageError(TemplateError):
    """A file of messages cannot be used; `str()` is a line for each mistake, with its place."""


class Language(NamedTuple):
    """What a file says."""

    messages: GNUTranslations
    known: frozenset[tuple[str, str]]
    """Context and English text of each message that is translated."""


def read_language(path: Path) -> Language:
    """The messages of a file; raises LanguageError. Those that are empty or marked as fuzzy are left out."""
    messages = parsed(path)
    mistakes = list(mistakes_in(messages))
    if mistakes:
        raise LanguageError("\n".join(f"{path}:{line}: {words}" for line, words in mistakes))
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    translations = GNUTranslations(compiled)
    # Babel writes it for languages that it knows, and only then
    translations.plural = _plural(path, messages)  # type: ignore[attr-defined]
    return Language(translations, frozenset(_translated(messages)))


def _plural(path: Path, messages: Catalog) -> Callable[[int], int]:
    """Which form a number takes; raises LanguageError where that cannot be told of every number."""
    try:
        plural: Callable[[int], int] = c2py(messages.plural_expr)
        wrong = [number for number in NUMBERS if not 0 <= plural(number) < messages.num_plurals]
    except (ValueError, ArithmeticError) as error:
        told = str(error)
    else:
        told = f"{wrong[0]} would have a form that there is not" if wrong else ""
    if told:
        raise LanguageError(
            f"{path}: “Plural-Forms” in its head cannot be read ({told}): it looks like "
            "“nplurals=2; plural=(n != 1);”"
        )
    return plural


def _translated(messages: Catalog) -> Iterator[tuple[str, str]]:
    for message in messages:
        if message.id and not message.fuzzy and all(_forms(message)):
            yield message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def parsed(path: Path) -> Catalog:
    """The file as it is written; raises LanguageError where it is no file of messages."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LanguageError(f"{path}: this is not UTF-8: save it as UTF-8") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not _LINE.fullmatch(line.strip()):
            raise LanguageError(
                f'{path}:{number}: “{line.strip()}” is no line of a file of messages: there are msgid "…", '
                'msgstr "…", further words between quotation marks alone, and remarks that begin with #'
            )
    try:
        messages = read_po(StringIO(text), abort_invalid=True)
    # what Babel says of lines that are in no order, and of a head that it did not expect
    except (PoFileError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise LanguageError(f"{path}: this is no file of messages (GNU gettext, .po): {error}") from error
    # read as UTF-8, whatever its head says
    messages.charset = "utf-8"
    return messages


def mistakes_in(messages: Catalog) -> Iterator[tuple[int, str]]:
    """Translations that would not fit where their messages stand, each with its line."""
    for message in messages:
        if message.id and message.string and not message.fuzzy:
            for words in _mistakes(message, messages.num_plurals):
                yield message.lineno or 1, words


def _mistakes(message: Message, forms: int) -> Iterator[str]:
    known = [message.id] if isinstance(message.id, str) else list(message.id)
    said = _forms(message)
    if len(known) > 1 and (len(said) != forms or not all(said)) and any(said):
        count = sum(map(bool, said))
        yield f"“{known[0]}” needs {forms} forms, msgstr[0] to msgstr[{forms - 1}]: it has {count}"
    wanted = placeholders(known[-1])
    assert wanted is not None, message.id  # noqa: S101 - our own words
    for translation in filter(None, said):
        found = placeholders(translation)
        if found is None:
            yield f"“{translation}” has a brace without its partner: placeholders are written as {{name}}"
        # a form for one thing may do without its number
        elif found != wanted and not (len(known) > 1 and found | {"count"} == wanted | {"count"}):
            yield (
                f"“{translation}” has {_listed(found)}, its message “{known[-1]}” {_listed(wanted)}: "
                "write the placeholders as they stand in the message"
            )
        elif marks := sorted(_marks([translation]) - _marks(known)):
            yield (
                f"“{translation}” has {', '.join(f'“{mark}”' for mark in marks)}, which its message has not: "
                "messages are words alone, without HTML or Markdown"
            )


def placeholders(message: str) -> frozenset[str] | None:
    """What stands between braces; None where that cannot be told."""
    try:
        pieces = list(Formatter().parse(message))
    except ValueError:
        return None
    return frozenset(
        f"{name}{f'!{how}' if how else ''}{f':{form}' if form else ''}"
        for _, name, form, how in pieces
        if name is not None
    )


def _marks(texts: Iterable[str]) -> set[str]:
    """What would be read as HTML or Markdown; not what stands between braces."""
    return {mark for text in texts for piece, *_ in Formatter().parse(text) for mark in _MARK.findall(piece)}


def _forms(message: Message) -> list[str]:
    """The translation, or one for each number."""
    if message.string is None:
        return [""]
    return [message.string] if isinstance(message.string, str) else list(message.string)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "no placeholder"
