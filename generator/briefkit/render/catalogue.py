"""The words of the interface in the language of the site.

English is written where it is shown; every other language is one file, `languages/<tag>.po`, in the format of
GNU gettext. A site's own file wins over a built-in one, message by message.
"""

from collections.abc import Mapping, Sequence
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup

from briefkit.render.escape import printed

FOLDER = "languages"


class Catalogue:
    """The messages of one language; what it lacks is said in English.

    A message is English text in which `{name}` stands for a value.
    """

    def __init__(self, language: str, folders: Sequence[Path]) -> None:
        """`folders` are those of the templates, the site's own first."""
        self._messages = NullTranslations()
        for tag in dict.fromkeys((language, language.partition("-")[0])):
            for folder in folders:
                path = folder / FOLDER / f"{tag}.po"
                if path.is_file():
                    self._messages = _followed(self._messages, _read(path))

    def text(self, message: str, **values: object) -> str:
        """The message as plain text."""
        return self._messages.gettext(message).format(**values)

    def counted(self, one: str, many: str, number: int, **values: object) -> str:
        """The message in the form for the number, which is `{count}` in it; plain text."""
        return self._messages.ngettext(one, many, number).format(count=number, **values)

    def markup(self, message: str, **values: object) -> Markup:
        """The message as Markdown: its values are inert unless they are Markup."""
        return _filled(self._messages.gettext(message), values)

    def counted_markup(self, one: str, many: str, number: int, **values: object) -> Markup:
        """As `counted`, as Markdown."""
        return _filled(self._messages.ngettext(one, many, number), {"count": number, **values})


def _followed(first: NullTranslations, then: GNUTranslations) -> NullTranslations:
    if type(first) is NullTranslations:
        return then
    first.add_fallback(then)
    return first


def _read(path: Path) -> GNUTranslations:
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return GNUTranslations(compiled)


def _filled(message: str, values: Mapping[str, object]) -> Markup:
    shown = {name: printed(value) for name, value in values.items()}
    return Markup(message).format(**shown)  # noqa: S704 - the program's own words, and inert values
