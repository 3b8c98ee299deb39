"""Settings of VS Code and the JetBrains editors that bind schemas to files, beside what stands there."""

import json
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefkit.model.kinds import KINDS
from briefkit.model.settings import Settings

VS_CODE = ".vscode/settings.json"
VS_CODE_EXTENSIONS = ".vscode/extensions.json"
JETBRAINS = ".idea/jsonSchemas.xml"

_BYTE_ORDER_MARK = "\ufeff"
_YAML_EXTENSION = "redhat.vscode-yaml"
_SCHEMAS = "yaml.schemas"
_COMPONENT = "JsonSchemaMappingsProjectConfiguration"
_PLURALS = tuple(kind.plural for kind in KINDS)


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """One file of an editor's settings."""

    path: str
    """POSIX path in the site's folder."""
    text: str | None
    """What is to stand in it; None where what stands there is in a form that cannot be added to."""
    addition: str = ""
    """What somebody has to add to it by hand, where `text` is None."""


class _NotOursError(ValueError):
    """The file holds something that cannot be added to without harm."""


def settings_files(settings: Settings, schemas: str) -> Iterator[SettingsFile]:
    """The settings as they are to stand in the site's folder; `schemas` is the folder of the schemas in it.

    Whatever else stands in a file stays, and a file in which nothing changes stays as it is, byte by byte.
    Raises OSError where a file cannot be opened.
    """
    content = _content_folder(settings)
    globs = {f"{schemas}/{name}": patterns for name, patterns in _globs(content).items()}
    masks = {f"{schemas}/{name}": patterns for name, patterns in _masks(content).items()}
    yield _merged(
        settings.root,
        VS_CODE,
        lambda text: _vs_code(text, globs, schemas),
        json.dumps({_SCHEMAS: globs}, indent=2, ensure_ascii=False),
    )
    if not (settings.root / VS_CODE_EXTENSIONS).exists():
        recommended = json.dumps({"recommendations": [_YAML_EXTENSION]}, indent=2)
        yield SettingsFile(VS_CODE_EXTENSIONS, f"{recommended}\n")
    yield _merged(
        settings.root,
        JETBRAINS,
        lambda text: _jetbrains(text, masks, schemas),
        "\n".join(_xml(_entry(schema, patterns)) for schema, patterns in masks.items()),
    )


def _merged(root: Path, path: str, add: Callable[[str | None], str], addition: str) -> SettingsFile:
    file = root / path
    try:
        # the bytes, as reading text would change the line ends
        before = file.read_bytes().decode() if file.exists() else None
        mark = _BYTE_ORDER_MARK if before and before.startswith(_BYTE_ORDER_MARK) else ""
        after = mark + add(before and before.removeprefix(mark))
        after.encode()  # half a character, as `"\ud800"` in JSON, cannot be written
        return SettingsFile(path, after)
    except (ValueError, ET.ParseError, RecursionError, IsADirectoryError):
        return SettingsFile(path, None, addition)


# which file holds what: the nearest folder of a plural's name decides, see `briefkit.load.files`


def _content_folder(settings: Settings) -> str:
    """The content's folder as patterns name it, with a slash at its end; it may be the site's own."""
    relative = Path(os.path.relpath(settings.content_dir, settings.root)).as_posix()
    parts = [part for part in relative.split("/") if part not in (".", "..")]
    parts = parts or [settings.root.resolve().name]
    # what has a meaning in patterns stands for any character
    return re.sub(r"[^\w./ -]", "?", "".join(f"{part}/" for part in parts))


def _globs(content: str) -> dict[str, list[str]]:
    """Patterns for VS Code: those after `!` take files out again."""
    top = content.rstrip("/").rpartition("/")[2]
    ending = "{yml,yaml}"
    every = f"{{{','.join(_PLURALS)}}}"
    found: dict[str, list[str]] = {}
    for kind in KINDS:
        others = [plural for plural in _PLURALS if plural != kind.plural]
        # a site may itself lie in a folder of the content folder's name
        inside = f"{content}{'' if kind.plural == top else '**/'}{kind.plural}"
        found[f"{kind.name}.json"] = [
            f"{inside}/**/*.{ending}",
            f"!{inside}/**/{{{','.join(others)}}}/**",
            f"!{inside}/**/{every}.{ending}",
        ]
        elsewhere = ",".join(plural for plural in others if plural != top)
        found[f"{kind.plural}.json"] = [
            f"{content}**/{kind.plural}.{ending}",
            f"!{content}**/{{{elsewhere}}}/**/{kind.plural}.{ending}",
        ]
    return found


