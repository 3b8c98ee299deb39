"""The site's own configuration, read without MkDocs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from briefkit.model.settings import Settings

PLUGIN = "briefkit"


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
    """The site's mkdocs.yml as data; raises SettingsError where it cannot be read."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8-sig"), ConfigLoader)  # noqa: S506 - a SafeLoader
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise SettingsError(f"{path}: this is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise SettingsError(f"{path}: this is no configuration of MkDocs: it begins with site_name: …")
    return data


def read_settings(path: Path) -> Settings:
    """The settings in the mkdocs.yml at `path`; raises SettingsError where they cannot be read."""
    config = read_config(path)
    options = _plugin_options(config.get("plugins"))
    language = config.get("theme")
    return Settings(
        root=path.parent,
        site_name=str(config.get("site_name", "Briefings")),
        content=Path(str(options.get("content", "briefings"))),
        docs=Path(str(config.get("docs_dir", "docs"))),
        templates=templates_folder(path.parent, options.get("templates")),
        language=str(language.get("language", "en")) if isinstance(language, dict) else "en",
        relation_types=options.get("relation_types") or {},
    )


def templates_folder(root: Path, named: str | None) -> Path | None:
    """The folder of the site's own templates: the one named, else `templates` where there is one."""
    if named is not None:
        return Path(named)
    return Path("templates") if (root / "templates").is_dir() else None


def _plugin_options(plugins: Any) -> Mapping[str, Any]:
    """The options of our plugin, which MkDocs lets stand in a list or a mapping."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get(PLUGIN), dict):
            options: Mapping[str, Any] = entry[PLUGIN]
            return options
    return {}
