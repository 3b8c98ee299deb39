"""The configuration of a generated project: the site's own, with what the plugin did written out."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from briefkit.model.needs import MARKDOWN_EXTENSIONS, SCRIPT, STYLES
from briefkit.model.page import Page

DOCS = "docs"
ASSETS = {"extra_css": STYLES, "extra_javascript": SCRIPT}
"""What pages load, by the option that says so."""

LEFT_OUT = frozenset({"plugins", "docs_dir", "site_dir", "watch", "edit_uri", "edit_uri_template"})
"""What is said anew, or holds only where the site's own files lie."""


def configuration(
    config: Mapping[str, Any], pages: Collection[Page], hand_written: Iterable[str]
) -> dict[str, Any]:
    """A configuration that makes the same site of the written pages without the plugin."""
    made = {key: value for key, value in config.items() if key not in LEFT_OUT}
    made["docs_dir"] = DOCS
    if not config.keys().isdisjoint({"repo_url", "edit_uri", "edit_uri_template"}):
        # nobody can correct anything in a page that is written anew
        made["edit_uri"] = ""
    plugins = _without_plugin(config.get("plugins"))
    if plugins is not None:
        made["plugins"] = plugins
    made["markdown_extensions"] = _extensions(config.get("markdown_extensions"))
    for option, asset in ASSETS.items():
        own = list(config.get(option) or [])
        made[option] = own if asset in own else [asset, *own]
    if not config.get("nav"):
        made["nav"] = [{page.title: page.path} for page in pages if page.listed] + _nested(
            [name.split("/") for name in hand_written if name.endswith(".md")]
        )
    hidden = [page.path for page in pages if not page.listed]
    folders = sorted({path.split("/")[0] for path in hidden if "/" in path})
    alone = sorted(f"/{path}" for path in hidden if "/" not in path)
    made["not_in_nav"] = "\n".join(
        [*str(config.get("not_in_nav") or "").splitlines(), *(f"/{name}/" for name in folders), *alone]
    )
    return made


def _without_plugin(plugins: Any) -> Any:
    if isinstance(plugins, dict):
        return {name: options for name, options in plugins.items() if name != "briefkit"}
    if isinstance(plugins, list):
        return [
            entry
            for entry in plugins
            if entry != "briefkit" and not (isinstance(entry, dict) and "briefkit" in entry)
        ]
    return None


def _extensions(given: Any) -> list[Any]:
    """The extensions as a list, which MkDocs lets stand as a mapping, too, and those the pages need."""
    entries = [{name: options} for name, options in given.items()] if isinstance(given, dict) else given or []
    names = {name for entry in entries for name in (entry if isinstance(entry, dict) else [entry])}
    return [*entries, *(name for name in MARKDOWN_EXTENSIONS if name not in names)]


def _nested(paths: list[list[str]], depth: int = 0) -> list[Any]:
    """The pages of a folder, then its folders as sections: what MkDocs shows where no `nav` is written."""
    shown = [path for path in paths if not path[depth].startswith(".")]
    entries: list[Any] = ["/".join(path) for path in shown if len(path) == depth + 1]
    folders = dict.fromkeys(path[depth] for path in shown if len(path) > depth + 1)
    for folder in folders:
        inside = _nested(
            [path for path in shown if path[depth] == folder and len(path) > depth + 1], depth + 1
        )
        if inside:
            entries.append({folder.replace("-", " ").replace("_", " ").capitalize(): inside})
    return entries