def _masks(content: str) -> dict[str, list[str]]:
    """Patterns for JetBrains, where `*` runs over slashes and nothing can be taken out."""
    top = content.rstrip("/").rpartition("/")[2]
    found: dict[str, list[str]] = {}
    for kind in KINDS:
        here, deep = f"{content}{kind.plural}", f"{content}*/{kind.plural}"
        folders = [here] if kind.plural == top else [here, deep]
        found[f"{kind.name}.json"] = [f"{folder}/*{end}" for folder in folders for end in (".yml", ".yaml")]
        found[f"{kind.plural}.json"] = [f"{name}{end}" for name in (here, deep) for end in (".yml", ".yaml")]
    return found


# VS Code


def _vs_code(text: str | None, globs: dict[str, list[str]], schemas: str) -> str:
    """The settings with our entries in place of earlier ones of ours."""
    if text is None or not text.strip():
        return f"{json.dumps({_SCHEMAS: globs}, indent=2, ensure_ascii=False)}\n"
    values = json.loads(text, parse_constant=_refuse, object_pairs_hook=_unique)
    before = values.get(_SCHEMAS, {}) if isinstance(values, dict) else None
    if not isinstance(before, dict):
        raise _NotOursError
    kept = {name: value for name, value in before.items() if not _is_ours(name, schemas)}
    if {**kept, **globs} == before:
        return text
    indent = re.search(r"^[ \t]+(?=\")", text, re.MULTILINE)
    values[_SCHEMAS] = {**kept, **globs}
    return f"{json.dumps(values, indent=indent[0] if indent else 2, ensure_ascii=False)}\n"


def _refuse(constant: str) -> Any:
    raise _NotOursError(constant)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise _NotOursError
    return dict(pairs)


def _is_ours(path: str, schemas: str) -> bool:
    return path.removeprefix("./").startswith(f"{schemas}/")


# JetBrains


def _jetbrains(text: str | None, masks: dict[str, list[str]], schemas: str) -> str:
    """The mappings with our entries in place of earlier ones of ours."""
    project = ET.Element("project", version="4") if text is None else _parsed(text)
    component = next((child for child in project.iter("component") if child.get("name") == _COMPONENT), None)
    if component is None:
        component = ET.SubElement(project, "component", name=_COMPONENT)
    entries = _child(_child(component, "state"), "map")
    before = {_canonical(entry): entry for entry in list(entries) if _is_our_entry(entry, schemas)}
    ours = [_entry(schema, patterns) for schema, patterns in masks.items()]
    if text is not None and set(before) == {_canonical(entry) for entry in ours}:
        return text
    for entry in before.values():
        entries.remove(entry)
    entries.extend(ours)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_xml(project)}\n'


def _parsed(text: str) -> ET.Element:
    parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))  # noqa: S314 - the site's own file
    project = ET.fromstring(text, parser)  # noqa: S314
    if project.tag != "project":
        raise _NotOursError
    return project


def _child(parent: ET.Element, tag: str) -> ET.Element:
    found = parent.find(tag)
    return ET.SubElement(parent, tag) if found is None else found


def _is_our_entry(entry: ET.Element, schemas: str) -> bool:
    return any(
        option.get("name") == "relativePathToSchema" and _is_ours(option.get("value", ""), schemas)
        for option in entry.iter("option")
    )


def _entry(schema: str, masks: list[str]) -> ET.Element:
    name = f"Briefkit {Path(schema).stem}"
    entry = ET.Element("entry", key=name)
    info = ET.SubElement(ET.SubElement(entry, "value"), "SchemaInfo")
    for option, value in (
        ("name", name),
        ("relativePathToSchema", schema),
        ("schemaVersion", "JSON Schema version 2020-12"),
    ):
        ET.SubElement(info, "option", name=option, value=value)
    patterns = ET.SubElement(ET.SubElement(info, "option", name="patterns"), "list")
    for mask in masks:
        item = ET.SubElement(patterns, "Item")
        for option, value in (("pattern", "true"), ("path", mask), ("mappingKind", "Pattern")):
            ET.SubElement(item, "option", name=option, value=value)
    return entry


def _xml(element: ET.Element) -> str:
    ET.indent(element, "  ")
    return ET.tostring(element, encoding="unicode")


def _canonical(element: ET.Element) -> str:
    return ET.canonicalize(ET.tostring(element, encoding="unicode"), strip_text=True)
