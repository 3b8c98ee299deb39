"""The schemas that editors complete and check with: they accept what our loader accepts, and refuse what it refuses."""

import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from briefkit.exporting.schemas import DIALECT, schemas
from briefkit.exporting.schemas_fields import TOGETHER
from briefkit.exporting.schemas_values import ANY_TEXT, TEXT
from briefkit.load import load, read_settings
from briefkit.load.nodes import read_yaml
from briefkit.load.schema import read_record
from briefkit.load.text import SourceText
from briefkit.model.dossier import Dossier
from briefkit.model.fields import Part
from briefkit.model.kinds import BY_NAME, KINDS
from briefkit.model.mark import Mark
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings
from briefkit.pipeline import RULES, examine
from briefkit.problems import Severity
from casefiles import CASES, read_case, write_files
from editor import Editor, content, seen
from sites import ROOT


@cache
def demo() -> Dossier:
    return load(read_settings(ROOT / "mkdocs.yml"))[0]


@cache
def demo_schemas() -> dict[str, dict[str, Any]]:
    return schemas(demo(), RULES)


@cache
def demo_editor() -> Editor:
    return Editor(demo_schemas())


@cache
def open_editor() -> Editor:
    """An editor with the schemas of a site without records: any id is one."""
    return Editor(schemas(Dossier(Settings(root=Path()), {}, {}), RULES))


# the schemas themselves


def test_there_is_a_schema_for_each_kind_of_file() -> None:
    expected = {"site.json", "briefing-front-matter.json", "source-front-matter.json"}
    for kind in KINDS:
        expected |= {f"{kind.name}.json", f"{kind.plural}.json"}
    assert set(demo_schemas()) == expected


@pytest.mark.parametrize("name", sorted(demo_schemas()))
def test_every_schema_is_one_of_2020_12_that_names_no_other_place(name: str) -> None:
    schema = demo_schemas()[name]
    assert schema["$schema"] == DIALECT
    Draft202012Validator.check_schema(schema)
    text = json.dumps(schema)
    assert '"$id"' not in text
    references = set(re.findall(r'"\$ref": "([^"]*)"', text))
    files = {reference.partition("#")[0] for reference in references} - {""}
    assert files <= set(demo_schemas())


def parts(model: type[Part]) -> set[type[Part]]:
    """The model and every part that can stand in it."""
    found = {model}
    stack = [info.annotation for info in model.model_fields.values()]
    while stack:
        one = stack.pop()
        stack += getattr(one, "__args__", ())
        if isinstance(one, type) and issubclass(one, Part) and one not in found:
            found.add(one)
            stack += [info.annotation for info in one.model_fields.values()]
    return found


MODELS = sorted(set().union(*(parts(kind.model) for kind in KINDS)), key=lambda model: model.__name__)


def schema_of(model: type[Part]) -> dict[str, Any]:
    if issubclass(model, Record):
        return demo_schemas()[f"{model.KIND}.json"]
    return next(
        schema["$defs"][model.__name__]
        for schema in demo_schemas().values()
        if model.__name__ in schema.get("$defs", {})
    )


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_there_and_is_described(model: type[Part]) -> None:
    schema = schema_of(model)
    written = {info.alias or name for name, info in model.model_fields.items()}
    assert set(schema["properties"]) == written - ({"id"} if issubclass(model, Record) else set())
    assert [name for name, field in schema["properties"].items() if not field["description"]] == []
    assert schema["description"]
    assert schema["additionalProperties"] is False


def test_what_a_model_asks_of_several_fields_at_once_is_in_the_schema() -> None:
    asking = {model for model in MODELS if model.__pydantic_decorators__.model_validators}
    assert asking == set(TOGETHER)


# ids


def test_ids_are_proposed_with_what_the_records_are_called() -> None:
    known = demo_schemas()["site.json"]["$defs"]
    for kind in KINDS:
        ids = sorted(ref.id for ref in demo().records if ref.kind == kind.name)
        labels = [demo().records[Ref(kind.name, record_id)].label for record_id in ids]
        assert known[kind.name] == {"enum": ids, "enumDescriptions": labels}
    assert known["any"]["enum"] == sorted(map(str, demo().records))


def test_a_site_without_records_accepts_any_id() -> None:
    claim = {"claim": "a", "kind": "intent", "about": "actor/some-id", "source": "some-id"}
    assert open_editor().mistakes("claim.json", claim) == []
    assert open_editor().mistakes("claim.json", {**claim, "source": "Some id"})
    assert open_editor().mistakes("claim.json", {**claim, "about": "some-id"})


