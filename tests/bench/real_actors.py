"""Records made of a cluster of threat actors, as MISP's galaxy has them: real names, spellings and countries."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefkit.model.slugs import slug
from large_site import block

Row = dict[str, Any]

PATH = (
    Path(__file__).resolve().parents[3] / "shared" / "data" / "misp-galaxy" / "clusters" / "threat-actor.json"
)


def cluster() -> Path:
    """Where the file is: beside the repository, or where the variable `BENCH_ACTORS` says."""
    return Path(os.environ.get("BENCH_ACTORS") or PATH)


FACTS = {
    "cfr-suspected-victims": "target country",
    "cfr-target-category": "target",
    "targeted-sector": "target",
    "motive": "motive",
    "cfr-type-of-incident": "activity",
    "attribution-confidence": "confidence of the attribution",
    "since": "seen since",
}
"""What is taken over as facts, and what it is called there."""

RELATION = "similar-to"


def actors(text: str) -> dict[str, Row]:
    """The records by their ids. Raises ValueError where the text is no cluster."""
    values = json.loads(text)["values"]
    ids: dict[str, str] = {}
    for value in values:
        name = slug(value["value"])[:60].strip("-") or "actor"
        taken = set(ids.values())
        ids[value["uuid"]] = name if name not in taken else f"{name}-{value['uuid'][:8]}"
    return {ids[value["uuid"]]: actor(value, ids) for value in values}


def actor(value: Mapping[str, Any], ids: Mapping[str, str]) -> Row:
    """One record of ours; `ids` are those of all, by what the cluster calls them."""
    meta = value.get("meta", {})
    row: Row = {"name": plain(value["value"]), "kind": "group"}
    names = {name.casefold(): name for name in map(plain, meta.get("synonyms", ())) if name}
    names.pop(row["name"].casefold(), None)
    if names:
        row["aliases"] = list(names.values())
    if re.fullmatch("[A-Z]{2}", meta.get("country", "")):
        row["country"] = meta["country"]
    if plain(value.get("description", "")):
        row["summary"] = plain(value["description"])
    key = ids[value["uuid"]]
    found = [carried(fact, key, f"The {fact['property']}: {fact['value']}.") for fact in facts(meta)]
    if found:
        row["facts"] = found
    others = dict.fromkeys(ids.get(one["dest-uuid"], "") for one in value.get("related", ()))
    ties = [
        carried({"type": RELATION, "actor": one}, key, f"It is similar to {one}.")
        for one in others
        if one and one != key
    ]
    if ties:
        row["relations"] = ties
    row["identifiers"] = {"misp-galaxy": value["uuid"]}
    return row


def facts(meta: Mapping[str, Any]) -> Iterator[Row]:
    """Each value is a fact of its own; the same is not said twice."""
    told = set()
    for key, name in FACTS.items():
        values = meta.get(key, ())
        for value in [values] if isinstance(values, str) else values:
            text = plain(str(value))
            if text and (name, text) not in told:
                told.add((name, text))
                yield {"property": name, "value": text}


def carried(row: Row, key: str, sentence: str) -> Row:
    """With the sentence of the source that says so."""
    return {**row, "evidence": [{"source": key, "quote": sentence}]}


def source(row: Row) -> str:
    """What the cluster says of an actor, as an article of ours on which facts and relations rest."""
    said = [one["evidence"][0]["quote"] for one in [*row.get("facts", ()), *row.get("relations", ())]]
    head = {"headline": f"The entry of {row['name']}", "publisher": "A galaxy of threat actors"}
    made = block({**head, "language": "en", "text": "full"})
    told = "\n\n".join([row.get("summary", row["name"]), *said])
    return f"---\n{made}---\n\n{told}\n"


def plain(text: str) -> str:
    """In one line, without what would be a link here."""
    return " ".join(text.replace("[[", "[ [").split())


def write_real_site(folder: Path, configuration: str, text: str) -> Path:
    """Writes the site into the folder, one file of actors for each letter, and returns it."""
    files: dict[str, dict[str, Row]] = {}
    made: dict[str, str] = {}
    for key, row in actors(text).items():
        files.setdefault(f"{key[0]}/actors.yml", {})[key] = row
        if {"facts", "relations"} & row.keys():
            made[f"{key[0]}/sources/{key}.md"] = source(row)
    for name, rows in files.items():
        made[name] = "\n".join(f"{key}:\n{block(row, 1)}" for key, row in rows.items())
    (folder / "docs").mkdir(parents=True)
    options = f"  - briefkit:\n      relation_types:\n        {RELATION}: {RELATION}\n"
    changed = re.sub(r"(?m)^  - briefkit:\n", options, configuration)
    (folder / "mkdocs.yml").write_text(changed, encoding="utf-8")
    for name, words in made.items():
        path = folder / "briefings" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    return folder
