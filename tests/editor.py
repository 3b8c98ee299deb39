"""What an editor makes of a file: its YAML as JSON, and what a schema says of it."""

import math
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from briefkit.load.files import ContentFile, content_files
from briefkit.model.settings import Settings

ADDRESS = "http://localhost/"


class _Constructor(SafeConstructor):
    """Leaves a day that is in no calendar a text."""

    def construct_yaml_timestamp(self, node: Any, values: Any = None) -> Any:
        try:
            return super().construct_yaml_timestamp(node, values)
        except ValueError:
            return node.value


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.construct_yaml_timestamp)


def seen(text: str) -> Any:
    """The YAML as the data model of JSON, which is what editors hold against schemas.

    The reader is one of YAML 1.2. It makes dates of what looks like one, where the core schema of YAML 1.2 and
    JSON know none: editors leave them as they are written, which for a day is its ISO form. Keys are texts.
    """
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = _Constructor
    return _as_json(reader.load(text))


def _as_json(value: Any) -> Any:
    match value:
        case dict():
            return {_as_key(key): _as_json(item) for key, item in value.items()}
        case list():
            return [_as_json(item) for item in value]
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case float() if not math.isfinite(value):
            return str(value)
    return value


def _as_key(key: Any) -> str:
    return {True: "true", False: "false", None: "null"}.get(key) or str(_as_json(key))


class Editor:
    """An editor with the schemas of one site."""

    def __init__(self, schemas: Mapping[str, Mapping[str, Any]]) -> None:
        resources = [(f"{ADDRESS}{name}", Resource.from_contents(made)) for name, made in schemas.items()]
        registry = Registry().with_resources(resources)
        self._validators = {
            name: Draft202012Validator({"$ref": f"{ADDRESS}{name}"}, registry=registry) for name in schemas
        }

    def underlined(self, name: str, data: Any) -> set[str]:
        """Where the mistakes are: the path of each, the deepest of several ways to see it."""
        return {".".join(map(str, _deepest(mistake).absolute_path)) for mistake in self.mistakes(name, data)}

    def mistakes(self, name: str, data: Any) -> list[ValidationError]:
        """All that the schema has against the data."""
        return sorted(self._validators[name].iter_errors(data), key=lambda error: list(map(str, error.path)))


def _deepest(mistake: ValidationError) -> ValidationError:
    while mistake.validator == "anyOf":
        mistake = max(mistake.context, key=lambda one: len(one.absolute_path))
    return mistake


def content(settings: Settings, but: Collection[str] = ()) -> Iterator[tuple[ContentFile, str, str]]:
    """Every file with YAML of a kind: the file, its YAML, and the name of the schema that it is held against.

    `but` are files that are no YAML, by their paths in the site's folder.
    """
    for file in content_files(settings.content_dir, settings.root):
        if file.kind is None or file.shown in but:
            continue
        text = file.path.read_text(encoding="utf-8")
        if file.path.suffix in (".yml", ".yaml"):
            yield file, text, f"{file.kind.name if file.id is not None else file.kind.plural}.json"
        elif file.kind.has_body and (matter := re.match(r"---\n(.*?\n)(?:---|\.\.\.)\n", text, re.DOTALL)):
            yield file, matter[1], f"{file.kind.name}-front-matter.json"
