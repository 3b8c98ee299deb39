"""The data files: every record once, what is published of it, and nothing else."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from briefkit.building import build
from briefkit.load.settings import read_settings
from briefkit.model.fields import Part
from briefkit.model.kinds import BY_NAME, KINDS
from briefkit.model.walk import part_in, written_fields
from briefkit.render.data import UNPUBLISHED
from manual import MANUAL, headings
from manual import read as manual_page
from rich_site import HIDDEN, RICH
from sites import CONTENT, ROOT, briefkit, mkdocs, said, tree, write

REF = re.compile(rf"({'|'.join(BY_NAME)})/[a-z0-9-]+")


def made(folder: Path, files: Mapping[str, str] = RICH, config: str = "") -> dict[str, Any]:
    """The data files of a site, by path."""
    write(folder, {**files, "mkdocs.yml": files.get("mkdocs.yml", "site_name: Bridges\n") + config})
    return read(folder / "mkdocs.yml")


def read(config: Path) -> dict[str, Any]:
    assets = build(read_settings(config)).assets
    return {asset.path: json.loads(asset.content) for asset in assets if asset.path.startswith("data/")}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return made(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def demo() -> dict[str, Any]:
    return read(ROOT / "mkdocs.yml")


def texts(value: Any) -> Iterator[str]:
    """Every text in it that no text of a reader's can be: those that look like references."""
    if isinstance(value, str):
        yield value
    for inside in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(inside)


@pytest.mark.parametrize("site", ["rich", "demo"])
def test_every_record_is_in_a_file_and_once_in_the_whole(
    site: str, rich: dict[str, Any], demo: dict[str, Any]
) -> None:
    files = dict({"rich": rich, "demo": demo}[site])
    whole = files.pop("data/all.json")
    assert list(whole) == ["site", "language", "kinds"]
    assert list(whole["kinds"]) == [kind.name for kind in KINDS]
    parts = {
        f"data/{kind}/{name}.json": record
        for kind, records in whole["kinds"].items()
        for name, record in records.items()
    }
    assert parts == files
    assert list(parts) == list(files)
    for path, record in files.items():
        assert path == f"data/{record['record']}.json"
        assert record["record"].endswith(f"/{record['id']}")
    for records in whole["kinds"].values():
        assert list(records) == sorted(records)


@pytest.mark.parametrize("site", ["rich", "demo"])
def test_references_lead_to_files(site: str, rich: dict[str, Any], demo: dict[str, Any]) -> None:
    files = {"rich": rich, "demo": demo}[site]
    found = {text for record in files.values() for text in texts(record) if REF.fullmatch(text)}
    assert len(found) > 10
    assert {text for text in found if f"data/{text}.json" not in files} == set()


def test_every_field_has_the_name_that_it_has_in_yaml(rich: dict[str, Any], demo: dict[str, Any]) -> None:
    for path, record in [*rich.items(), *demo.items()]:
        if path != "data/all.json":
            fields = {
                name: value
                for name, value in record.items()
                if name not in ("record", "computed", "withdrawn")
            }
            assert_written(BY_NAME[path.split("/")[1]].model, fields)


def assert_written(model: type[Part], fields: Mapping[str, Any]) -> None:
    names = list(written_fields(model))
    assert [name for name in names if name in fields] == list(fields)
    assert not UNPUBLISHED & set(fields)
    for name, value in fields.items():
        inner = part_in(model, name)
        for item in value if isinstance(value, list) else [value]:
            if inner is not None:
                assert_written(inner, item)


def test_nothing_is_in_the_files_that_no_page_shows(rich: dict[str, Any]) -> None:
    assert "data/actor/secret.json" not in rich
    assert "data/claim/drafted.json" not in rich
    words = json.dumps(rich)
    assert [word for word in (*HIDDEN, "zqtext", "of the council") if word in words] == []


def test_of_a_withdrawn_record_there_is_little(rich: dict[str, Any]) -> None:
    assert rich["data/claim/gone.json"] == {
        "record": "claim/gone",
        "id": "gone",
        "corrections": [{"date": "2024-03-17", "kind": "withdrawal", "text": "Nobody said so."}],
        "withdrawn": True,
        "computed": {"page": "claims/gone/", "modified": "2024-03-17", "linked_from": 0},
    }


