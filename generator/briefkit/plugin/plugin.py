"""The hooks of MkDocs, in the order in which it calls them."""

import os
from datetime import date
from pathlib import Path
from typing import Literal

from jinja2 import Environment, TemplateError
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.config_options import Choice, DictOfItems, Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from briefkit.exporting import refresh_schemas
from briefkit.load import hand_written, is_content
from briefkit.load.settings import PAGEFIND, site_address, templates_folder, way_up
from briefkit.model.dossier import Dossier
from briefkit.model.edit_links import EditLinks, address_mistake, edit_links
from briefkit.model.needs import MARKDOWN_EXTENSIONS, SCRIPT, STYLES
from briefkit.model.page import Page, page_mistake
from briefkit.model.settings import Settings
from briefkit.pipeline import RULES, Built, build
from briefkit.plugin.generated_page import GeneratedPage, Links
from briefkit.plugin.linked_data import LinkedDataBlocks
from briefkit.plugin.search_index import MISSING, SearchIndexError, is_installed
from briefkit.plugin.searching import Searching, other_searches
from briefkit.plugin.shared_markdown import can_render
from briefkit.plugin.theme import language, without_instant
from briefkit.plugin.update_dates import set_update_dates
from briefkit.problems import Problem, Severity
from briefkit.render import template_folders
from briefkit.render.mistakes import template_mistake

log = get_plugin_logger("briefkit")

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
    search = Optional(SearchEngine())
    """`pagefind` for a page of its own that searches the site; else the search is that of the theme."""


