"""The words of the interface in the language of the site.

English is written where it is shown; every other language is one file, `languages/<tag>.po`, in the format of
GNU gettext. A site's own file wins over a built-in one, message by message; one for
English gives it other words.

Where one English word needs several translations a message has a context: a few words that say what it means.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from string import Formatter

from babel.core import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from markupsafe import Markup

from briefkit.model.date_value import EdtfDate
from briefkit.model.vocabulary import Term
from briefkit.render.dates import ENGLISH, Wording, date_words
from briefkit.render.direction import has_left_to_right, has_right_to_left, of_language
from briefkit.render.escape import inert_once, isolated, marked
from briefkit.render.language_files import read_language

FOLDER = "languages"

MOST_TEXTS = 100_000
"""Texts that are kept as they are printed."""

WORLD_ENGLISH = "en_001"
"""To Babel `en` is that of the United States."""

DATE_WORDS: Mapping[str, str] = {
    field.name: str(field.default) for field in fields(Wording) if field.name != "locale"
}
"""The messages that word dates, by what they are for."""


class _Inert(dict[str, Markup]):
    """Texts as a catalogue prints them, made when they are first asked for."""

    def __init__(self, make: Callable[[str], Markup]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> Markup:
        if len(self) >= MOST_TEXTS:
            self.clear()
        made = self[text] = self._make(text)
        return made


class Catalogue:
    """The messages of one language; what it lacks is said in English.

    A message is English text in which `{name}` stands for a value.
    """

    def __init__(self, language: str, folders: Sequence[Path]) -> None:
        """`folders` are those of the templates, the site's own first; raises LanguageError."""
        self._messages = NullTranslations()
        self._without_values: dict[str, Markup] = {}
        self._pieces: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._numbers: dict[float, str] = {}
        self._dates: dict[str, str] = {}
        self._words: dict[tuple[type[Term], str, int], str] = {}
        self._right_to_left = of_language(language) == "rtl"
        self.inert: Mapping[str, Markup] = _Inert(self._printed)
        """What `printed` makes of texts."""
        self._known: frozenset[tuple[str, str]] = frozenset()
        self.language = "en"
        """Of the words: English where there is no file for the site's language."""
        for tag in _tags(language):
            for folder in folders:
                path = folder / FOLDER / f"{tag}.po"
                if path.is_file():
                    self.language = tag if self.language == "en" else self.language
                    read = read_language(path)
                    self._known |= read.known
                    self._messages = _followed(self._messages, read.messages)
        self._against_page = self._right_to_left and of_language(self.language) == "ltr"

    def text(self, message: str, /, **values: object) -> str:
        """The message as plain text."""
        return self._messages.gettext(message).format(**values)

    def text_in(self, context: str, message: str, /, **values: object) -> str:
        """As `text`, of a message with a context."""
        return self._messages.pgettext(context, message).format(**values)

    def counted(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The message in the form for the number, which is `{count}` in it; plain text."""
        return self._messages.ngettext(one, many, number).format(count=number, **values)

    def counted_in(self, context: str, one: str, many: str, number: int, /, **values: object) -> str:
        """As `counted`, of a message with a context."""
        return self._messages.npgettext(context, one, many, number).format(count=number, **values)

    def markup(self, message: str, /, **values: object) -> Markup:
        """The message as Markdown: its values are inert unless they are Markup."""
        if values:
            return self._filled(self._messages.gettext(message), values)
        made = self._without_values.get(message)
        if made is None:
            made = self._without_values[message] = self._filled(self._messages.gettext(message), values)
        return made

    def markup_in(self, context: str, message: str, /, **values: object) -> Markup:
        """As `markup`, of a message with a context."""
        return self._filled(self._messages.pgettext(context, message), values)

    def counted_markup(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """As `counted`, as Markdown."""
        return self._filled(self._messages.ngettext(one, many, number), {"count": number, **values})

    def counted_markup_in(
        self, context: str, one: str, many: str, number: int, /, **values: object
    ) -> Markup:
        """As `counted_in`, as Markdown."""
        return self._filled(self._messages.npgettext(context, one, many, number), {"count": number, **values})

    def shown(self, value: object) -> Markup:
        """A text of the content among the words of a page: isolated where it runs against the page."""
        if value.__class__ is str and not self._right_to_left:
            return self.inert[value]
        if isinstance(value, Markup):
            return value
        if self._right_to_left and has_left_to_right(text := str(value)):
            return isolated(text)
        return self.printed(value)

    def printed(self, value: object) -> Markup:
        """Whatever a template prints. On a page that runs from left to right, what does not is isolated.

        The other way round it is not: the names of classes and anchors would be, too.
        """
        if isinstance(value, Markup):
            return value
        return self.inert[value if type(value) is str else str(value)]

    def _printed(self, text: str) -> Markup:
        if text.isascii() or self._right_to_left or not has_right_to_left(text):
            return inert_once(text)
        return isolated(text)

    def number(self, value: float) -> str:
        """A number as the language writes it, as exact as it is given, up to six decimal places."""
        known = self._numbers.get(value)
        if known is None:
            locale = self._locale or Locale.parse(WORLD_ENGLISH)
            known = self._numbers[value] = format_decimal(value, "0.######", locale=locale)
        return known

    def distance(self, km: float) -> str:
        """A number of kilometres."""
        return self.text("{km} km", km=self.number(km))

    def looked_up(self, context: str, text: str) -> str:
        """A text that came from elsewhere, in the language where it is a message; else as it is."""
        return self._messages.pgettext(context, text)

    def words(self, term: Term, number: int = 1) -> str:
        """What a value of a closed list is called; `number` is how many share it."""
        known = self._words.get((term.__class__, term, number))
        if known is None:
            known = self._words[term.__class__, term, number] = self._worded(term, number)
        return known

    def _worded(self, term: Term, number: int) -> str:
        if term.many:
            return self._messages.npgettext(term.context, term.words, term.many, number)
        return self._messages.pgettext(term.context, term.words)

    def meaning(self, term: Term) -> str:
        """What a value of a closed list means."""
        return self._messages.pgettext(term.context, term.meaning) if term.meaning else ""

    def listed(self, values: Iterable[object]) -> Markup:
        """The values as the language lists them: "A, B and C"."""
        shown = [self.shown(value) for value in values]
        if len(shown) < 2:
            return shown[0] if shown else Markup()
        patterns = self._patterns
        if len(shown) == 2:
            return Markup(patterns["2"].format(*shown))  # noqa: S704 - inert values in Babel's patterns
        made = patterns["start"].format(shown[0], shown[1])
        for value in shown[2:-1]:
            made = patterns["middle"].format(made, value)
        return Markup(patterns["end"].format(made, shown[-1]))  # noqa: S704 - as above

    def plain_list(self, values: Iterable[str]) -> str:
        """As `listed`, as plain text."""
        return str(self.listed(Markup(value) for value in values))  # noqa: S704 - taken for text at once

    def series(self, values: Iterable[object]) -> Markup:
        """Values that may have commas in them, one behind the other: "A; B; C"."""
        made: Markup | None = None
        for value in values:
            made = self.shown(value) if made is None else self.markup("{list}; {next}", list=made, next=value)
        return made or Markup()

    def plain_series(self, values: Iterable[str]) -> str:
        """As `series`, as plain text."""
        return str(self.series(Markup(value) for value in values))  # noqa: S704 - taken for text at once

    def date(self, value: EdtfDate) -> str:
        """A date in words."""
        words = self._dates.get(value.text)
        if words is None:
            words = self._dates[value.text] = date_words(value, self.dates)
        return words

    @cached_property
    def dates(self) -> Wording:
        """How dates are worded: in the language where it has all that dates need, else in English."""
        said = {name: self._messages.pgettext(date_context(name), text) for name, text in DATE_WORDS.items()}
        if self.language == "en":
            return Wording(**said)
        whole = all((date_context(name), text) in self._known for name, text in DATE_WORDS.items())
        return Wording(**said, locale=str(self._locale)) if whole and self._locale else ENGLISH

    @cached_property
    def _locale(self) -> Locale | None:
        """What Babel knows of the language."""
        try:
            return Locale.parse(WORLD_ENGLISH if self.language == "en" else self.language.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            return None

    @cached_property
    def _patterns(self) -> Mapping[str, str]:
        locale = self._locale or Locale.parse(WORLD_ENGLISH)
        return dict(locale.list_patterns["standard"].items())

    def _filled(self, message: str, values: Mapping[str, object]) -> Markup:
        known = self._pieces.get(message)
        if known is None:
            known = self._pieces[message] = self._parsed(message)
        pattern, names = known
        shown = [
            value if (value := values[name]).__class__ is Markup else self.shown(value) for name in names
        ]
        return marked(pattern % tuple(shown))

    def _parsed(self, message: str) -> tuple[str, tuple[str, ...]]:
        """A message with ``%s`` in place of its values, and their names."""
        parsed = [(text, name) for text, name, _, _ in Formatter().parse(message)]
        pattern = "".join(text.replace("%", "%%") + ("" if name is None else "%s") for text, name in parsed)
        if self._is_against_page(text for text, _ in parsed):
            pattern = f"<bdi>{pattern}</bdi>"
        return pattern, tuple(name for _, name in parsed if name is not None)

    def _is_against_page(self, texts: Iterable[str]) -> bool:
        """Whether a message is left in English on a page that runs from right to left."""
        words = "".join(texts)
        own = self._right_to_left and has_left_to_right(words) and not has_right_to_left(words)
        return self._against_page or own


def date_context(name: str) -> str:
    """The context of one of the messages that word dates."""
    return f"date: {name.replace('_', ' ')}"


def _tags(language: str) -> Iterable[str]:
    """The language, then what it is a kind of: `de-AT`, `de`."""
    parts = language.replace("_", "-").split("-")
    return dict.fromkeys("-".join(parts[:count]) for count in range(len(parts), 0, -1))


def _followed(first: NullTranslations, then: GNUTranslations) -> NullTranslations:
    if type(first) is NullTranslations:
        return then
    first.add_fallback(then)
    return first
