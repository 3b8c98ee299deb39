"""The templates, and the rule that whatever they print is inert."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from briefkit.model import vocabulary
from briefkit.model.folders import built_in_templates
from briefkit.model.kinds import KINDS
from briefkit.model.relations import relation_words
from briefkit.render import addresses
from briefkit.render.catalogue import Catalogue
from briefkit.render.escape import attribute, printed


def template_folders(own: Path | None) -> list[Path]:
    """Where templates are looked for: the site's own first."""
    folders = [own] if own is not None else []
    built_in = built_in_templates()
    return folders if built_in in folders else [*folders, built_in]


def environment(own: Path | None, catalogue: Catalogue) -> Environment:
    """Jinja set up so that a template cannot print anything that is markup by mistake.

    Everything printed goes through `inert`, unless it is Markup made by a tool or a macro. The words of the
    interface are messages, as `_("since {date}", date=…)`, `ngettext("{count} claim", "{count} claims", n)`.
    """
    made = Environment(
        loader=FileSystemLoader(template_folders(own)),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["attr"] = attribute
    made.filters["relation"] = relation_words
    made.globals.update(
        vocabulary={name: getattr(vocabulary, name) for name in dir(vocabulary) if name[0].isupper()},
        kinds=KINDS,
        addresses=addresses,
        _=catalogue.markup,
        ngettext=catalogue.counted_markup,
    )
    return made