class BriefkitPlugin(BasePlugin[BriefkitConfig]):  # type: ignore[no-untyped-call]
    """Makes the content's pages a part of the site."""

    def __init__(self) -> None:
        self._serving = False
        self._built: Built | None = None
        self._edit_urls: dict[str, str] = {}
        self._linked_data = LinkedDataBlocks()
        self._searching: Searching | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Notes whether somebody is writing; that this hook exists also keeps the plugin over rebuilds."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Adds what the pages need, and watches content and templates."""
        settings = self._settings(config)
        folders = (settings.content_dir, *template_folders(settings.templates_dir))
        config.watch.extend(str(folder) for folder in folders if folder.is_dir())
        for extension in MARKDOWN_EXTENSIONS:
            if extension not in config.markdown_extensions:
                config.markdown_extensions.append(extension)
        if STYLES not in config.extra_css:
            config.extra_css.insert(0, STYLES)
        if SCRIPT not in config.extra_javascript:
            config.extra_javascript.append(SCRIPT)
        if instant := without_instant(config):
            log.info(f"Left out of the theme's features: {', '.join(instant)}; maps need whole pages")
        if settings.pagefind and (others := other_searches(config)):
            log.info(f"Two searches: `search: pagefind`, and the plugin {others[0]}, which can be taken out")
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Makes all pages, before MkDocs empties the site: a problem leaves the old one whole.

        Raises PluginError where the content has errors, unless the site is being served, and where a template
        has a mistake.
        """
        settings = self._settings(config)
        try:
            self._built = build(settings, hand_written(settings).keys(), show_problems=self._serving)
        except TemplateError as error:
            raise PluginError(f"Briefkit: {template_mistake(error)}") from error
        for problem in self._built.problems:
            _report(problem, serving=self._serving)
        if self._serving:
            _refresh(self._built.dossier)
        if self._built.errors and not self._serving:
            count = self._built.errors
            raise PluginError(f"Briefkit: {count} error{'' if count == 1 else 's'} in the content")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the pages and the files they need."""
        settings = self._settings(config)
        for file in list(files):
            # content may lie among the pages; its files are not pages
            if file.abs_src_path and is_content(Path(file.abs_src_path), settings):
                files.remove(file)
        if self._built is None:
            return files
        self._edit_urls = {}
        self._searching = None
        fast = self.config.markdown == FAST and can_render(config.markdown_extensions, config.mdx_configs)
        links = Links(files)
        for page in self._built.pages:
            file = self._file(page, config)
            files.append(file)
            if fast and not page.listed:
                # those of the navigation MkDocs makes itself; a page announces itself to its file
                GeneratedPage(file, config, links)
        for asset in self._built.assets:
            if asset.path not in files.src_uris:
                files.append(File.generated(config, asset.path, content=asset.content))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Dates the pages by what they show."""
        if self._built is not None:
            set_update_dates(files, [page.path for page in self._built.pages])
            pagefind = self._built.dossier.settings.pagefind
            self._searching = Searching(self._built, files, pagefind=pagefind)
        return env

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, files: Files) -> MkDocsPage:  # noqa: ARG002
        """Lets the edit link of a record's page lead to its line, whatever its file is called."""
        page.edit_url = self._edit_urls.get(page.file.src_uri) or page.edit_url
        return page

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Takes the JSON-LD out of the content of our pages, until that is searched."""
        ours = page.file.generated_by is not None
        return self._linked_data.take(page.file.src_uri, html) if ours else html

    @event_priority(100)
    def _tell_search(self, /, context: TemplateContext, *, page: MkDocsPage, **_: object) -> TemplateContext:
        if self._searching is not None and page.file.generated_by is not None:
            self._searching.tell(page)
        return context

    @event_priority(-100)
    def _take_back(self, /, context: TemplateContext, *, page: MkDocsPage, **_: object) -> TemplateContext:
        if self._searching is not None:
            self._searching.take_back(page)
        return context

    on_page_context = CombinedEvent(_tell_search, _take_back)
    """Searches read the content of a page between the two."""

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Puts the JSON-LD back, and the link to the search into the header."""
        whole = self._linked_data.put(page.file.src_uri, output)
        return self._searching.with_button(whole, page.url) if self._searching else whole

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Puts the link to the search into the page for addresses at which there is none."""
        if self._searching is None or template_name != "404.html":
            return output_content
        return self._searching.with_button_anywhere(output_content, config.site_url)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Makes the index of the search; raises PluginError where that fails."""
        if self._searching is not None:
            try:
                self._searching.write_index(Path(config.site_dir))
            except SearchIndexError as error:
                raise PluginError(f"Briefkit: {error}") from error

    def _file(self, page: Page, config: MkDocsConfig) -> File:
        inclusion = InclusionLevel.UNDEFINED if page.listed else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, page.path, content=page.text, inclusion=inclusion)
        if page.record is not None and self._built is not None:
            mark = self._built.dossier.mark(page.record)
            file.edit_uri = self._edit_uri(mark.path, config)
            self._edit_urls[page.path] = self._built.dossier.settings.edit_links.url(mark)
        return file

    def _edit_uri(self, path: str, config: MkDocsConfig) -> str:
        """The record's file for the edit link, which MkDocs reads relative to the folder of the pages."""
        root = Path(config.config_file_path).parent
        return Path(os.path.relpath(root / path, config.docs_dir)).as_posix()

    def _settings(self, config: MkDocsConfig) -> Settings:
        root = Path(config.config_file_path).parent
        return Settings(
            root=root,
            site_name=config.site_name,
            content=Path(self.config.content),
            docs=Path(os.path.relpath(config.docs_dir, root)),
            templates=templates_folder(root, self.config.templates),
            language=language(config),
            relation_types=self.config.relation_types,
            site_url=site_address(config.site_url),
            directory_urls=config.use_directory_urls,
            today=date.today() if self._serving else None,
            edit_links=self._edit_links(root, config),
            style_page=self.config.style_page or "",
            pagefind=self.config.search == PAGEFIND,
        )

    def _edit_links(self, root: Path, config: MkDocsConfig) -> EditLinks:
        if not self.config.edit_links:
            return EditLinks()
        template = config.edit_uri_template
        return edit_links(
            way_up(root, Path(config.docs_dir)),
            own=self.config.edit_uri_template,
            repo_url=config.repo_url,
            edit_uri=config.edit_uri,
            edit_uri_template=None if template is None else str(template),
        )


def _refresh(dossier: Dossier) -> None:
    """Tells editors the ids that are new, where the site has schemas."""
    try:
        refresh_schemas(dossier, RULES)
    except OSError as error:
        log.warning(f"{error.filename}: {error.strerror}")


def _report(problem: Problem, *, serving: bool) -> None:
    """Into MkDocs' log, so that `--strict` counts it."""
    words = f"{problem}\n    {problem.hint}" if problem.hint else str(problem)
    if problem.rule.severity is Severity.ERROR and not serving:
        log.error(words)
    else:
        log.warning(words)