def test_a_claim_is_as_written_with_what_is_computed(rich: dict[str, Any]) -> None:
    claim = rich["data/claim/unsafe.json"]
    assert claim["tlp"] == "TLP:GREEN"
    assert claim["about"] == ["actor/council", "place/bridge", None]
    first = claim["positions"][0]
    assert (first["actor"], first["date"]) == (["actor/calder", None], "2024-03")
    assert first["evidence"][1] == {
        "source": "source/report",
        "quote": "The bridge is unsafe,",
        "via": "document",
        "document": "source/survey",
    }
    assert claim["assessment"]["rationale"] == "As Ines Calder found."
    computed = claim["computed"]
    assert (computed["dispute"], computed["independent_sources"], computed["rivals"]) == (
        "disputed",
        2,
        ["claim/safe"],
    )
    assert [position["replaced"] for position in computed["positions"]] == [False, False]


def test_other_records_are_as_written(rich: dict[str, Any]) -> None:
    town, feast, source = (
        rich[f"data/{name}.json"] for name in ("place/town", "event/feast", "source/report")
    )
    assert town["coordinates"] == {"latitude": 53.9, "longitude": 27.5, "precision_m": 500.0}
    assert feast["date"] == "2024-21"
    assert source["authors"] == ["Ines Calder", "Ann Other", "The paper"]
    assert (source["computed"]["quotes"], source["published"]) == (1, "2024-03-12")
    relation = rich["data/actor/calder.json"]["relations"][0]
    assert relation == {"type": "employed-by", "actor": "actor/council", "tlp": "TLP:AMBER"}
    assert rich["data/briefing/bridge.json"]["computed"]["text"] == [
        "Calder says it cannot carry a lorry, and … nothing."
    ]


@pytest.mark.parametrize(
    ("config", "page"),
    [
        ("", "actors/calder/"),
        ("use_directory_urls: false\n", "actors/calder.html"),
        ("site_url: https://desk.example/x\n", "https://desk.example/x/actors/calder/"),
    ],
)
def test_a_record_tells_its_page(tmp_path: Path, config: str, page: str) -> None:
    assert made(tmp_path, config=config)["data/actor/calder.json"]["computed"]["page"] == page


def test_the_manual_tells_every_computed_field(rich: dict[str, Any]) -> None:
    entry = headings(manual_page(MANUAL / "exchange.md"))["data"]
    computed = {
        name for path, record in rich.items() if path != "data/all.json" for name in record["computed"]
    }
    inside = {
        name for position in rich["data/claim/unsafe.json"]["computed"]["positions"] for name in position
    }
    told = entry.partition("stands `computed`")[2]
    assert [name for name in sorted(computed | inside) if f"`{name}`" not in told] == []
    rows = re.findall(r"^\| `(\w+)` \|", told, re.MULTILINE)
    assert sorted(rows) == sorted(computed)
    assert [name for name in sorted(UNPUBLISHED - {"hidden"}) if f"`{name}`" not in entry] == []


def test_pages_lead_to_their_data_in_a_site_and_in_a_generated_project(tmp_path: Path) -> None:
    write(tmp_path, CONTENT)
    done = mkdocs("build", "--strict", cwd=tmp_path)
    assert done.returncode == 0, said(done)
    out = tree(tmp_path / "site")
    assert b'href="data/all.json"' in out["index.html"]
    assert b'href="../../data/claim/unsafe.json"' in out["claims/unsafe/index.html"]
    expected = {path: content for path, content in out.items() if path.startswith("data/")}
    assert len(expected) == 6
    assert briefkit("generate", "out", cwd=tmp_path).returncode == 0
    docs = tree(tmp_path / "out" / "docs")
    assert {path: content for path, content in docs.items() if path.startswith("data/")} == expected


def test_a_file_of_the_sites_own_stays(tmp_path: Path) -> None:
    write(tmp_path, {**CONTENT, "docs/data/all.json": "mine\n"})
    assert mkdocs("build", "--strict", cwd=tmp_path).returncode == 0
    assert (tmp_path / "site" / "data" / "all.json").read_bytes() == b"mine\n"


def test_every_record_page_leads_to_its_data(demo: dict[str, Any]) -> None:
    pages = build(read_settings(ROOT / "mkdocs.yml")).pages
    linked = {page.record: page.text for page in pages if page.record}
    assert len(linked) == len(demo) - 1
    assert [str(ref) for ref, text in linked.items() if f"data/{ref}.json)" not in text] == []
