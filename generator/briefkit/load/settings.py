"""The site's own configuration, read without MkDocs."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from briefkit.model.edit_links import EditLinks, address_mistake, edit_links
from briefkit.model.page import page_mistake
from briefkit.model.settings import Settings

PLUGIN = "briefkit"

PAGEFIND = "pagefind"
"""What the option `search` can name."""


class SettingsError(Exception):
    """The site's configuration cannot be used; `str()` is a sentence for its owner."""


class Tagged:
    """A value with a tag that only the renderer understands, kept as it is."""

    def __init__(self, node: yaml.Node) -> None:
        self.node = node


class ConfigLoader(yaml.SafeLoader):
    """Reads mkdocs.yml without running what its tags name."""


class ConfigDumper(yaml.SafeDumper):
    """Writes mkdocs.yml with the tags it had."""


def _keep_tag(_loader: ConfigLoader, _suffix: str, node: yaml.Node) -> Tagged:
    return Tagged(node)


def _write_tag(_dumper: ConfigDumper, value: Tagged) -> yaml.Node:
    return value.node


ConfigLoader.add_multi_constructor("!", _keep_tag)
ConfigLoader.add_multi_constructor("tag:yaml.org,2002:python/", _keep_tag)
ConfigDumper.add_representer(Tagged, _write_tag)


def read_config(path: Path) -> dict[str, Any]:
    """The site's mkdocs.yml as data, with what it inherits; raises SettingsError where it cannot be read."""
    try:
        return _with_inherited(path, ())
    except RecursionError:
        raise SettingsError(f"{path}: this is nested too deep") from None


def _with_inherited(path: Path, heirs: tuple[Path, ...]) -> dict[str, Any]:
    data = _parsed(path)
    if not isinstance(data, dict):
        raise SettingsError(f"{path}: this is no configuration of MkDocs: it begins with site_name: …")
    if "INHERIT" not in data:
        return data
    named = _from_environment(data.pop("INHERIT"))
    parent = path.parent / str(named)
    if not isinstance(named, str) or not parent.is_file():
        raise SettingsError(f"{path}: INHERIT: there is no file {named}")
    known = (*heirs, path.resolve())
    if parent.resolve() in known:
        raise SettingsError(f"{path}: INHERIT: {named} inherits from this file")
    return _merged(_with_inherited(parent, known), data)


