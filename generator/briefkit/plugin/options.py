"""The options under `plugins: [briefkit: {...}]`, and what may stand in them."""

from mkdocs.config.base import Config, ValidationError
from mkdocs.config.config_options import Choice, DictOfItems, Optional, Type

from briefkit.load.settings import PAGEFIND
from briefkit.model.edit_links import address_mistake
from briefkit.model.page import page_mistake
from briefkit.plugin.search.index import MISSING, is_installed

FAST = "pyromark"
"""The renderer of generated pages, unless the site has extensions that it knows nothing of."""


class EditTemplate(Type[str]):
    """An address with placeholders for a file and a line."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """The address; raises ValidationError where it can lead to no file."""
        template: str = super().run_validation(value)
        if template and (mistake := address_mistake(template)):
            raise ValidationError(mistake)
        return template


class SearchEngine(Choice[str]):
    """The search of the site, where it is not the theme's."""

    def __init__(self) -> None:
        super().__init__((PAGEFIND,))

    def run_validation(self, value: object) -> str:
        """The name of it; raises ValidationError where there is no such, or where it is not installed."""
        name: str = super().run_validation(value)
        if not is_installed():
            raise ValidationError(MISSING)
        return name


class PagePath(Type[str]):
    """The path of a page below the folder of the pages."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """The path; raises ValidationError where no page can lie there."""
        path: str = super().run_validation(value)
        if path and (mistake := page_mistake(path)):
            raise ValidationError(mistake)
        return path


class BriefkitConfig(Config):  # type: ignore[no-untyped-call]
    """The options under `plugins: [briefkit: {...}]`."""

    content = Type(str, default="briefings")
    """Folder of the records, relative to mkdocs.yml."""
    templates = Optional(Type(str))
    """Folder of the site's own templates; `templates` where there is one."""
    relation_types = DictOfItems(Type(str), default={})
    """Relation types on top of the built-in ones, each with its inverse."""
    edit_links = Type(bool, default=True)
    """Whether everything written in a record has a link to its line in the code host."""
    edit_uri_template = Optional(EditTemplate())
    """How the addresses of these links are made, where the options of MkDocs cannot say it."""
    style_page = Optional(PagePath())
    """The page that shows every component in every state, as `style.md`; left out, there is none."""
    markdown = Choice((FAST, "python"), default=FAST)
    """What renders generated pages; `python` is Python-Markdown, as for all others."""
    cache = Type(bool, default=True)
    """Whether results are kept in `.cache/briefkit` for the next build."""
    as_files = Type(bool, default=False)
    """Whether this build is to be opened as files, without a server, and not to be published."""
    search = Optional(SearchEngine())
    """`pagefind` for a page of its own that searches the site; else the search is that of the theme."""