def test_records_that_cannot_be_read_are_known_by_their_ids(tmp_path: Path) -> None:
    files = {
        "briefings/actors/one.yml": "name: [\n",
        "briefings/actors/two.yml": "kind: person\n",
        "briefings/places.yml": "a: [\n",
    }
    write_files(tmp_path, files)
    known = schemas(load(Settings(root=tmp_path))[0], RULES)["site.json"]["$defs"]
    assert known["actor"] == {"enum": ["one", "two"]}
    # nobody knows what is in the file of many
    assert "enum" not in json.dumps(known["place"])
    assert known["any"]["anyOf"][0] == {"enum": ["actor/one", "actor/two"]}


def test_ids_and_words_that_look_like_numbers_can_be_written_without_quotes(tmp_path: Path) -> None:
    ids = ["1994", "true", "1e3", "0850", "0x1f", "2022-02-08", "-1"]
    write_files(
        tmp_path,
        {
            f"briefings/sources/{record_id}.yml": "headline: a\npublisher: b\ntext: none\n"
            for record_id in ids
        },
    )
    dossier, problems = load(Settings(root=tmp_path))
    assert problems == []
    editor = Editor(schemas(dossier, RULES))
    for record_id in ids:
        for written in (record_id, f'"{record_id}"'):
            text = f"claim: a\nkind: intent\nsource: {written}\nabout: source/{record_id}\n"
            assert editor.mistakes("claim.json", seen(text)) == [], written
    assert editor.mistakes("claim.json", seen("claim: a\nkind: intent\nsource: 1995\n"))


# good records


def test_every_record_of_the_demo_is_accepted() -> None:
    accepted = set()
    for file, text, name in content(read_settings(ROOT / "mkdocs.yml")):
        data = seen(text)
        assert demo_editor().mistakes(name, data) == [], file.path
        assert file.kind is not None
        accepted |= {
            Ref(file.kind.name, record_id) for record_id in ([file.id] if file.id is not None else data)
        }
    assert accepted == set(demo().records)
    assert {ref.kind for ref in accepted} == set(BY_NAME)


GOOD = {
    "actor": [
        "name: 1984\nkind: person\n",
        "name: true\nkind: group\ndraft: true\n",
        'name: a\nkind: person\ndraft: "true"\nsummary:\naliases: ~\nfacts: null\n',
        "name: a\nkind: person\naliases: [b, 1984, {name: c, hidden: true, language: be}]\n",
        "name: a\nkind: person\nfacts: [{property: strength, value: 1200, from: 1994, to: 2022-02-08}]\n",
        "name: a\nkind: person\ncountry: NO\nidentifiers: {wikidata: Q1, 22: 0123, b: }\nreview_by: 2022-02\n",
        "name: a\nkind: person\nsource: troops-report\nfacts: [{property: a, value: false, evidence: [{quote: b}]}]\n",
        "name: a\nkind: person\nfacts: [{property: a, value: none, evidence: [{source: troops-report, quote: b}]}]\n",
    ],
    "place": [
        "name: a\nkind: city\ncoordinates: {latitude: 53.9, longitude: -27, precision_m: 1e3}\n",
        "name: a\nkind: city\ncoordinates: {latitude: '53.9', longitude: ' +1e1 ', precision_m: }\n",
        "name: a\nkind: sea\n".replace("sea", "water"),
    ],
    "event": [
        "name: a\ndate: 2022-02-08T10:30:00Z\n",
        "name: a\nstatus: planned\ndate:\nplaces: syria\n",
        "name: a\ndate: 2020-08/..\nplaces: [syria, belarus]\nevidence: []\n",
    ],
    "source": [
        "headline: a\npublisher: b\ntext: none\npublished: unknown\nauthors: one\n",
        "headline: a\npublisher: b\ntext: full\npublished: 2022\nauthors: [one, 2]\nurl: HTTPS://example.org/?a=b\n",
        "headline: a\npublisher: b\ntext: excerpts\nlanguage: no\nreliability: B\nstatus: usable\n",
    ],
    "claim": [
        "claim: a\nkind: forecast\nabout: actor/bashar-assad\nassessment: {credibility: 3}\n",
        "claim: a\nkind: intent\nabout: [actor/bashar-assad, place/syria]\nassessment: {credibility: '3'}\n",
        "claim: a\nkind: interpretation\nassessment: {credibility: 3, verdict: }\n",
        "claim: a\nkind: factual\npositions: [{own_voice: true, stance: support}]\n",
        "claim: a\nkind: factual\npositions: [{unnamed: some, own_voice: false, actor: [], stance: deny}]\n",
        "claim: a\nkind: factual\npositions: [{actor: [bashar-assad, alexander-lukashenko], stance: query}]\n",
    ],
    "briefing": [
        "title: a\nsummary: b\npublished: 2022-02-09\nkey_judgements: [{judgement: 1, likelihood: likely}]\n"
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in GOOD.items() for text in texts])
def test_whatever_yaml_makes_of_a_value_is_accepted_where_we_accept_it(kind: str, text: str) -> None:
    _, problems = ours(kind, text)
    assert [problem for problem in problems if problem.rule.name != "quote-unquoted"] == []
    assert demo_editor().mistakes(f"{kind}.json", seen(text)) == []


