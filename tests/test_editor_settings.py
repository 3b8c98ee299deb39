"""What `briefkit schema` and `briefkit new` write for editors, and what they leave alone."""

import json
import re
import xml.etree.ElementTree as ET
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.config import load_config

from briefkit.cli import main
from briefkit.exporting import refresh_schemas
from briefkit.load import load, read_settings
from briefkit.load.files import content_files
from briefkit.model.kinds import KINDS
from briefkit.pipeline import RULES
from sites import ACTORS, BROKEN, CONFIG, briefkit, said, tree, write

FILES = 15 + 3
"""Two schemas for each kind, two for front matter, one of the site, and three files of settings."""


def schema(site: Path) -> str:
    done = CliRunner().invoke(main, ["schema", "--config", str(site / "mkdocs.yml")])
    assert done.exit_code == 0, done.output
    return done.output


def vs_code(site: Path) -> dict[str, list[str]]:
    """Patterns by the name of the schema."""
    settings = json.loads((site / ".vscode/settings.json").read_text(encoding="utf-8"))
    return {Path(name).name: globs for name, globs in settings["yaml.schemas"].items()}


def jetbrains(site: Path) -> dict[str, list[str]]:
    """Masks by the name of the schema."""
    found = {}
    for info in ET.parse(site / ".idea/jsonSchemas.xml").iter("SchemaInfo"):
        options = [(option.get("name"), option.get("value", "")) for option in info.iter("option")]
        (name,) = (value for option, value in options if option == "relativePathToSchema")
        found[Path(name).name] = [value for option, value in options if option == "path"]
    return found


# which file is held against which schema


def as_expression(glob: str) -> str:
    """The glob as VS Code reads it, below any folder."""
    parts = re.split(r"(\*\*/|/\*\*$|\*|\?|\{[^}]*\})", glob)
    means = {"**/": "(?:.*/)?", "/**": "(?:/.*)?", "*": "[^/]*", "?": "[^/]"}
    braces = [
        f"(?:{'|'.join(map(re.escape, part[1:-1].split(',')))})" if part.startswith("{") else part
        for part in parts
    ]
    made = "".join(means.get(part, part if part.startswith("(?:") else re.escape(part)) for part in braces)
    return f"(?:.*/)?{made}"


def in_vs_code(globs: dict[str, list[str]], path: str) -> set[str]:
    def fits(glob: str) -> bool:
        return re.fullmatch(as_expression(glob), path) is not None

    return {
        name
        for name, patterns in globs.items()
        if any(fits(glob) for glob in patterns if not glob.startswith("!"))
        and not any(fits(glob[1:]) for glob in patterns if glob.startswith("!"))
    }


def in_jetbrains(masks: dict[str, list[str]], path: str) -> set[str]:
    def fits(mask: str) -> bool:
        expression = re.escape(mask).replace(r"\*", ".*").replace(r"\?", ".")
        return re.fullmatch(f".*/{expression}" if "/" in mask else expression, path) is not None

    paths = {name: any(map(fits, patterns)) for name, patterns in masks.items()}
    return {name for name, fitting in paths.items() if fitting}


FOLDERS = ["actors", "claims", "briefings", "story"]
NAMES = ["one.yml", "two.yaml", "actors.yml", "claims.yaml", "briefings.yml"]
PLURALS = {kind.plural for kind in KINDS}


