"""The table of contents of a page, as the theme makes it.

What this relies on, of Material: the file of the theme that makes it, and its words, that file's `lang`.
"""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, TemplateError
from mkdocs.structure.pages import Page

from briefkit.plugin.theme.marks import Reading
from briefkit.plugin.theme.shell import Filling, filling
from briefkit.plugin.theme.stand_in import PageStandIn, Shape, shape

SOURCE = '{% import "partials/language.html" as lang with context %}{% include "partials/toc.html" %}'


class Tocs:
    """Of one build."""

    def __init__(self, env: Environment) -> None:
        self._template = env.from_string(SOURCE)
        self._fillings: dict[tuple[str, Shape], Filling | None] = {}

    def made(self, context: Mapping[str, Any]) -> str | None:
        """That of the page of a context; None where the theme makes it otherwise."""
        try:
            return self._template.render(context)
        except TemplateError:
            return None

    def filled(self, page: Page, folder: str, context: Mapping[str, Any]) -> str:
        """The same for a page of a folder, made of what is known from pages of that folder."""
        key = folder, shape(page.toc)
        if key not in self._fillings:
            reading = Reading()
            made = self.made({**context, "page": PageStandIn(page, reading)})
            known = made is not None and not reading.spoilt and not reading.questions
            self._fillings[key] = filling(made, reading) if made and known else None
        found = self._fillings[key]
        return found.filled(page) if found else self.made(context) or ""
