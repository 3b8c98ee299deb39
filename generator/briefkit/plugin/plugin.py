"""The hooks of MkDocs, in the order in which it calls them."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from jinja2 import Environment, TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from briefkit.building import Output, build, output
from briefkit.load import hand_written, is_content
from briefkit.load.settings import PAGEFIND
from briefkit.memory import Memory
from briefkit.model.settings import Settings
from briefkit.pipeline import memory_of
from briefkit.plugin.as_files import be_files
from briefkit.plugin.build_settings import add_needs, build_settings
from briefkit.plugin.contents import Contents
from briefkit.plugin.options import FAST, BriefkitConfig
from briefkit.plugin.pages.generated_files import GeneratedFiles
from briefkit.plugin.pages.generated_page import GeneratedPage, Links
from briefkit.plugin.pages.linked_data_blocks import LinkedDataBlocks
from briefkit.plugin.pages.shared_markdown import can_render
from briefkit.plugin.pages.update_dates import set_update_dates
from briefkit.plugin.preview.preview import be_preview
from briefkit.plugin.quick_pages import QuickPages
from briefkit.plugin.reports import refresh, tell
from briefkit.plugin.resting import Resting
from briefkit.plugin.search.index import SearchIndexError
from briefkit.plugin.search.searching import PREVIEW, Searching, known_plugins, other_searches
from briefkit.plugin.serving.serving import Serving
from briefkit.plugin.sitemap import listed
from briefkit.plugin.theme.features import without_instant
from briefkit.render import template_folders
from briefkit.render.mistakes import template_mistake

log = get_plugin_logger("briefkit")


class BriefkitPlugin(BasePlugin[BriefkitConfig]):  # type: ignore[no-untyped-call]
    """Makes the content's pages a part of the site."""

    def __init__(self) -> None:
        self._serving = self._is_whole = False
        self._built: Output | None = None
        self._memory: Memory | None = None
        self._saved: list[Callable[[], None]] = []
        self._ours: GeneratedFiles | None = None
        self._kept: Serving | None = None
        self._linked_data = LinkedDataBlocks()
        self._searching: Searching | None = None
        self._nav: Navigation | None = None
        self._quick: QuickPages | None = None
        self._contents: Contents | None = None
        self._resting = Resting()
        self._last: MkDocsPage | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Notes whether somebody is writing; that this hook exists also keeps the plugin over rebuilds."""
        self._serving = command == "serve"
        self._is_whole = not self._serving and not dirty
        self._kept = Serving() if self._serving and not dirty else None

    def on_shutdown(self) -> None:
        """Leaves nothing behind that was made for serving."""
        if self._kept is not None:
            self._kept.close()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Adds what the pages need, and watches content and templates."""
        be_preview(config, self)
        if self.config.as_files and not self._serving:
            be_files(config)
        settings = self._settings(config)
        folders = (settings.content_dir, *template_folders(settings.templates_dir))
        config.watch.extend(str(folder) for folder in folders if folder.is_dir())
        add_needs(config)
        if instant := without_instant(config):
            log.info(f"Left out of the theme's features: {', '.join(instant)}; maps need whole pages")
        if settings.pagefind and (others := other_searches(config)):
            log.info(f"Two searches: `search: pagefind`, and the plugin {others[0]}, which can be taken out")
        if self._kept is not None:
            self._kept.begin(config, known_plugins(self, config))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Makes all pages, before MkDocs empties the site: a problem leaves the old one whole.

        Raises PluginError where the content has errors, unless the site is being served or is a preview, and
        where a template has a mistake.
        """
        self._resting.begin()
        settings = self._settings(config)
        try:
            self._built = self._output(settings)
        except TemplateError as error:
            raise PluginError(f"Briefkit: {template_mistake(error)}") from error
        # who looks at a change wants to see it, and was told what is wrong with it
        if PREVIEW not in config.plugins:
            tell(self._built, serving=self._serving)

    def _output(self, settings: Settings) -> Output:
        """What comes of the content; while it is served, each time by what is known from the time before."""
        own = hand_written(settings).keys()
        first = self._memory is None
        memory = self._memory or memory_of(settings, cache=self.config.cache)
        if self._serving:
            self._memory = memory
            built = build(settings, own, show_problems=True, memory=memory)
            refresh(built.dossier)
            made: Output = built
        else:
            made = output(settings, own, memory)
        self._saved = [memory.save()] if first else []
        return made

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the pages and the files they need."""
        settings, kept = self._settings(config), self._kept
        files = kept.files(files) if kept else files
        for file in list(files):
            # content may lie among the pages; its files are not pages
            if file.abs_src_path and is_content(Path(file.abs_src_path), settings):
                files.remove(file)
        if self._built is None:
            return files
        self._searching = None
        fast = self.config.markdown == FAST and can_render(config.markdown_extensions, config.mdx_configs)
        self._ours = GeneratedFiles(
            self._built,
            config,
            kept.links(files) if kept else Links(files),
            fast=fast,
            keeping=kept is not None and kept.keeping,
            before=kept.before(config, self._built.search.button("")) if kept and fast else None,
        )
        self._ours.add_to(files)
        if not self._serving:
            pages = tuple(replace(page, content=b"") for page in self._built.pages)
            self._built = replace(self._built, pages=pages, assets=())
            memory = memory_of(settings, cache=self.config.cache)
            self._contents = Contents(config, memory, known_plugins(self, config)) if fast else None
        if self._contents is not None:
            self._contents.list_pages(self._ours)
        if kept is not None:
            kept.take(files, self._ours)
        return files

    @event_priority(-math.inf)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Gives back to pages that are not in the navigation what was kept of them."""
        if self._kept is not None:
            self._kept.navigate(nav)
        self._nav = nav
        if self._contents is not None and self._built is not None:
            self._contents.give(files, self._built.search)
        return nav

    def _date(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Dates the pages by what they show."""
        if self._built is not None:
            set_update_dates(files, [page.path for page in self._built.pages])
            self._searching = Searching(self._built, files, pagefind=self._built.settings.pagefind)
        if self._kept is not None:
            self._kept.settle(env, lambda page: self._read(page, config, files))
        return env

    @event_priority(-math.inf)
    def _hurry(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        self._rest(None)
        if self._contents is not None:
            self._saved.append(self._contents.save())
        self._quick = QuickPages(self, config)
        if self._searching is not None and self._nav is not None:
            finished = self._finished if self._is_whole else None
            self._quick.prepare(env, files, self._nav, self._searching, finished)
        return env

    on_env = CombinedEvent(_date, _hurry)

    def _read(self, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """As MkDocs does with each page that it takes up."""
        page.read_source(config)
        page.render(config, files)
        page.content = self.on_page_content(page.content or "", page=page, config=config, files=files)

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, files: Files) -> MkDocsPage:  # noqa: ARG002
        """Lets the edit link of a record's page lead to its line, whatever its file is called."""
        self._rest(page)
        page.edit_url = (self._ours.edit_url(page.file.src_uri) if self._ours else "") or page.edit_url
        return page

    def _rest(self, page: MkDocsPage | None) -> None:
        """MkDocs goes on from one page to another."""
        if isinstance(self._last, GeneratedPage):
            self._last.rest()
        self._last = page

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Takes the JSON-LD out of the content of our pages, until that is searched."""
        return self._linked_data.take(page, html)

    @event_priority(100)
    def _tell_search(self, /, context: TemplateContext, *, page: MkDocsPage, **_: object) -> TemplateContext:
        if self._quick is not None:
            self._quick.begin(page)
        if self._searching is not None and page.file.generated_by is not None:
            self._searching.tell(page)
        return self._with_pages(context, drafts=True)

    @event_priority(-100)
    def _take_back(self, /, context: TemplateContext, *, page: MkDocsPage, **_: object) -> TemplateContext:
        if self._searching is not None:
            self._searching.take_back(page)
        if self._quick is not None:
            self._quick.end(page, context)
        return context

    on_page_context = CombinedEvent(_tell_search, _take_back)
    """Searches read the content of a page between the two."""

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Puts the JSON-LD back, and the link to the search into the header."""
        if self._quick is not None and not self._serving:
            self._quick.let_go(page)
        return self._finished(output, page)

    def _finished(self, output: str, page: MkDocsPage) -> str:
        whole = self._linked_data.put(page, output)
        return self._searching.with_button(whole, page.url) if self._searching else whole

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,
        config: MkDocsConfig,  # noqa: ARG002
    ) -> TemplateContext:
        """Lets the sitemap list all pages but those that lead to another."""
        return listed(self._with_pages(context, drafts=False), template_name)

    def _with_pages(self, context: TemplateContext, *, drafts: bool) -> TemplateContext:
        pages = self._kept.all_pages(drafts=drafts) if self._kept else None
        if self._quick is not None:
            pages = self._quick.all_pages or pages
        if pages is not None:
            context["pages"] = pages
        return context

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Puts the link to the search into the page for addresses at which there is none."""
        if self._searching is None or template_name != "404.html":
            return output_content
        return self._searching.with_button_anywhere(output_content, config.site_url)

    @event_priority(math.inf)
    def _write_index(self, *, config: MkDocsConfig) -> None:
        """Makes the index of the search; raises PluginError where that fails."""
        if self._quick is not None:
            self._quick.finish()
        if self._searching is not None and self.config.search == PAGEFIND:
            try:
                if self._kept is not None and self._kept.keeping:
                    self._kept.write_index(self._searching.documents(), Path(config.site_dir))
                else:
                    self._searching.write_index(Path(config.site_dir))
            except SearchIndexError as error:
                raise PluginError(f"Briefkit: {error}") from error

    @event_priority(-math.inf)
    def _serve(self, *, config: MkDocsConfig) -> None:
        """Lets the server have what is new; raises PluginError where that fails."""
        for wait in self._saved:
            wait()
        if self._kept is not None:
            try:
                self._kept.finish(config)
            except OSError as error:
                raise PluginError(f"Briefkit: {error.filename}: {error.strerror}") from error
        self._resting.end()

    on_post_build = CombinedEvent(_write_index, _serve)

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Leaves Python as it was."""
        self._resting.end()

    def _settings(self, config: MkDocsConfig) -> Settings:
        return build_settings(config, self.config, serving=self._serving)