@pytest.mark.parametrize("content", ["briefings", "facts", "a b/мой (1)", "."])
def test_every_file_has_the_schema_of_its_kind(tmp_path: Path, content: str) -> None:
    site = tmp_path / "briefings" / "site"
    write(site, {"mkdocs.yml": CONFIG.replace("- briefkit", f"- briefkit: {{content: {content}}}")})
    ways = ["/".join(folders) for depth in range(4) for folders in product(FOLDERS, repeat=depth)]
    for way, name in product(ways, NAMES):
        write(site / content / way, {name: ""})
    schema(site)
    globs, masks = vs_code(site), jetbrains(site)
    settings = read_settings(site / "mkdocs.yml")
    for file in content_files(settings.content_dir, settings.root):
        below = file.path.relative_to(site / content)
        again = Path(content).name
        if again in below.parts[1:-1] or (again in below.parts[:1] and file.path.stem in PLURALS):
            continue  # a briefing without a text, in a folder that has the name of the content's
        kinds = [folder for folder in below.parts[:-1] if folder in PLURALS]
        right = set()
        if file.kind is not None:
            right = {f"{file.kind.name if file.id is not None else file.kind.plural}.json"}
        # a folder of one kind in that of another, and a record whose id is the name of a kind
        odd = len(set(kinds)) > 1 or (bool(kinds) and file.path.stem in PLURALS)
        found = in_vs_code(globs, file.path.as_posix())
        assert found == right or (odd and not found), file.path
        if not odd:
            assert in_jetbrains(masks, file.path.as_posix()) >= right, file.path


def test_in_jetbrains_each_file_of_a_usual_site_has_one_schema(site: Path) -> None:
    schema(site)
    masks = jetbrains(site)
    for path, name in {
        "briefings/actors.yml": "actors.json",
        "briefings/story/claims.yml": "claims.json",
        "briefings/story/claims/one.yml": "claim.json",
        "briefings/places/deep/down/one.yaml": "place.json",
        "briefings/briefings/one.yml": "briefing.json",
        "briefings/story/notes.yml": None,
        "mkdocs.yml": None,
    }.items():
        assert in_jetbrains(masks, (site / path).as_posix()) == ({name} if name else set()), path


# what is written


def test_the_first_run_writes_everything_and_the_second_nothing(site: Path) -> None:
    before = tree(site)
    assert f"{FILES} written, 0 unchanged" in schema(site)
    written = tree(site)
    assert set(written) - set(before) == {
        *(f".briefkit/schemas/{kind.name}.json" for kind in KINDS),
        *(f".briefkit/schemas/{kind.plural}.json" for kind in KINDS),
        *(
            f".briefkit/schemas/{name}.json"
            for name in ("briefing-front-matter", "source-front-matter", "site")
        ),
        ".vscode/settings.json",
        ".vscode/extensions.json",
        ".idea/jsonSchemas.xml",
    }
    assert "0 written" in schema(site)
    assert tree(site) == written


def test_a_new_record_changes_what_the_site_has_and_nothing_else(site: Path) -> None:
    schema(site)
    before = tree(site)
    write(site, {"briefings/actors/mayor.yml": "name: The mayor\nkind: person\n"})
    assert f"1 written, {FILES - 2} unchanged" in schema(site)
    changed = {name for name, data in tree(site).items() if before.get(name) != data}
    assert changed == {"briefings/actors/mayor.yml", ".briefkit/schemas/site.json"}
    assert "mayor" in (site / ".briefkit/schemas/site.json").read_text(encoding="utf-8")


def test_from_elsewhere(site: Path) -> None:
    done = briefkit("schema", "--config", "site/mkdocs.yml", cwd=site.parent)
    assert (done.returncode, said(done)) == (0, f"{FILES} written, 0 unchanged in site\n")
    assert not (site.parent / ".vscode").exists()


def test_content_with_errors_has_schemas_all_the_same(site: Path) -> None:
    write(site, {**BROKEN, "briefings/actors.yml": ACTORS.replace("kind: person", "kind: Person")})
    told = schema(site)
    assert re.search(r"^\d errors? in the content: see briefkit check$", told, re.MULTILINE)
    made = json.loads((site / ".briefkit/schemas/site.json").read_text(encoding="utf-8"))
    assert made["$defs"]["actor"]["enum"] == ["calder", "council"]


