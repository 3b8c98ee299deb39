"""A language in which every word of the interface stands between ⟪ and ⟫: what does not is content, or a mistake."""

import importlib.util
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from enum import StrEnum
from functools import cache
from html.parser import HTMLParser
from string import Formatter
from types import ModuleType
from xml.etree import ElementTree

import markdown
import yaml
from pydantic import BaseModel

from briefkit.model.needs import MARKDOWN_EXTENSIONS
from briefkit.model.vocabulary import Tlp
from briefkit.render.countries import country_names
from sites import ROOT

MARKED = re.compile(r"⟪[^⟫…]*[⟫…]")
"""Words of the interface; in a picture they may be cut."""
LETTER = re.compile(r"[^\W\d_]")

READ_OUT = frozenset({"aria-label", "aria-description", "title", "alt", "placeholder"})
"""Attributes that hold words."""

TECHNICAL = frozenset({"data-search-exclude", "data-tlp", "data-listing"})
"""Attributes beginning with `data-` that hold none."""

NO_WORDS = re.compile(r"p\d+|[A-F](, [A-F])*[,· ]*|[0-9a-f]{10}|/[a-z0-9/-]*|UTC|https?://[^ ]*")
"""Numbers of paragraphs, grades, sums, addresses."""

SEPARATORS = re.compile(r"[\s.,;:–—\-()“”…/|·\d]+|(?:and|UTC)(?!\w)")
"""What stands between texts of the content: marks, numbers, and what Babel puts before the last of a list."""


@cache
def collector() -> ModuleType:
    """The script behind `make messages`."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / ".ci" / "messages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def marked(message: str) -> str:
    """The message with its own words between the signs, and its values outside of them."""
    made = []
    for text, name, _, _ in Formatter().parse(message):
        core = text.strip()
        made.append(text.replace(core, f"⟪{core}⟫") if LETTER.search(core) else text)
        made.append(f"{{{name}}}" if name is not None else "")
    return "".join(made)


def pseudo_language() -> bytes:
    """The file of messages."""
    script = collector()
    catalog = deepcopy(script.template())
    for message in catalog:
        if isinstance(message.id, tuple):
            message.string = tuple(marked(text) for text in message.id)
        elif message.id:
            message.string = marked(message.id)
    return script.written(catalog)


class Shown(HTMLParser):
    """Every stretch of text of a page that a reader meets, words in attributes among them, with its element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._within = [""]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self._within.append(tag)
        for name, value in attrs:
            if name in READ_OUT or (name.startswith("data-") and name not in TECHNICAL):
                self.found.append((f"{tag} {name}", value or ""))

    def handle_endtag(self, tag):
        if tag in self._within:
            while self._within.pop() != tag:
                pass

    def handle_data(self, data):
        if self._within[-1] not in ("script", "style"):
            self.found.append((self._within[-1], data))


def shown(built) -> Iterator[tuple[str, str, str]]:
    """Every text of a site: in which file and in what it stands, and the text."""
    reader = markdown.Markdown(extensions=list(MARKDOWN_EXTENSIONS))
    for page in built.pages:
        _, front, body = page.text.split("---\n", 2)
        matter = yaml.safe_load(front)
        yield from ((page.path, name, matter.get(name, "")) for name in ("title", "description"))
        yield from ((page.path, *found) for found in Shown(reader.reset().convert(body)).found)
    for asset in built.assets:
        folder, _, name = asset.path.partition("/")
        if folder == "feeds":
            yield from ((asset.path, *found) for found in _of_feed(asset.content))
        elif name.startswith(("previews/", "listings/")):
            told = json.loads(asset.content.decode().partition("(")[2].strip().removesuffix(")"))
            of = _of_previews if name.startswith("previews/") else _of_listing
            yield from ((asset.path, "script", text) for text in of(told))


def _of_feed(written: bytes) -> Iterator[tuple[str, str]]:
    for element in ElementTree.fromstring(written).iter():
        name = element.tag.rpartition("}")[2]
        if name not in ("id", "updated"):
            yield name, element.text or ""


def _of_previews(cards) -> Iterator[str]:
    for card in cards.values():
        for name, value in card.items():
            if name != "state":
                yield from value if isinstance(value, list) else [value]


def _of_listing(listing) -> Iterator[str]:
    yield from (
        text.replace("{", " ").replace("}", " ") for text in listing["words"].values() if "{" not in text
    )
    yield from (label for _, label in listing["sorts"])
    yield from (label for label, _ in listing["columns"])
    yield from listing["notes"]
    yield from (date[2] for date in listing["dates"])
    for facet in listing["facets"]:
        yield facet["label"]
        yield from facet.get("many", {}).values()
        yield from (choice[1] for choice in facet.get("choices", ()))


class Content:
    """What stands in the records of a site, and in its files; words of closed lists are none."""

    def __init__(self, dossier, files) -> None:
        self._found = {dossier.settings.site_name, *map(str, Tlp), *country_names("en").values()}
        for record in dossier.records.values():
            self._gather(record)
        for text in files.values():
            if text.startswith("---\n"):
                self._gather(text.split("---\n", 2)[2].split("\n"))
        self._text = "\n".join(self._found)

    def _gather(self, value) -> None:
        match value:
            case StrEnum():
                pass
            case str():
                self._found.update(" ".join(part.split()) for part in re.split(r"\[\[|\]\]|\|", value))
            case BaseModel():
                for name in type(value).model_fields:
                    self._gather(getattr(value, name))
            case dict():
                self._gather([*value, *value.values()])
            case list() | tuple():
                for item in value:
                    self._gather(item)

    def has(self, text: str) -> bool:
        """Whether it is one text of the content behind the other: each as long as it can be, and of whole words."""
        at = 0
        while at < len(text):
            if mark := SEPARATORS.match(text, at):
                at = mark.end()
                continue
            ends = [end.end() for end in re.finditer(r"(?<=\w)(?!\w)", text) if end.end() > at]
            known = [end for end in ends if self._has_words(text[at:end])]
            if not known:
                return False
            at = max(known)
        return True

    def _has_words(self, words: str) -> bool:
        return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", self._text))


def outside(built, content: Content) -> list[str]:
    """The texts that are neither content nor from the catalogue, each with its place."""
    found = set()
    for path, element, text in shown(built):
        for piece in MARKED.split(text):
            part = " ".join(piece.split())
            if LETTER.search(part) and not NO_WORDS.fullmatch(part) and not content.has(part):
                found.add(f"{path}, {element}: {part}")
    return sorted(found)