def ours(kind: str, text: str) -> tuple[Record | None, list[Any]]:
    node, problems = read_yaml(SourceText("case.yml", text))
    if problems or node is None:
        return None, problems
    return read_record(BY_NAME[kind], "some-id", node, Mark("case.yml"))  # type: ignore[arg-type]


def test_a_file_of_many_may_be_empty_and_holds_ids() -> None:
    for text, mistakes in (
        ("", 0),
        ("{}", 0),
        ("1994: {name: a, kind: person}", 0),
        ("index: {name: a, kind: person}", 1),
        ("A b: {name: a, kind: person}", 1),
        ("a:", 1),
        ("- a", 1),
    ):
        assert len(demo_editor().mistakes("actors.json", seen(text))) == mistakes, text
    assert demo_editor().mistakes("actor.json", seen(""))


# bad records

BAD = sorted((CASES / "schema").glob("*.yml"))
SAYS = re.compile(r"# (?P<kind>\w+), (?P<path>\S+): \S.*")


def first_line(path: Path) -> re.Match[str]:
    line = SAYS.match(path.read_text(encoding="utf-8"))
    assert line, f"{path.name}: the first line says # kind, path: what is wrong"
    return line


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_record_is_refused_where_it_is_bad(path: Path) -> None:
    says = first_line(path)
    underlined = demo_editor().underlined(f"{says['kind']}.json", seen(path.read_text(encoding="utf-8")))
    assert {place or "record" for place in underlined} == {says["path"]}


def test_each_bad_record_is_an_error_to_us_too(tmp_path: Path) -> None:
    assert len(BAD) >= 20
    shutil.copytree(ROOT / "briefings", tmp_path / "briefings")
    for path in BAD:
        folder = tmp_path / "briefings" / "bad" / BY_NAME[first_line(path)["kind"]].plural
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, folder)
    _, problems = examine(Settings(root=tmp_path))
    bad = {Path(problem.mark.path).name for problem in problems if problem.rule.severity is Severity.ERROR}
    assert {path.name for path in BAD} <= bad


# the cases of our own rules


def misfits() -> list[tuple[str, str]]:
    """The cases of `test_schema.py`: the kind of a record, and its YAML with one problem."""
    found = []
    for case in (CASES / "schema" / "misfits.txt").read_text(encoding="utf-8").strip().split("\n\n")[1:]:
        kind, *lines, _ = case.split("\n")
        found.append((kind, "".join(f"{line.removeprefix('  ')}\n" for line in lines)))
    return found


UNSEEN = {
    "draft: True": "to YAML 1.2 this is `true`, as it should be written",
    "quote: no": "whether a text has quotation marks is not seen in its value",
}
"""Mistakes that no schema can tell."""


@pytest.mark.parametrize(("kind", "text"), misfits())
def test_a_misfit_is_refused(kind: str, text: str) -> None:
    unseen = any(mistake in text for mistake in UNSEEN)
    assert bool(open_editor().mistakes(f"{kind}.json", seen(text))) is not unseen


SCHEMATIC = ("missing-field", "unknown-field", "unknown-value", "bad-value", "date-not-edtf", "blank-text")
"""Rules that hold for a record by itself: a schema knows them, too."""
ANYHOW = {
    *SCHEMATIC,
    "reference-unknown",
    "reference-ambiguous",
    "relation-unknown",
    "allow-unknown",
    "not-a-record",
    "bad-id",
}
"""Rules that a schema may know."""
NO_YAML = ("yaml-", "not-utf-8", "unreadable-file", "duplicate-id", "front-matter-not-closed")
"""Beginnings of rules about files that an editor's reader cannot read, either, or reads in another way."""
CHECKS = sorted((CASES / "check").glob("*/*.txt"))