def test_own_types_of_relations_are_proposed(site: Path) -> None:
    config = CONFIG.replace("- briefkit", "- briefkit: {relation_types: {tenant-of: landlord-of}}")
    write(site, {"mkdocs.yml": config})
    schema(site)
    made = json.loads((site / ".briefkit/schemas/site.json").read_text(encoding="utf-8"))
    assert {"tenant-of", "landlord-of", "ally-of"} <= set(made["$defs"]["relation-type"]["enum"])


def test_a_folder_that_cannot_be_made_is_named(site: Path) -> None:
    write(site, {".briefkit": "a file"})
    done = briefkit("schema", cwd=site)
    assert done.returncode == 1
    assert b".briefkit" in done.stderr


def test_words_that_mean_something_in_a_pattern(site: Path) -> None:
    config = CONFIG.replace("- briefkit", '- briefkit: {relation_types: {"+5": "1.5", "9": "(x"}}')
    write(site, {"mkdocs.yml": config, "briefings/sources.yml": f"{'9' * 400}: {{headline: a}}\n"})
    schema(site)
    made = json.loads((site / ".briefkit/schemas/site.json").read_text(encoding="utf-8"))
    enum, quoted = made["$defs"]["relation-type"]["anyOf"]
    assert {5, 1.5, 9, "(x"} <= set(enum["enum"])
    fitting = [word for word in ("+5", "1.5", "1x5", "9", "55") if re.search(quoted["pattern"], word)]
    assert fitting == ["+5", "1.5", "9"]


def test_without_a_site_nothing_is_written(tmp_path: Path) -> None:
    assert briefkit("schema", cwd=tmp_path).returncode == 2
    assert tree(tmp_path) == {}


def test_a_new_site_has_the_schemas_of_its_records(tmp_path: Path) -> None:
    done = briefkit("new", "desk", cwd=tmp_path)
    assert done.returncode == 0, said(done)
    assert f"0 written, {FILES - 1} unchanged" in schema(tmp_path / "desk")


# settings that are there already


def test_other_settings_of_vs_code_stay(site: Path) -> None:
    others = {"https://example.org/a.json": "a.yml", "./.briefkit/schemas/gone.json": "b.yml"}
    settings = {"editor.tabSize": 2, "yaml.schemas": others, "files.associations": {"*.md": "markdown"}}
    write(site, {".vscode/settings.json": json.dumps(settings, indent="\t") + "\n"})
    schema(site)
    text = (site / ".vscode/settings.json").read_text(encoding="utf-8")
    made = json.loads(text)
    assert list(made) == list(settings)
    assert (made["editor.tabSize"], made["files.associations"]) == (2, {"*.md": "markdown"})
    assert next(iter(made["yaml.schemas"])) == "https://example.org/a.json"
    assert len(made["yaml.schemas"]) == 1 + 2 * len(KINDS)
    assert '\n\t"editor.tabSize": 2,\n' in text
    assert "0 written" in schema(site)


def test_settings_that_say_it_already_stay_byte_for_byte(site: Path) -> None:
    schema(site)
    path = site / ".vscode/settings.json"
    own = b"\xef\xbb\xbf" + json.dumps(json.loads(path.read_bytes())).encode().replace(b", ", b" ,\r\n")
    path.write_bytes(own)
    assert "0 written" in schema(site)
    assert path.read_bytes() == own


