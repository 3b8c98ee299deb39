"""The index of the theme's search, with the entries of pages that were passed over."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

INDEX = "search/search_index.json"
"""Where both plugins that search write it, below the site's folder."""


class KeptSearch:
    """The entries of all pages, by the pages' addresses."""

    def __init__(self, entries: Mapping[str, str] | None = None, *, known: bool = True) -> None:
        self._entries = entries or {}
        self.known = known
        """False for an index of another form: of it nothing can be kept."""

    def updated(self, site: Path, addresses: Iterable[str], kept: Collection[str]) -> "KeptSearch":
        """The entries after a build; the index it wrote is made whole by those that are kept. Raises OSError.

        `addresses` are those of all pages of the site, in the order of the index.
        """
        path = site / INDEX
        if not path.is_file():
            return KeptSearch()
        text = path.read_text(encoding="utf-8")
        index = json.loads(text)
        made: dict[str, list[str]] = defaultdict(list)
        for entry in index.get("docs", ()):
            made[str(entry.get("location")).partition("#")[0]].append(_dump(entry))
        entries = {
            address: self._entries.get(address, "") if address in kept else ",".join(made[address])
            for address in addresses
        }
        head = f'{{"config":{_dump(index.get("config"))},"docs":['
        whole = ",".join(filter(None, entries.values()))
        if not kept:
            return KeptSearch(entries, known=f"{head}{whole}]}}" == text)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines((head, whole, "]}"))
        return KeptSearch(entries)


def _dump(value: object) -> str:
    """As both plugins write it."""
    return json.dumps(value, separators=(",", ":"))