def _parsed(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from error
    try:
        return yaml.load(text, ConfigLoader)  # noqa: S506 - a SafeLoader
    # values that are not of the type their tag or form says are no YAMLError
    except (yaml.YAMLError, ValueError, LookupError, AttributeError) as error:
        raise SettingsError(f"{path}: this is not YAML: {' '.join(str(error).split())}") from error


def _merged(parent: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What MkDocs makes of the two: mappings are joined, all else is replaced."""
    merged = dict(parent)
    for key, value in own.items():
        before = merged.get(key)
        both = isinstance(before, dict) and isinstance(value, dict)
        merged[key] = _merged(before, value) if both else value  # type: ignore[arg-type]
    return merged


def _language(theme: dict[str, Any]) -> str:
    """As the plugin hears it: MkDocs' own themes have a `locale`, which Material passes over."""
    locale = None if theme.get("name") == "material" else _text(theme, "locale")
    return (_text(theme, "language") or locale or "en").replace("_", "-")


def read_settings(path: Path) -> Settings:
    """The settings in the mkdocs.yml at `path`; raises SettingsError where they cannot be read."""
    config = read_config(path)
    try:
        options = _plugin_options(config.get("plugins"))
        theme = config.get("theme")
        return Settings(
            root=path.parent,
            site_name=_text(config, "site_name") or "Briefings",
            content=Path(_text(options, "content") or "briefings"),
            docs=Path(_text(config, "docs_dir") or "docs"),
            templates=templates_folder(path.parent, _text(options, "templates")),
            language=_language(theme) if isinstance(theme, dict) else "en",
            relation_types=_relation_types(options),
            site_url=site_address(_text(config, "site_url")),
            directory_urls=_yes_or_no(config, "use_directory_urls"),
            edit_links=_edit_links(path.parent, config, options),
            style_page=_style_page(options),
            pagefind=_pagefind(options),
        )
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from error


def templates_folder(root: Path, named: str | None) -> Path | None:
    """The folder of the site's own templates: the one named, else `templates` where there is one."""
    if named is not None:
        return Path(named)
    return Path("templates") if (root / "templates").is_dir() else None


def site_address(given: str | None) -> str:
    """The site's address as MkDocs takes it: with a slash at its end; empty where none is given."""
    return f"{given.rstrip('/')}/" if given else ""


def way_up(root: Path, docs: Path) -> str:
    """The way from the folder of the hand-written pages to the site's folder, as ``..``."""
    return Path(os.path.relpath(root, docs)).as_posix()


def _edit_links(root: Path, config: Mapping[str, Any], options: Mapping[str, Any]) -> EditLinks:
    if not _yes_or_no(options, "edit_links"):
        return EditLinks()
    own = _text(options, "edit_uri_template")
    if own and (mistake := address_mistake(own)):
        raise SettingsError(f"edit_uri_template: {mistake}")
    return edit_links(
        way_up(root, root / (_text(config, "docs_dir") or "docs")),
        own=own,
        repo_url=_text(config, "repo_url"),
        edit_uri=_text(config, "edit_uri"),
        edit_uri_template=_text(config, "edit_uri_template"),
    )


def _plugin_options(plugins: Any) -> Mapping[str, Any]:
    """The options of our plugin, which MkDocs lets stand in a list or a mapping."""
    if plugins is not None and not isinstance(plugins, (list, dict)):
        raise SettingsError(f"plugins: this should be a list, not {plugins}")
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get(PLUGIN), dict):
            options: Mapping[str, Any] = entry[PLUGIN]
            return options
    return {}


def _relation_types(options: Mapping[str, Any]) -> Mapping[str, str]:
    types = options.get("relation_types")
    if types is None:
        return {}
    if not isinstance(types, dict):
        raise SettingsError("relation_types: this should hold types, each with its inverse")
    return {str(name): _text(types, name) or "" for name in types}


def _pagefind(options: Mapping[str, Any]) -> bool:
    named = _text(options, "search")
    if named not in (None, PAGEFIND):
        raise SettingsError(f"search: {named}: this should be {PAGEFIND}, or be left out")
    return named is not None


def _style_page(options: Mapping[str, Any]) -> str:
    named = _text(options, "style_page") or ""
    if named and (mistake := page_mistake(named)):
        raise SettingsError(f"style_page: {mistake}")
    return named


def _text(values: Mapping[str, Any], name: str) -> str | None:
    value = _from_environment(values.get(name))
    if value is not None and not isinstance(value, str):
        raise SettingsError(f"{name}: this should be a text: write it in quotes")
    return value


def _yes_or_no(values: Mapping[str, Any], name: str) -> bool:
    """A switch that is on where it is left out."""
    value = _from_environment(values.get(name))
    if value is not None and not isinstance(value, bool):
        raise SettingsError(f"{name}: this should be true or false")
    return value is not False


def _from_environment(value: Any) -> Any:
    """What `!ENV NAME` or `!ENV [NAME, OTHER, default]` stands for; any other value as it is.

    As in MkDocs, the value of a variable is read as YAML reads a plain value: `false` is no text.
    """
    if not isinstance(value, Tagged) or value.node.tag != "!ENV":
        return value
    node = value.node
    names = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for name in names[: max(1, len(names) - 1)]:
        if str(name.value) in os.environ:
            return _plain(os.environ[str(name.value)])
    return _constructed(names[-1]) if len(names) > 1 else None


def _plain(text: str) -> Any:
    tag = ConfigLoader("").resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return _constructed(yaml.ScalarNode(tag, text))


def _constructed(node: yaml.Node) -> Any:
    try:
        return ConfigLoader("").construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError) as error:
        raise SettingsError(f"!ENV: this cannot be read: {node.value}") from error