ODD_SETTINGS = {
    "comments": b'{\n  // mine\n  "editor.tabSize": 2\n}\n',
    "a comma too many": b'{"editor.tabSize": 2,}\n',
    "a list": b"[]\n",
    "schemas of another form": b'{"yaml.schemas": []}',
    "twice the same": b'{"a": 1, "a": 2}',
    "no number": b'{"a": NaN}',
    "half a character": b'{"a": "\\ud800"}',
    "not UTF-8": b'{"a": "\xe9"}',
    "too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("odd", ODD_SETTINGS)
def test_settings_that_are_no_plain_json_are_left_and_told_what_to_add(site: Path, odd: str) -> None:
    write(site, {".vscode/settings.json": ""})
    (site / ".vscode/settings.json").write_bytes(ODD_SETTINGS[odd])
    told = schema(site)
    assert (site / ".vscode/settings.json").read_bytes() == ODD_SETTINGS[odd]
    assert '"yaml.schemas": {' in told
    assert ".briefkit/schemas/claims.json" in told
    assert (site / ".briefkit/schemas/claims.json").exists()


def test_empty_settings_are_filled(site: Path) -> None:
    write(site, {".vscode/settings.json": "\n"})
    schema(site)
    assert len(vs_code(site)) == 2 * len(KINDS)


def test_own_recommendations_stay(site: Path) -> None:
    write(site, {".vscode/extensions.json": "// mine\n"})
    schema(site)
    assert (site / ".vscode/extensions.json").read_text(encoding="utf-8") == "// mine\n"


MAPPINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<project version="4">
  <!-- mine -->
  <component name="Other" />
  <component name="JsonSchemaMappingsProjectConfiguration">
    <state>
      <map>
        <entry key="mine">
          <value>
            <SchemaInfo>
              <option name="name" value="mine" />
              <option name="relativePathToSchema" value="mine.json" />
            </SchemaInfo>
          </value>
        </entry>
        <entry key="Briefkit gone">
          <value>
            <SchemaInfo>
              <option name="relativePathToSchema" value=".briefkit/schemas/gone.json" />
            </SchemaInfo>
          </value>
        </entry>
      </map>
    </state>
  </component>
</project>
"""


def test_other_mappings_of_jetbrains_stay(site: Path) -> None:
    write(site, {".idea/jsonSchemas.xml": MAPPINGS})
    schema(site)
    text = (site / ".idea/jsonSchemas.xml").read_text(encoding="utf-8")
    assert set(jetbrains(site)) == {"mine.json", *vs_code(site)}
    assert text.startswith(MAPPINGS[: MAPPINGS.index('        <entry key="Briefkit gone">')])
    assert "0 written" in schema(site)


@pytest.mark.parametrize("text", ["no XML", "<a/>", "", "<project>"])
def test_mappings_that_are_none_are_left_and_told_what_to_add(site: Path, text: str) -> None:
    write(site, {".idea/jsonSchemas.xml": text})
    told = schema(site)
    assert (site / ".idea/jsonSchemas.xml").read_text(encoding="utf-8") == text
    assert 'value=".briefkit/schemas/claims.json"' in told


def test_a_folder_in_place_of_settings_is_left(site: Path) -> None:
    (site / ".vscode" / "settings.json").mkdir(parents=True)
    (site / ".idea" / "jsonSchemas.xml").mkdir(parents=True)
    told = schema(site)
    assert '"yaml.schemas"' in told
    assert "<entry" in told


# while one writes


def test_schemas_are_refreshed_where_there_are_some(site: Path) -> None:
    settings = read_settings(site / "mkdocs.yml")
    assert refresh_schemas(load(settings)[0], RULES) == ()
    assert not (site / ".briefkit").exists()
    schema(site)
    (site / ".vscode/settings.json").unlink()
    assert refresh_schemas(load(settings)[0], RULES) == ()
    write(site, {"briefings/places.yml": "quay: {name: The quay, kind: site}\n"})
    assert refresh_schemas(load(settings)[0], RULES) == (".briefkit/schemas/site.json",)
    assert not (site / ".vscode/settings.json").exists()


@pytest.mark.parametrize("command", ["serve", "build"])
def test_mkdocs_refreshes_them_where_it_serves(site: Path, command: str) -> None:
    schema(site)
    before = (site / ".briefkit/schemas/site.json").read_bytes()
    write(site, {"briefings/places.yml": "quay: {name: The quay, kind: site}\n"})
    config = load_config(str(site / "mkdocs.yml"))
    config.plugins.on_startup(command=command, dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    assert ((site / ".briefkit/schemas/site.json").read_bytes() != before) is (command == "serve")
