"""The templates, and the rule that whatever they print is inert."""

from collections.abc import Callable, Hashable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from briefkit.model import vocabulary
from briefkit.model.folders import built_in_templates
from briefkit.model.kinds import KINDS
from briefkit.model.vocabulary import Term
from briefkit.render import addresses
from briefkit.render.catalogue import Catalogue
from briefkit.render.compiled import COMPILED
from briefkit.render.compiling import PageCode
from briefkit.render.direction import direction
from briefkit.render.escape import attribute, trimmed
from briefkit.render.interface import (
    field_words,
    in_line,
    kind_counted,
    kind_heading,
    kind_word,
    quoted,
    relation,
)
from briefkit.render.modules import PageTemplates
from briefkit.render.ways import ways


def template_folders(own: Path | None) -> list[Path]:
    """Where templates are looked for: the site's own first."""
    folders = [own] if own is not None else []
    built_in = built_in_templates()
    return folders if built_in in folders else [*folders, built_in]


def not_utf8(path: Path) -> TemplateError:
    """That a file of the templates is no text in UTF-8."""
    return TemplateError(f"{path}: this is not UTF-8: save it as UTF-8")


class TemplateFiles(FileSystemLoader):
    """Templates that lie in folders."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """What a template holds; raises TemplateError where that is not UTF-8."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            places = [Path(folder, template) for folder in self.searchpath]
            raise not_utf8(next(path for path in places if path.is_file())) from error


class Templates(PageTemplates):
    """Templates in which the words of a closed list are those of the site's language."""

    code_generator_class = PageCode
    catalogue: Catalogue

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.parts: dict[tuple[Hashable, ...], Markup] = {}
        """Parts of pages that are the same on all of them, by template and what it is given."""

    @property
    def in_code(self) -> tuple[Any, ...]:
        """What the code of templates calls, see `PageCode`: twice to print, twice for a dot, to call."""
        return self.catalogue.inert, self.catalogue.printed, super().getattr, self.getattr, _called

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What stands behind a dot: `words`, `many` and `meaning` of a value come from the catalogue."""
        return self._words(obj, attribute) if isinstance(obj, Term) else super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same for filters, as `map(attribute="words")`."""
        return self._words(obj, argument) if isinstance(obj, Term) else super().getitem(obj, argument)

    def _words(self, term: Term, attribute: Any) -> Any:
        match attribute:
            case "words":
                return self.catalogue.words(term)
            case "many":
                return self.catalogue.words(term, 2)
            case "meaning":
                return self.catalogue.meaning(term)
        return super().getattr(term, attribute)


def _called(tool: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    return tool(*arguments, **named)


def environment(own: Path | None, catalogue: Catalogue) -> Templates:
    """Jinja set up so that a template cannot print anything that is markup by mistake.

    Everything printed goes through `inert`, unless it is Markup made by a tool or a macro. The words of the
    interface are messages, as `_("since {date}", date=…)`, `ngettext("{count} claim", "{count} claims", n)`,
    with a context as `pgettext("relation", "part of")` and `npgettext`; `listed` makes "A, B and C".
    """
    made = Templates(
        loader=TemplateFiles(template_folders(own)),
        bytecode_cache=COMPILED,
        undefined=StrictUndefined,
        autoescape=True,
        finalize=catalogue.printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.catalogue = catalogue
    made.filters["attr"] = attribute
    made.filters["trim"] = trimmed
    made.filters.update(_filters(catalogue))
    everywhere = {
        "vocabulary": {name: getattr(vocabulary, name) for name in dir(vocabulary) if name[0].isupper()},
        "kinds": KINDS,
        "addresses": addresses,
        "direction": direction,
        **_tools(catalogue),
    }
    made.globals.update(everywhere)
    made.constant = frozenset(everywhere)
    return made


def _filters(catalogue: Catalogue) -> Mapping[str, Callable[..., Any]]:
    """What a text is made into, in the words of the catalogue."""
    known: Mapping[str, Callable[..., Any]] = {
        "relation": partial(relation, catalogue),
        "in_line": partial(in_line, catalogue),
        "isolated": catalogue.shown,
        "kind": partial(kind_word, catalogue),
        "kind_counted": partial(kind_counted, catalogue),
        "kinds": partial(kind_heading, catalogue),
        "quoted": partial(quoted, catalogue),
    }
    return {name: _when_rendered(tool) for name, tool in known.items()}


def _when_rendered(tool: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that Jinja does not work out while it compiles: compiled templates serve every language."""

    @pass_context
    def filtered(_: Context, value: Any, *arguments: Any) -> Any:
        return tool(value, *arguments)

    return filtered


def _tools(catalogue: Catalogue) -> Mapping[str, Any]:
    """What gives templates their words."""
    return {
        "_": catalogue.markup,
        "ngettext": catalogue.counted_markup,
        "pgettext": catalogue.markup_in,
        "npgettext": catalogue.counted_markup_in,
        "listed": catalogue.listed,
        "plain_list": catalogue.plain_list,
        "series": catalogue.series,
        "number": catalogue.number,
        "distance": catalogue.distance,
        "ways": ways(catalogue),
        "field_words": partial(field_words, catalogue),
    }
