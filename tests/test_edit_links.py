"""Links to the lines in the code host: each leads to what it stands by, whatever was written above."""

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config

from briefkit.building import Built, build
from briefkit.load.settings import SettingsError, read_settings
from briefkit.model.actor import Actor
from briefkit.model.briefing import Briefing
from briefkit.model.claim import Claim
from briefkit.model.edit_links import address_mistake, edit_links
from briefkit.model.event import Event
from briefkit.model.kinds import BY_NAME
from briefkit.model.mark import Mark
from briefkit.model.needs import MARKDOWN_EXTENSIONS
from briefkit.model.place import Place
from briefkit.model.record import Record
from readback import folded, fragment, words
from sites import BRIEFING, CLAIMS, CONFIG, REPORT, ROOT, briefkit, mkdocs, said, tree, write

REPO = "repo_url: https://github.com/desk/site\n"
FILES = "https://github.com/desk/site/edit/master/"

BLOCKS = {
    "fact": "bk-fact",
    "position": "bk-position",
    "relation": "bk-relation",
    "entry": "bk-relation",
    "assessment": "bk-desk",
    "key judgement": "bk-judgement",
    "correction": "bk-correction",
    "evidence": "bk-section",
}
"""The block that each thing stands in on a page."""

FIELDS = {
    "fact": {"property", "value"},
    "position": {"stance"},
    "relation": {"type", "actor"},
    "entry": {"role", "actor"},
    "key judgement": {"judgement"},
    "correction": {"kind", "text"},
    "assessment": {"rationale"},
    "evidence": {"quote"},
}
"""The fields by which it is known in YAML."""

SHOWN = ("property", "value", "qualification", "quote", "judgement", "rationale", "text")
"""Fields of which the words stand on the page."""


class Link(NamedTuple):
    """One link as a reader meets it."""

    page: str
    thing: str
    path: str
    line: int
    block: str
    """The words of what it stands by."""


def linked(folder: Path, more: str = REPO) -> Built:
    """The site with lines added to its configuration."""
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + more, encoding="utf-8")
    return build(read_settings(config))


STYLE = "manual/style.md"
"""The page of the demo that shows what a link looks like: its links lead to no file."""


