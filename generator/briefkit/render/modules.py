"""Templates that import others: what is the same on every page is made once.

`{% import "parts/marks.md.j2" as marks with context %}` makes the macros anew each time with Jinja alone, on
every page and in every part. Here they are kept, where nothing outside of them can tell the difference: where
the template does nothing but define macros and set constants, and where what its macros look up is not given
by the page that imports it, but is among the names of the page being written.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Set
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

from jinja2 import Environment, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing

from briefkit.render.escape import marked


class Known(NamedTuple):
    """What is known of a template once it is compiled."""

    needs: tuple[str, ...]
    """The names that it looks up outside itself."""
    imports: tuple[str, ...] | None
    """The templates that it imports; None where it does not name them."""
    includes: tuple[str, ...] | None
    """The templates that it includes; None where it does not name them."""
    steady: bool
    """Whether it does the same wherever it is imported, outside its macros."""


class Found(dict[str, Any]):
    """The names of the page being written, and for any other that it is missing."""

    def __missing__(self, name: str) -> Any:
        return missing


class PageContext(Context):
    """Names in a template: its own, then those of the page that is being written."""

    def resolve_or_missing(self, key: str) -> Any:
        """What stands behind a name; `missing` where there is nothing."""
        if key in self.vars:
            return self.vars[key]
        if key in self.parent:
            return self.parent[key]
        return self.environment.names.get(key, missing)  # type: ignore[attr-defined]


class PageTemplate(Template):
    """A template whose macros are kept from page to page, where that makes no difference."""

    _kept: TemplateModule | None = None

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002
        shared: bool = False,  # noqa: FBT001, FBT002
        locals: Mapping[str, Any] | None = None,  # noqa: A002
    ) -> TemplateModule:
        """What a template that imports this one gets; `vars` is None where it gives no context."""
        templates = cast("PageTemplates", self.environment)
        beside = tuple(vars) if vars is not None and not locals else None
        if self._kept is not None and beside in templates.apart[self.name]:
            return self._kept
        given = {*(vars or ()), *(name for name, value in (locals or {}).items() if value is not missing)}
        needs = templates.needs(self.name) if self.name else None
        if vars is not None and (needs is None or not needs.isdisjoint(given)):
            return super().make_module(vars, shared, locals)
        if self._kept is None:
            # outside of macros nothing is found that belongs to the page being written
            with templates.on(templates.globals):
                context = self.new_context()
                if isinstance(context, PageContext) and not self.blocks:
                    context.resolve_or_missing = templates.found.__getitem__  # type: ignore[assignment, method-assign]
                self._kept = TemplateModule(self, context)
        if beside is not None:
            templates.apart[self.name].add(beside)
        return self._kept


class PageMacro(Macro):
    """A macro that goes straight to its code where it gets no arguments but those that it names."""

    def __init__(self, environment: Environment, code: Callable[..., str], *more: Any) -> None:
        super().__init__(environment, code, *more)
        arguments, *others, escapes = more[1:]
        self._code, self._count = code, -1 if any(others) or not escapes else len(arguments)

    def __call__(self, *arguments: Any, **named: Any) -> str:
        """What the macro writes."""
        given = len(arguments)
        if given < self._count:
            arguments = (*arguments, *[named.pop(name, missing) for name in self.arguments[given:]])
        if named or given > self._count:
            return super().__call__(*arguments, **named)
        return marked(self._code(*arguments))


class PageTemplates(Environment):
    """Templates that find the names of the page being written, wherever they are imported."""

    template_class = PageTemplate
    macro = PageMacro
    context_class = PageContext

    constant: frozenset[str]
    """Names of what is the same on every page, and cannot be changed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.names: Mapping[str, Any] = self.globals
        """What templates find by name now."""
        self.found = Found()
        """The same, for macros that are kept: they look up nothing that their own template sets."""
        self.apart: dict[str | None, set[tuple[str, ...]]] = defaultdict(set)
        """By template, beside which names it is known to do the same as beside none."""
        self._in_found: Mapping[str, Any] | None = None
        self._loaded: dict[str, Template] = {}
        self._known: dict[str, Known] = {}
        self._needs: dict[str, frozenset[str] | None] = {}
        self._names: dict[str, frozenset[str] | None] = {}

    @contextmanager
    def on(self, names: Mapping[str, Any]) -> Iterator[None]:
        """While a page is written its names are found, those of every page among them."""
        before = self.names
        self._find(names)
        try:
            yield
        finally:
            self._find(before)

    def _find(self, names: Mapping[str, Any]) -> None:
        self.names = names
        if names is not self._in_found:
            self._in_found = names
            self.found.clear()
            self.found.update(names)

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        """The template, as it was when it was first asked for."""
        if not isinstance(name, str) or globals:
            return super().get_template(name, parent, globals)
        if name not in self._loaded:
            self._loaded[name] = super().get_template(name, parent)
        return self._loaded[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Nothing that would be copied into every context: `PageContext` finds it."""
        return dict(d or {})

    def note(self, name: str, *known: Any) -> None:
        """Called by the code of each template when it is loaded, see `PageCode`."""
        self._known[name] = Known(*known)

    def needs(self, name: str) -> frozenset[str] | None:
        """What macros of a template look up; None where it has to be made anew for each that imports it."""
        if name not in self._needs:
            self._needs[name] = self._looked_up(name) if self._is_steady(name, ()) else None
        return self._needs[name]

    def rests_on(self, name: str, given: Set[str]) -> bool:
        """Whether a template looks up nothing but what it is given, and what is the same on every page."""
        if name not in self._names:
            self._names[name] = self._looked_up(name)
        looked_up = self._names[name]
        return looked_up is not None and looked_up <= given | self.constant

    def _is_steady(self, name: str, way: tuple[str, ...]) -> bool:
        known = self._of(name)
        if name in way or not known.steady or known.imports is None:
            return False
        return all(self._is_steady(imported, (*way, name)) for imported in known.imports)

    def _looked_up(self, name: str, way: tuple[str, ...] = ()) -> frozenset[str] | None:
        """The names that a template looks up, and those that it brings in; None where that is not known."""
        known = self._of(name)
        if name in way:
            return frozenset()
        if known.imports is None or known.includes is None:
            return None
        below = [self._looked_up(each, (*way, name)) for each in (*known.imports, *known.includes)]
        found = [names for names in below if names is not None]
        return frozenset(known.needs).union(*found) if len(found) == len(below) else None

    def _of(self, name: str) -> Known:
        self.get_template(name)
        return self._known[name]
