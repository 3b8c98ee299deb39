"""What templates are compiled to, where the code that Jinja makes does the same thing twice.

All that this rests on in how Jinja (3.1) makes code is in this module: the hooks for what is printed, which
`jinja2.nativetypes` overrides as well, and the visitors of templates, frames, attributes and calls.
"""

from collections.abc import Set
from keyword import iskeyword
from typing import Any, cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from briefkit.render.modules import PageTemplates

WORDED = frozenset({"words", "many", "meaning"})
"""Attributes of a value of a closed list that the site's language has."""

_CHANGING = frozenset(
    {"add", "append", "clear", "extend", "insert", "pop", "popitem", "remove", "reverse", "setdefault"}
    | {"sort", "update"}
)
"""Methods by which a template can change what it set."""


class PageCode(CodeGenerator):
    """Code for templates that print inert text alone, and call nothing that wants their context.

    Left out are the second escaping of what `finalize` gives back, which is Markup; the detour to a plain
    attribute; the question whether a function wants the context. And the code tells the environment what a
    template needs of whoever imports it.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """The whole template, and what there is to know of it."""
        self._needs: set[str] = set()
        self.writeline("inert, printed, attribute, worded, called = environment.in_code")
        super().visit_Template(node, frame)
        if self.name is not None:
            imports, includes = named(node, nodes.Import, nodes.FromImport), named(node, nodes.Include)
            steady = is_steady(node, cast(PageTemplates, self.environment).constant)
            told = (self.name, tuple(sorted(self._needs)), imports, includes, steady)
            self.writeline(f"environment.note{told!r}")

    def enter_frame(self, frame: Frame) -> None:
        """The beginning of a scope; the names that it looks up outside the template are noted."""
        super().enter_frame(frame)
        loads = frame.symbols.loads.values()
        self._needs.update(str(name) for action, name in loads if action == "resolve")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """What stands behind a dot."""
        if node.attr in WORDED:
            self.write("worded(")
            self.visit(node.node, frame)
            self.write(f", {node.attr!r})")
            return
        # an entry, or nothing, is looked for where there is no attribute: that is rare
        self.write("(_found if (_found := getattr((_of := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else attribute(_of, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """A macro or a tool is called."""
        self.write("called(" if forward_caller or not _is_plain(node) else "(")
        self.visit(node.node, frame)
        if forward_caller or not _is_plain(node):
            self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        else:
            self.write(")(")
            for argument in (*node.args, *node.kwargs):
                self.visit(argument, frame)
                self.write(", ")
        self.write(")")

    def write_commons(self) -> None:
        """The beginning of the code of a template or a block: its macros are quick ones."""
        super().write_commons()
        self.writeline("Macro = environment.macro")

    def _output_child_pre(self, *_: Any) -> None:
        self.write("(_shown if (_shown := ")

    def _output_child_post(self, *_: Any) -> None:
        self.write(
            ").__class__ is Markup else inert[_shown] if _shown.__class__ is str else printed(_shown))"
        )


def _is_plain(node: nodes.Call) -> bool:
    """Whether the call is written in Python as it is in the template."""
    return not (node.dyn_args or node.dyn_kwargs or any(iskeyword(named.key) for named in node.kwargs))


def named(node: nodes.Template, *ways: type[nodes.Node]) -> tuple[str, ...] | None:
    """The templates that a template brings in by these statements; None where it does not name them."""
    found = [each.template for each in node.find_all(ways)]  # type: ignore[attr-defined]
    names = [each.value for each in found if isinstance(each, nodes.Const) and isinstance(each.value, str)]
    return tuple(dict.fromkeys(names)) if len(names) == len(found) else None


def is_steady(node: nodes.Template, constant: Set[str]) -> bool:
    """Whether a template, outside its macros, does the same wherever it is imported.

    `constant` are the names that stand for the same thing on every page.
    """
    changes = any(each.attr in _CHANGING for each in node.find_all(nodes.Getattr))
    return not changes and all(_is_steady(part, constant) for part in node.body)


def _is_steady(part: nodes.Node, constant: Set[str]) -> bool:
    match part:
        case nodes.Macro() | nodes.Import() | nodes.FromImport():
            return True
        case nodes.Output():
            return all(isinstance(each, nodes.TemplateData) for each in part.nodes)
        case nodes.Assign():
            return all(name.name in constant for name in part.find_all(nodes.Name) if name.ctx == "load")
    return False