def demo(folder: Path) -> Path:
    # without the hand-written pages nothing is promised of them
    shutil.copytree(ROOT / "briefings", folder / "briefings", ignore=shutil.ignore_patterns("urls.txt"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def links(built: Built) -> list[Link]:
    return [link for page in built.pages if page.path != STYLE for link in links_of(page.path, page.text)]


def links_of(page: str, text: str) -> list[Link]:
    body = text.partition("\n---\n")[2]
    tree = fragment(markdown.markdown(body, extensions=list(MARKDOWN_EXTENSIONS)))
    parents = {child: parent for parent in tree.iter() for child in parent}
    found = []
    for link in tree.iter("a"):
        if link.get("class") != "bk-edit":
            continue
        thing, file, line = re.fullmatch(
            r"edit this ([a-z ]+) \((.+), line (\d+)\)", link.get("aria-label", "")
        ).groups()
        path = unquote(link.get("href", "").removeprefix(FILES).removesuffix(f"#L{line}"))
        assert link.get("title") == f"{file}, line {line}"
        assert path.endswith(file)
        assert "https" not in path
        assert words(link) == "edit"
        found.append(Link(page, thing, path, int(line), words(block_around(link, thing, parents))))
    return found


def block_around(link: Element, thing: str, parents: dict[Element, Element]) -> Element:
    step = link
    while BLOCKS.get(thing, "bk-") not in step.get("class", "").split() and (
        thing in BLOCKS or step.tag != "div"
    ):
        step = parents[step]
        assert not re.fullmatch(r"h[1-6]", step.tag), "a table of contents would say: edit"
    return step


# what stands at a line: read with another reader than the product's


def nodes_at(file: Path, line: int) -> list[Any]:
    """The values that begin in the line, as text, lists and mappings."""
    text = file.read_bytes().decode("utf-8-sig")
    if file.suffix == ".md":
        text = re.sub(r"^---(\r?\n.*?)^---\s.*", r"\1", text, flags=re.DOTALL | re.MULTILINE)
    found: list[Any] = []

    def read(node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            value: Any = {str(key.value): read(child) for key, child in node.value}
        elif isinstance(node, yaml.SequenceNode):
            value = [read(child) for child in node.value]
        else:
            value = node.value
        if node.start_mark.line == line - 1:
            found.append(value)
        return value

    read(yaml.compose(text, yaml.SafeLoader))
    return found


def texts(node: Any) -> list[str]:
    """The words in a node that its page shows."""
    if isinstance(node, list):
        return [text for item in node for text in texts(item)]
    if not isinstance(node, dict):
        return []
    own = [str(node[name]) for name in SHOWN if name in node and node[name] not in ("unknown", "none")]
    return [*own, *texts(node.get("evidence", []))]


def without_marks(text: str) -> str:
    return folded(re.sub(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]", r"\1", text)).replace(" […] ", " ")


def leads_to_what_it_stands_by(link: Link, folder: Path) -> bool:
    nodes = nodes_at(folder / link.path, link.line)
    block = folded(link.block).replace(" (withdrawn)", "")
    if link.thing == "text":
        return any(isinstance(node, str) and without_marks(node) in block for node in nodes)
    fields = FIELDS[link.thing]
    fitting = [node for node in nodes if isinstance(node, dict) and fields <= node.keys()]
    return any(all(without_marks(text) in block for text in texts(node)) for node in fitting)


# the demo


def counts(record: Record) -> dict[str, int]:
    """How many things of each sort stand in a record."""
    return {
        "fact": len(record.facts) if isinstance(record, (Actor, Place, Event)) else 0,
        "relation": len(record.relations) if isinstance(record, Actor) else 0,
        "position": len(record.positions) if isinstance(record, Claim) else 0,
        "assessment": int(isinstance(record, Claim) and record.assessment is not None),
        "key judgement": len(record.key_judgements) if isinstance(record, Briefing) else 0,
        "entry": len(record.control) if isinstance(record, Place) else 0,
        "evidence": int(isinstance(record, Event)),
        "correction": len(record.corrections),
    }


def assert_everything_has_its_link(built: Built, folder: Path) -> None:
    found = links(built)
    assert [link for link in found if not leads_to_what_it_stands_by(link, folder)] == []
    for record in built.dossier.records.values():
        if record.withdrawn:
            continue
        page = f"{BY_NAME[record.KIND].plural}/{record.id}.md"
        own = [link for link in found if link.page == page]
        assert len({(link.thing, link.path, link.line) for link in own}) == len(own), page
        wanted = counts(record)
        marks = [built.dossier.mark(record.ref, "relations", n) for n in range(wanted["relation"])]
        written_here = {(mark.path, mark.line) for mark in marks}
        # relations that others say they have to it are written in their records
        own = [link for link in own if link.thing != "relation" or (link.path, link.line) in written_here]
        assert {thing: sum(link.thing == thing for link in own) for thing in wanted} == wanted, page


def test_every_link_of_the_demo_leads_to_what_it_stands_by(tmp_path: Path) -> None:
    folder = demo(tmp_path)
    built = linked(folder)
    assert len(links(built)) > 100
    assert {link.thing for link in links(built)} == {*FIELDS, "text"}
    assert_everything_has_its_link(built, folder)


def disturb(file: Path) -> None:
    """Writes lines in above everything: comments, a field, a record."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".md":
        text = text.replace("---\n", "---\n# a remark\n\nnote: A remark.\n", 1)
    elif file.stem in {kind.plural for kind in BY_NAME.values()}:
        name = f"first-in-{file.parent.name}"
        record = f"{name}: {{name: {name} {file.stem}, kind: other}}" if file.stem == "places" else ""
        text = f"# a remark\n{record}\n{text}"
    else:
        text = f"note: |\n  A remark\n\n  in three lines.\n\n{text}"
    listed = re.compile(r"^( *)(?=- (?:actor|own_voice|unnamed|property|type|judgement|date):)", re.MULTILINE)
    file.write_text(listed.sub(r"\1# above\n\n\1", text), encoding="utf-8")


def test_they_do_so_after_edits_above_them(tmp_path: Path) -> None:
    folder = demo(tmp_path)
    before = links(linked(folder))
    for file in sorted((folder / "briefings").rglob("*.*")):
        if file.suffix == ".yml" or file.read_text(encoding="utf-8").startswith("---"):
            disturb(file)
    built = linked(folder, "")
    assert not built.errors
    assert_everything_has_its_link(built, folder)
    known = {link.page for link in before}
    after = [link for link in links(built) if link.page in known]
    assert [(link.page, link.thing) for link in after] == [(link.page, link.thing) for link in before]
    assert [new for new, old in zip(after, before, strict=True) if new.line == old.line] == []


# ways of writing

ONE_LINE = (
    "calder: {name: Ines Calder, kind: person, facts: [{property: age, value: unknown, evidence: [{source: "
    'report, quote: "unsafe"}]}, {property: office, value: engineer, evidence: [{source: report, quote: '
    '"Ines Calder"}]}], relations: [{type: employed-by, actor: council, evidence: [{source: report, quote: '
    '"council"}]}]}\n'
    "council: {name: City council, kind: government}\n"
)
BLOCK = """\
name: Ines Calder
kind: person
aliases: [The engineer]
summary: >-
  She inspects
  bridges.
facts:

  # as she says herself
  -
    property: office
    value: engineer
    evidence:
    - source: report
      quote: |-
        said Ines Calder
        of the council
  - {property: office, value: engineer,
     evidence: [{source: report, quote: "Ines Calder"}]}
relations:
- type: employed-by
  actor: council
  evidence: [{source: report, quote: "Ines Calder"}]
- type: employed-by
  actor: council
  evidence: [{source: report, quote: "Ines Calder"}]
"""
WAYS = {
    "a file of many": {},
    "a line for a record": {"briefings/actors.yml": ONE_LINE},
    "a file of its own": {
        "briefings/actors.yml": "council: {name: City council, kind: government}\n",
        "briefings/actors/calder.yml": BLOCK,
    },
    "front matter": {
        "briefings/bridge/briefing.md": BRIEFING.replace(
            "published:", "key_judgements:\n- judgement: It stays shut until June.\npublished:"
        )
    },
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("way", WAYS)
def test_lines_are_right_however_it_is_written(site: Path, way: str, ends: str, mark: str) -> None:
    write(site, WAYS[way])
    for file in (site / "briefings").rglob("*.*"):
        text = mark + file.read_text(encoding="utf-8")
        file.write_bytes(text.replace("\n", ends).encode())
    built = linked(site)
    assert not built.errors
    found = links(built)
    assert len(found) > 3
    assert [link for link in found if not leads_to_what_it_stands_by(link, site)] == []
    if way == "a file of its own":
        lines = {
            thing: [link.line for link in found if link.thing == thing] for thing in ("fact", "relation")
        }
        # twice, on the pages of both actors; equal ones apart
        assert lines == {"fact": [11, 18], "relation": [21, 24, 21, 24]}


# hosts

ODD = "briefings/a b/ключ#1?.yml"
ENCODED = "briefings/a%20b/%D0%BA%D0%BB%D1%8E%D1%87%231%3F.yml"

HOSTS = {
    "GitHub": (REPO, f"{FILES}{ENCODED}#L12"),
    "GitHub with a slash": (
        "repo_url: https://github.com/desk/site/\nedit_uri: edit/main/docs\n",
        f"https://github.com/desk/site/edit/main/{ENCODED}#L12",
    ),
    "GitHub, to look at": (
        f"{REPO}edit_uri: blob/main/docs/\n",
        f"https://github.com/desk/site/blob/main/{ENCODED}#L12",
    ),
    "GitHub, pages elsewhere": (f"{REPO}docs_dir: a/deep/place\n", f"{FILES}{ENCODED}#L12"),
    "GitHub, pages elsewhere and said so": (
        f"{REPO}docs_dir: a/place\nedit_uri: edit/main/site/a/place/\n",
        f"https://github.com/desk/site/edit/main/site/{ENCODED}#L12",
    ),
    "GitLab": (
        "repo_url: https://gitlab.com/desk/site\n",
        f"https://gitlab.com/desk/site/-/edit/master/{ENCODED}#L12",
    ),
    "GitLab with a branch": (
        "repo_url: https://gitlab.com/a/desk/site\nedit_uri: edit/main/docs/\n",
        f"https://gitlab.com/a/desk/site/-/edit/main/{ENCODED}#L12",
    ),
    "GitLab of one's own": (
        "repo_url: https://gitlab.desk.example/site\n",
        f"https://gitlab.desk.example/site/-/edit/master/{ENCODED}#L12",
    ),
    "GitLab under any name": (
        "repo_url: https://git.desk.example:8443/site\nedit_uri: -/edit/main/docs/\n",
        f"https://git.desk.example:8443/site/-/edit/main/{ENCODED}#L12",
    ),
    "Gitea": (
        "repo_url: http://gitea.example/desk/site\nedit_uri: _edit/main/docs/\n",
        f"http://gitea.example/desk/site/_edit/main/{ENCODED}#L12",
    ),
    "Bitbucket": (
        "repo_url: https://bitbucket.org/desk/site\n",
        f"https://bitbucket.org/desk/site/src/default/{ENCODED}#lines-12",
    ),
    "a query": (
        "repo_url: https://git.example/desk\nedit_uri: ?query=root/docs/\n",
        f"https://git.example/desk?query=root/{ENCODED}#L12",
    ),
    "MkDocs' template": (
        f"{REPO}edit_uri_template: edit/main/docs/{{path}}\n",
        f"https://github.com/desk/site/edit/main/{ENCODED}#L12",
    ),
    "MkDocs' template, encoded": (
        "edit_uri_template: https://git.example/e?file=docs%2F{path!q}&x={path_noext}\n",
        "",
    ),
    "MkDocs' template, encoded once": (
        "edit_uri_template: https://git.example/e?file=site%2Fdocs%2F{path!q}\n",
        f"https://git.example/e?file=site%2F{ENCODED.replace('/', '%2F')}#L12",
    ),
    "no folder to leave": ("edit_uri_template: https://git.example/{path}\n", ""),
    "a name without its ending": (
        "edit_uri_template: https://git.example/docs/{path_noext}\n",
        f"https://git.example/{ENCODED.removesuffix('.yml')}#L12",
    ),
    "own template": (
        "plugins: [briefkit: {edit_uri_template: 'https://git.example/{path}?line={line}&x=ä b'}]\n" + REPO,
        f"https://git.example/{ENCODED}?line=12&x=%C3%A4%20b",
    ),
    "own template without a line": (
        "plugins: [briefkit: {edit_uri_template: 'https://git.example/~/{path}'}]\nedit_uri: ''\n" + REPO,
        f"https://git.example/~/{ENCODED}",
    ),
    "nobody said": ("", ""),
    "no host that is known": ("repo_url: https://git.example/desk\n", ""),
    "switched off in MkDocs": (f"{REPO}edit_uri: ''\n", ""),
    "switched off": (f"{REPO}plugins: [briefkit: {{edit_links: false}}]\n", ""),
    "switched off by the environment": (
        f"{REPO}plugins: [briefkit: {{edit_links: !ENV [BRIEFKIT_TEST_LINKS, true]}}]\n",
        "",
    ),
    "not on the web": ("repo_url: ftp://git.example/desk\nedit_uri: edit/main/docs/\n", ""),
}


@pytest.mark.parametrize("host", HOSTS)
def test_addresses_are_those_of_the_host(tmp_path: Path, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFKIT_TEST_LINKS", "false")
    more, address = HOSTS[host]
    plugins = "" if "plugins:" in more else "plugins: [briefkit]\n"
    write(tmp_path, {"mkdocs.yml": f"site_name: X\n{plugins}{more}", "briefings/actors.yml": ""})
    docs = re.search(r"docs_dir: (.*)", more)
    (tmp_path / (docs[1] if docs else "docs")).mkdir(parents=True)
    assert read_settings(tmp_path / "mkdocs.yml").edit_links.url(Mark(ODD, 12, 3)) == address


SETTINGS = (
    *(more for more, _ in HOSTS.values()),
    "site_url: https://desk.example/site\nuse_directory_urls: false\n",
    "use_directory_urls: !ENV [BRIEFKIT_TEST_LINKS, true]\n",
    "docs_dir: pages\ntheme: {name: mkdocs}\nplugins: [briefkit: {content: facts, relation_types: {a: b}}]\n",
    "theme: {name: material, language: de}\nsite_name: !ENV [NO_SUCH_VARIABLE, Desk]\n",
)


@pytest.mark.parametrize("more", SETTINGS)
def test_the_command_and_mkdocs_read_the_same_settings(
    tmp_path: Path, more: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFKIT_TEST_LINKS", "false")
    name = "" if "site_name:" in more else "site_name: X\n"
    plugins = "" if "plugins:" in more else "plugins: [briefkit]\n"
    write(tmp_path, {"mkdocs.yml": f"{name}{plugins}{more}", "briefings/actors.yml": ""})
    docs = re.search(r"docs_dir: (.*)", more)
    (tmp_path / (docs[1] if docs else "docs")).mkdir(parents=True)
    config = load_config(str(tmp_path / "mkdocs.yml"))
    assert config.plugins["briefkit"]._settings(config) == read_settings(tmp_path / "mkdocs.yml")


def test_content_beside_the_site_s_folder_is_found_beside_it() -> None:
    made = edit_links("..", repo_url="https://git.example/desk", edit_uri="edit/main/site/docs/")
    assert made.url(Mark("../facts/x.yml", 3)) == "https://git.example/desk/edit/main/facts/x.yml#L3"
    assert made.url(Mark("../../../../../x.yml", 3)) == ""
    elsewhere = edit_links("../site", repo_url="https://git.example/desk", edit_uri="edit/main/docs/")
    assert elsewhere.url(Mark("facts/x.yml")) == "https://git.example/desk/edit/main/site/facts/x.yml#L1"


@pytest.mark.parametrize(
    ("template", "mistake"),
    [
        ("git.example/{path}", "https://"),
        ("javascript:alert(1)//{path}", "https://"),
        ("https://{path}", "https://"),
        ("https://git.example/{file}", "“file”"),
        ("https://git.example/{}", "“”"),
        ("https://git.example/{path.stem}", "“path.stem”"),
        ("https://git.example/{path:>9}", "“path”"),
        ("https://git.example/{path!r}", "“path”"),
        ("https://git.example/{line}", "{path}"),
        ("https://git.example/{path", "brace"),
        ("https://[git.example/{path}", "bracket"),
    ],
)
def test_a_template_that_leads_nowhere_is_refused(site: Path, template: str, mistake: str) -> None:
    assert mistake in address_mistake(template)
    option = json.dumps({"edit_uri_template": template})
    write(site, {"mkdocs.yml": CONFIG.replace("- briefkit", f"- briefkit: {option}")})
    with pytest.raises(SettingsError, match="edit_uri_template: "):
        read_settings(site / "mkdocs.yml")
    done = mkdocs("build", cwd=site)
    assert done.returncode == 1
    assert mistake in said(done)


@pytest.mark.parametrize("option", ["edit_links: 1", "edit_links: sometimes", "edit_uri_template: [a]"])
def test_an_option_of_the_wrong_kind_is_named(site: Path, option: str) -> None:
    write(site, {"mkdocs.yml": CONFIG.replace("- briefkit", f"- briefkit: {{{option}}}")})
    for done in (mkdocs("build", cwd=site), briefkit("check", cwd=site)):
        assert done.returncode in {1, 2}
        assert option.partition(":")[0] in said(done)


PATHS = st.text(st.characters(exclude_characters="/\0\\", exclude_categories=("Cs",)), min_size=1).filter(
    lambda name: name not in (".", "..")
)


@given(st.lists(PATHS, min_size=1, max_size=4), st.integers(1, 10**6))
def test_whatever_a_file_is_called_its_address_is_one_and_names_it(names: list[str], line: int) -> None:
    path = "/".join(["briefings", *names])
    for own in ("https://git.example/{path}#n{line}", "https://git.example/?f={path!q}#n{line}"):
        address = edit_links("..", own=own).url(Mark(path, line))
        assert re.fullmatch(r"https://git\.example/[\w/?=%.~-]*#n\d+", address, re.ASCII)
        assert unquote(address).removeprefix("https://git.example/").removeprefix("?f=") == f"{path}#n{line}"


@given(st.text(), st.text(), st.text(), st.text())
def test_no_configuration_breaks_the_making_of_addresses(
    repo: str, uri: str, template: str, own: str
) -> None:
    for more in ({}, {"edit_uri_template": template}, {"own": own}):
        address = edit_links("..", repo_url=f"https://x/{repo}", edit_uri=uri, **more).url(Mark("a/b", 1))
        assert address == "" or re.fullmatch(r"https?://[^\s\"<>`\\{}]+", address)


# on the page


def test_no_page_has_a_link_where_nobody_said_where_the_files_are(site: Path) -> None:
    for page in build(read_settings(site / "mkdocs.yml")).pages:
        assert "bk-edit" not in page.text


def test_names_of_files_are_inert(site: Path) -> None:
    (site / "briefings" / "bridge" / "claims.yml").unlink()
    folder = site / "briefings" / 'x" y="1" <b> *z* {{ q }} `c`'
    built = linked(write(site, {f"briefings/{folder.name}/claims.yml": CLAIMS}))
    page = next(page for page in built.pages if page.path == "claims/unsafe.md")
    html = markdown.markdown(page.text.partition("\n---\n")[2], extensions=list(MARKDOWN_EXTENSIONS))
    (link,) = [link for link in fragment(html).iter("a") if link.get("class") == "bk-edit"]
    assert set(link.keys()) == {"class", "href", "title", "aria-label", "data-search-exclude"}
    assert unquote(link.get("href", "")) == (
        f'{FILES}briefings/x" y="1" <b> *z* {{{{ q }}}} `c`/claims.yml#L7'
    )


def test_they_are_in_no_heading_and_in_no_search_of_material(site: Path) -> None:
    more = "theme: {name: material, font: false}\nplugins: [search, briefkit]\n"
    write(site, {"mkdocs.yml": f"site_name: Bridges\n{more}{REPO}"})
    done = mkdocs("build", "--strict", cwd=site)
    assert done.returncode == 0, said(done)
    out = tree(site / "site")
    page = out["claims/unsafe/index.html"].decode()
    assert unescape(page).count(f'href="{FILES}briefings/bridge/claims.yml#L7"') == 1
    assert not re.search(r"md-nav__link[^<]*<span[^<]*>\s*[^<]*edit", page)
    entries = json.loads(out["search/search_index.json"])["docs"]
    assert len(entries) > 10
    for entry in entries:
        assert not re.search(r"\bedit\b", entry["title"] + entry["text"]), entry


def test_a_generated_project_leads_to_the_files_it_was_made_of(site: Path) -> None:
    (site / "mkdocs.yml").write_text(CONFIG + REPO, encoding="utf-8")
    assert briefkit("generate", "out", cwd=site).returncode == 0
    out = tree(site / "out")
    assert f"{FILES}briefings/bridge/claims.yml#L7" in unescape(out["docs/claims/unsafe.md"].decode())
    done = mkdocs("build", "--strict", cwd=site / "out")
    assert done.returncode == 0, said(done)
    made = tree(site / "out" / "site")
    assert f"{FILES}briefings/bridge/claims.yml#L7" in unescape(made["claims/unsafe/index.html"].decode())


def test_an_event_without_evidence_and_a_record_without_summary_lead_to_the_record(site: Path) -> None:
    files = {
        "briefings/events.yml": "# Events\n\ntalks:\n  name: Talks\n  status: planned\n",
        "briefings/places.yml": "quay:\n  name: The quay\n  kind: site\n  country: BY\n",
        "briefings/bridge/sources/report.md": REPORT.replace("text: full", "text: full\ndescriptor: Local."),
    }
    found = links(linked(write(site, files)))
    lines = {(link.page, link.thing): (link.path, link.line) for link in found}
    assert lines["events/talks.md", "evidence"] == ("briefings/events.yml", 4)
    assert lines["places/quay.md", "text"] == ("briefings/places.yml", 2)
    assert lines["sources/report.md", "text"] == ("briefings/bridge/sources/report.md", 6)
