"""A site to be opened as files, without a server.

Browsers let a page that is a file neither start a worker nor fetch data. What this relies on, of Material:
its templates put the scripts of `extra.polyfills` in front of its own, and on pages that are files its own
script takes the index of the search from a script.
"""

from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger, get_plugins
from mkdocs.structure.files import File, Files

from briefkit.model.folders import built_in_templates
from briefkit.writing import replace_file

log = get_plugin_logger("briefkit")

NAME = "briefkit/files"
SEARCH = "material/search"
SHIM = "assets/iframe-worker.js"
"""Lets the search of Material work where there are no workers."""

INDEX = "search/search_index.json"
INDEX_SCRIPT = "search/search_index.js"


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """Nothing that could be set."""


class AsFiles(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Adds what the search needs, and holds what the site is where it is published."""

    def __init__(self, config: MkDocsConfig) -> None:
        self.directory_urls = config.use_directory_urls
        self.site_url = config.site_url

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the script in place of workers."""
        script = built_in_templates() / "files" / Path(SHIM).name
        files.append(File.generated(config, SHIM, abs_src_path=str(script)))
        return files

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes the index of the search as a script, once it is there."""
        index = Path(config.site_dir) / INDEX
        if index.is_file():
            replace_file(Path(config.site_dir) / INDEX_SCRIPT, b"var __index = " + index.read_bytes())


def as_files(config: MkDocsConfig) -> AsFiles | None:
    """The plugin, where the site is built to be opened as files."""
    found = config.plugins.get(NAME)
    return found if isinstance(found, AsFiles) else None


def be_files(config: MkDocsConfig) -> None:
    """Lets the site be one that is opened as files; its search is Material's, or none."""
    config.plugins[NAME] = AsFiles(config)
    config.use_directory_urls = False
    # the addresses of published pages are others
    config.site_url = None
    if config.theme.name != "material":
        log.warning(f"as_files: the search of the theme {config.theme.name} needs a server")
        return
    if not {SEARCH, "search"} & config.plugins.keys():
        search = get_plugins()[SEARCH].load()()
        search.load_config({})
        config.plugins[SEARCH] = search
    polyfills = config.extra.setdefault("polyfills", [])
    if SHIM not in polyfills:
        polyfills.append(SHIM)