@pytest.mark.parametrize("case", CHECKS, ids=[f"{case.parent.name}/{case.stem}" for case in CHECKS])
def test_the_schemas_and_our_rules_agree_about_every_file(case: Path, tmp_path: Path) -> None:
    write_files(tmp_path, read_case(case).files)
    settings = Settings(root=tmp_path)
    dossier, problems = examine(settings)
    editor = Editor(schemas(dossier, RULES))
    unreadable = {problem.mark.path for problem in problems if problem.rule.name.startswith(NO_YAML)}
    for file, text, name in content(settings, unreadable):
        rules = {problem.rule.name for problem in problems if problem.mark.path == file.shown}
        refused = bool(editor.mistakes(name, seen(text)))
        assert refused or not rules & set(SCHEMATIC), file.shown
        assert not refused or rules & ANYHOW, file.shown


# any record: what we read an editor accepts

PLAIN = [
    "1994",
    "0850",
    "true",
    "none",
    "unknown",
    "2022-02-08",
    "2022-02~",
    "2020-08/..",
    "~",
    "1e3",
    "-91",
    "53.9",
]
PLAIN += [
    "NO",
    "BY",
    "person",
    "deny",
    "interpretation",
    "mixed",
    "full",
    "TLP:RED",
    "A",
    "3",
    "syria",
    "place/syria",
]
PLAIN += [
    "bashar-assad",
    "actor/bashar-assad",
    "troops-report",
    "https://x.y",
    "[]",
    "{}",
    "[syria]",
    '""',
    '" "',
]
DATES = ["date", "from", "to", "as_of", "published", "updated", "retrieved", "review_by"]
RENAMED = ["from", "source", "verdict", "id", "zzz", "date"]
RECORDS = [(kind, text) for kind, texts in GOOD.items() for text in texts]


@cache
def samples() -> list[tuple[str, Any]]:
    """Records as data in which every value is a text, as our loader sees them."""
    found = [(kind, as_texts(seen(text))) for kind, text in RECORDS]
    for file, text, name in content(read_settings(ROOT / "mkdocs.yml")):
        assert file.kind is not None
        data = seen(text)
        many = data.values() if name == f"{file.kind.plural}.json" else [data]
        found += [(file.kind.name, as_texts(one)) for one in many]
    return found


def as_texts(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: as_texts(value) for key, value in data.items()}
    return [as_texts(item) for item in data] if isinstance(data, list) else json.dumps(str(data))


def written(data: Any) -> str:
    """YAML in one line: texts are written as they are."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {written(value)}" for key, value in data.items()) + "}"
    return f"[{', '.join(map(written, data))}]" if isinstance(data, list) else data


@st.composite
def changed_records(draw: st.DrawFn) -> tuple[str, str]:
    """A sound record, in which a few values are others, are gone, or have another name."""
    kind, data = draw(st.sampled_from(samples()))
    data = json.loads(json.dumps(data))
    for _ in range(draw(st.integers(1, 3))):
        holder = data
        while inner := [value for value in values(holder) if isinstance(value, (dict, list)) and value]:
            if draw(st.booleans()):
                break
            holder = draw(st.sampled_from(inner))
        if not holder:
            break
        key = draw(st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder))))
        match draw(st.sampled_from(["other", "other", "gone", "renamed"])):
            case "other":
                holder[key] = draw(st.sampled_from(PLAIN))
            case "gone":
                del holder[key]
            case "renamed" if isinstance(holder, dict):
                holder[draw(st.sampled_from(RENAMED))] = holder.pop(key)
    text = written(data)
    # our loader passes over a field that is not known where it is empty; an editor shows it
    assume(not re.search(rf"\b({'|'.join(RENAMED)}): ~", text))
    # to an editor this is the year 3 or 1000, however it is written
    assume(not re.search(rf"\b({'|'.join(DATES)}): (3|1e3)\b", text))
    return kind, text


def values(holder: Any) -> list[Any]:
    return list(holder.values()) if isinstance(holder, dict) else list(holder)


@cache
def lenient_editor() -> Editor:
    """An editor to which any text is an id or a type of relation: what there is, is no record's own affair."""
    made = schemas(Dossier(Settings(root=Path()), {}, {}), RULES)
    site = {**made["site.json"], "$defs": dict.fromkeys(made["site.json"]["$defs"], ANY_TEXT)}
    site["$defs"] |= {"relation-type": TEXT, "rule": TEXT}
    return Editor({**made, "site.json": site})


@given(changed_records())
def test_what_we_read_is_accepted_and_what_we_refuse_is_refused(case: tuple[str, str]) -> None:
    kind, text = case
    _, problems = ours(kind, text)
    found = {problem.rule.name for problem in problems} - {"quote-unquoted"}
    mistakes = lenient_editor().mistakes(f"{kind}.json", seen(text))
    assert bool(found) is bool(mistakes), (found, mistakes)
