"""Text written to break pages: whole sites built with MkDocs, and what a reader gets to see read back."""

import json
import os
import re
from collections import Counter, defaultdict

import pytest

from briefkit.building import build
from briefkit.model.characters import JOINERS, SOFT_HYPHEN, is_blank, is_hidden
from briefkit.model.settings import Settings
from briefkit.pipeline import examine
from casefiles import CASES, write_files
from readback import folded, joined, named, parsed, same, words
from sites import ROOT, mkdocs, said

SHARED = ROOT.parent / "shared" / "data" / "hostile"
OURS = json.loads((CASES / "hostile" / "strings.json").read_text(encoding="utf-8"))

CONFIG = """\
site_name: Site
theme: {name: material, font: false}
plugins: [search, briefkit]
markdown_extensions:
  - admonition
  - def_list
  - footnotes
  - abbr
  - toc: {permalink: false}
  - pymdownx.superfences
  - pymdownx.snippets
  - pymdownx.details
  - pymdownx.emoji
  - pymdownx.magiclink: {repo_url_shorthand: true, user: a, repo: b}
  - pymdownx.tasklist
  - pymdownx.keys
  - pymdownx.mark
  - pymdownx.caret
  - pymdownx.tilde
  - pymdownx.critic
"""


def written(text):
    """The text in YAML's double quotes; characters it does not print are escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08X}" for sign in quoted)


def content(strings):
    """Records that hold each string wherever a text can stand, and one of each kind that is harmless."""
    files = defaultdict(str)
    for name, text in {**strings, "base": "Base"}.items():
        harmless = name == "base"
        # in the desk's prose links to records are syntax
        prose = text if "[[" not in text else "x"
        quote = written(f"It says {text} here")
        files["actors.yml"] += (
            f"{name}:\n  name: {written(text)}\n  aliases: [{written(f'{text} alias')}]\n  kind: person\n"
            f"  summary: {written(prose)}\n"
            f"  facts:\n    - property: {written(text)}\n      value: {written(text)}\n"
            f'      evidence: [{{source: {name}, quote: "Fact {name} is so"}}]\n'
            "  relations:\n    - type: ally-of\n      actor: base\n"
            f'      evidence: [{{source: {name}, quote: "Tie {name}"}}]\n'
        )
        files["claims.yml"] += (
            f"{name}:\n  claim: {written(text)}\n  kind: factual\n  about: actor/{name}\n  source: {name}\n"
            f"  positions:\n    - {{actor: {name}, stance: support, qualification: {written(text)}, "
            f"evidence: [{{quote: {quote}}}]}}\n"
            f"    - {{unnamed: {written(text)}, stance: deny, evidence: [{{quote: {quote}}}]}}\n"
            f"  corrections:\n    - {{date: 2024-03-20, kind: correction, field: {written(text)}, "
            f"was: {written(text)}, now: {written(text)}, text: {written(prose)}, author: {written(text)}}}\n"
        )
        files["sources.yml"] += (
            f"{name}:\n  headline: {written(text)}\n  publisher: {written(text)}\n  text: full\n"
            f"  authors: {written(text)}\n  descriptor: {written(text)}\n"
        )
        files[f"sources/{name}.txt"] = f"It says {text} here.\n\nFact {name} is so. Tie {name}.\n"
        files[f"{name}/briefing.md"] = (
            f"---\ntitle: {written(text)}\nsummary: {written(prose)}\n---\n\n"
            f"{'Base' if harmless else prose}\n\n[[source/{name}]] {'Base' if harmless else prose}\n"
        )
    return {f"briefings/{name}": text for name, text in files.items()}


RUNS = {
    "script",
    "iframe",
    "object",
    "embed",
    "form",
    "base",
    "style",
    "link",
    "meta",
    "img",
    "svg",
    "template",
}
"""Elements that run something or take something from elsewhere."""


def unsafe(element):
    if element.tag in RUNS:
        return True
    for name, value in element.attrib.items():
        scheme = re.match(r"[a-z][a-z0-9+.-]*:", "".join(value.split()).lower())
        if name.startswith("on") or name in {"style", "srcdoc", "formaction"}:
            return True
        if name in {"href", "src"} and scheme and scheme[0] not in {"http:", "https:", "mailto:"}:
            return True
    return False


class Built:
    """A site as MkDocs made it."""

    def __init__(self, folder, files, strings):
        self.strings = strings
        write_files(folder, {"mkdocs.yml": CONFIG, "docs/about.md": "# About\n", **files})
        done = mkdocs("build", cwd=folder)
        self.log = [line for line in said(done).splitlines() if line.startswith(("WARNING", "ERROR"))]
        assert done.returncode == 0, said(done)[-3000:]
        self.folder = folder / "site"
        self._pages = {}

    def page(self, path):
        """The page, its content, and how often each element that runs something stands around the content."""
        if path not in self._pages:
            tree = parsed((self.folder / path / "index.html").read_text(encoding="utf-8"))
            article = tree.find(".//article")
            without_linked_data(article)
            inside = set(article.iter())
            around = Counter(element.tag for element in tree.iter() if element not in inside)
            self._pages[path] = tree, article, {tag: around[tag] for tag in RUNS}
        return self._pages[path]

    def paths(self, plural=""):
        found = (path.parent.relative_to(self.folder).as_posix() for path in self.folder.rglob("index.html"))
        return sorted(path for path in found if not plural or path.startswith(f"{plural}/"))


DIRECTIONS = {
    ("bdi", "", ""),
    *((tag, "dir", way) for tag in ("div", "span") for way in ("ltr", "rtl", "auto")),
}
"""What a text may bring along: that it runs its own way."""


def without_linked_data(article):
    """Takes the page's one block of JSON-LD away: it runs nothing, and no reader sees it."""
    blocks = [
        (parent, child)
        for parent in article.iter()
        for child in parent
        if child.tag == "script" and child.get("type") == "application/ld+json"
    ]
    assert len(blocks) <= 1
    for parent, block in blocks:
        assert json.loads(block.text)["@context"] == "https://schema.org"
        assert not (block.tail or "").strip()
        parent.remove(block)


def shapes(article):
    return {
        (element.tag, name, "" if name in {"id", "href", "title", "data-tlp"} else value)
        for element in article.iter()
        for name, value in (element.attrib or {"": ""}).items()
    }


def that_runs(around):
    """Without what differs from page to page: what it is about, which comes next."""
    return {tag: count for tag, count in around.items() if tag not in {"link", "meta"}}


def nothing_else_is_complained_of(site):
    allowed = ("[paragraph-unsourced]", "[name-shared]")
    assert [line for line in site.log if not line.endswith(allowed)] == []


def no_text_adds_an_element(site, plural):
    _, harmless, around = site.page(f"{plural}/base")
    allowed = (
        shapes(harmless) | DIRECTIONS | {("mark", "", "")}
    )  # a quote that runs over the end of a paragraph
    for name, text in site.strings.items():
        _, article, found = site.page(f"{plural}/{name}")
        assert shapes(article) <= allowed, text
        assert found == around, text


def nothing_runs(site):
    _, _, around = site.page("briefings/base")
    for path in site.paths():
        _, article, found = site.page(path)
        assert [element.tag for element in article.iter() if unsafe(element)] == [], path
        assert that_runs(found) == that_runs(around), path


def titles_and_headings_are_read_back(site, plural):
    for name, text in site.strings.items():
        tree, article, _ = site.page(f"{plural}/{name}")
        label = text.rstrip().removesuffix(".") if plural == "claims" else text
        assert same(words(article.find(".//h1")), label), text
        assert same(tree.findtext(".//title"), f"{label} - Site"), text
        assert len(tree.findall(".//title")) == 1


def every_text_is_read_back_where_it_stands(site):
    for name, text in site.strings.items():
        actor = site.page(f"actors/{name}")[1]
        value = {"unknown": "not known"}.get(text, text)
        assert any(same(words(heading), f"{text}: {value}") for heading in actor.iter("h3")), text
        assert shows(actor, f"{text} alias"), text
        if "[[" not in text:
            (description,) = [
                meta
                for meta in site.page(f"actors/{name}")[0].iter("meta")
                if meta.get("name") == "description"
            ]
            assert same(description.get("content"), text), text
            assert shows(actor, f"{text} The desk’s words"), text
        claim = site.page(f"claims/{name}")[1]
        assert shows(claim, f"“{text}”, unnamed"), text
        for mark in ("del", "ins"):
            assert same(words(claim.find(f".//{mark}")), text), text
        for note in claim.findall(".//blockquote//sup[@class='bk-note bk-note--paper']"):
            note.clear()  # the number of its endnote, for paper only
        quotes = [words(quote) for quote in claim.iter("blockquote")]
        assert quotes, text
        assert all(same(quote, f"It says {text} here") for quote in quotes), text
        source = site.page(f"sources/{name}")[1]
        for part in f"It says {text} here".split("\n\n"):
            assert shows(source.find(".//div[@class='bk-article']"), part), text
        assert shows(source, f"by {text}"), text


def lists_are_read_back(site, plural):
    _, article, _ = site.page(plural)
    links = defaultdict(list)
    for link in article.iter("a"):
        links[link.get("href")].append(words(link))
    for name, text in site.strings.items():
        label = text.rstrip().removesuffix(".") if plural == "claims" else text
        assert any(same(shown, label) for shown in links[f"{name}/"]), text


def shows(article, text):
    return folded(joined(named(text))) in joined(words(article))


def test_our_strings_break_no_page(tmp_path):
    """One test, since the site is built once."""
    strings = {f"s{number}": text for number, text in enumerate(OURS) if not is_blank(text)}
    site = Built(tmp_path, content(strings), strings)
    nothing_else_is_complained_of(site)
    nothing_runs(site)
    for plural in ("actors", "claims", "sources", "briefings"):
        titles_and_headings_are_read_back(site, plural)
        lists_are_read_back(site, plural)
        if plural != "briefings":
            # a briefing's text is Markdown, and makes elements
            no_text_adds_an_element(site, plural)
    every_text_is_read_back_where_it_stands(site)


BLNS = SHARED / "blns" / "blns.json"
PATHOLOGICAL = SHARED / "pathological" / "pathological.json"


def blns_content(strings):
    """An actor for each string, one article that holds them all, and one claim with a position for each."""
    files = defaultdict(str)
    files["sources.yml"] = "all: {headline: All, publisher: All, text: full}\n"
    files["claims.yml"] = "all:\n  claim: It is so.\n  kind: factual\n  source: all\n  positions:\n"
    for name, text in strings.items():
        files["actors.yml"] += (
            f"{name}: {{name: {written(text)}, aliases: [{written(text + ' alias')}], kind: person}}\n"
        )
        files["sources/all.txt"] += f"{name} says {text} here.\n\n"
        files["claims.yml"] += (
            f"    - {{actor: {name}, stance: support, qualification: {written(text)},\n"
            f"       evidence: [{{quote: {written(f'{name} says {text} here.')}}}]}}\n"
        )
    return {f"briefings/{name}": text for name, text in files.items()}


@pytest.fixture(scope="module")
def naughty():
    if not BLNS.exists():
        pytest.skip("needs ../shared/data/hostile/blns beside the repository")
    texts = json.loads(BLNS.read_text(encoding="utf-8"))
    return {f"n{number}n": text for number, text in enumerate(texts)}


def test_blank_naughty_strings_are_problems(tmp_path, naughty):
    blank = {name: text for name, text in naughty.items() if is_blank(text)}
    assert blank
    lines = [f"{name}: {{name: {written(text)}, kind: person}}\n" for name, text in blank.items()]
    write_files(tmp_path, {"briefings/actors.yml": "".join(lines)})
    _, problems = examine(Settings(root=tmp_path))
    assert [(problem.mark.line, problem.rule.name) for problem in problems] == [
        (number, "blank-text") for number in range(1, len(blank) + 1)
    ]


def names_are_read_back(site):
    for name, text in site.strings.items():
        tree, article, _ = site.page(f"actors/{name}")
        assert same(words(article.find(".//h1")), text), text
        assert same(tree.findtext(".//title"), f"{text} - Site"), text
        assert shows(article, f"{text} alias"), text


def quotes_and_articles_are_read_back(site):
    claim, source = words(site.page("claims/all")[1]), words(site.page("sources/all")[1])
    for name, text in site.strings.items():
        sentence = folded(joined(named(f"{name} says {text} here.")))
        assert sentence in joined(claim), text
        assert sentence in joined(source), text


def no_name_adds_an_element(site):
    names = list(site.strings)
    _, harmless, around = site.page(f"actors/{names[0]}")
    allowed = shapes(harmless) | DIRECTIONS
    for path in site.paths():
        _, article, found = site.page(path)
        assert [element.tag for element in article.iter() if unsafe(element)] == [], path
        assert that_runs(found) == that_runs(around), path
        if path.removeprefix("actors/") in site.strings:
            assert shapes(article) <= allowed, path


def hidden_characters_are_named(site):
    for name, text in site.strings.items():
        shown = words(site.page(f"actors/{name}")[1].find(".//h1"))
        assert not any(is_hidden(sign) for sign in shown if sign not in JOINERS + SOFT_HYPHEN), text


def test_naughty_strings_break_no_page(tmp_path, naughty):
    """One test, since the site is built once."""
    strings = {name: text for name, text in naughty.items() if not is_blank(text)}
    site = Built(tmp_path, blns_content(strings), strings)
    nothing_else_is_complained_of(site)
    names_are_read_back(site)
    quotes_and_articles_are_read_back(site)
    no_name_adds_an_element(site)
    hidden_characters_are_named(site)


@pytest.mark.parametrize(
    "name",
    ["actors/deep.yml", "actors.yml", "sources/deep.md", "story/briefing.md"],
    ids=["record", "many", "source", "briefing"],
)
@pytest.mark.parametrize("spot", ["[", "{a: ", "- "])
def test_a_nest_of_30000_is_refused_wherever_it_stands(tmp_path, name, spot):
    nest = f"name: {spot * 30_000}\n" if spot != "- " else f"{spot * 30_000}\n"
    text = f"---\n{nest}---\nText.\n" if name.endswith(".md") else nest
    write_files(tmp_path, {f"briefings/{name}": text, "briefings/places/one.yml": "{name: One, kind: city}"})
    dossier, problems = examine(Settings(root=tmp_path))
    assert {problem.mark.path for problem in problems} == {f"briefings/{name}"}
    assert [problem.rule.name for problem in problems] == ["yaml-too-deep"]
    assert [str(ref) for ref in dossier.records] == ["place/one"]


def pathological():
    if not PATHOLOGICAL.exists():
        reason = "needs ../shared/data/hostile/pathological beside the repository"
        return [pytest.param("", marks=pytest.mark.skip(reason=reason))]
    cases = json.loads(PATHOLOGICAL.read_text(encoding="utf-8"))
    # A tenth of each is enough to overflow a stack, and keeps the test short.
    return [
        pytest.param("".join(unit * -(-count // 10) for unit, count in case["parts"]), id=case["name"])
        for case in cases
    ]


@pytest.mark.parametrize("text", pathological())
def test_markdown_made_to_choke_readers_becomes_pages(tmp_path, text):
    body = f"First.\n\n{text}\n"
    files = {
        "briefings/sources/one.md": f"---\n{{headline: One, publisher: One, text: full}}\n---\n{body}",
        "briefings/story/briefing.md": f"---\n{{title: One, summary: One}}\n---\n{body}",
        "briefings/places/a.yml": "{name: a, kind: city}",
    }
    write_files(tmp_path, files)
    built = build(Settings(root=tmp_path))
    assert built.errors == 0
    assert {"sources/one.md", "briefings/story.md"} <= {page.path for page in built.pages}
    first, *rest = built.dossier.articles["one"]
    assert first.text == "First."
    assert set(text) & set("abcx") <= set("".join(part.text for part in rest))


def test_broken_files_of_every_sort_are_told_and_the_rest_is_read(tmp_path):
    content = tmp_path / "briefings"
    write_files(
        tmp_path,
        {
            "briefings/actors/binary.yml (latin-1)": "\x00\xff\xfe\x89PNG\r\n\x1a",
            "briefings/actors/folder.yml/actors/inside.yml": "{name: Inside, kind: person}",
            "briefings/actors/dangling.yml -> /nowhere/at/all.yml": "",
            "briefings/actors/round.yml -> round.yml": "",
            "briefings/actors/empty.yml": "",
            "briefings/actors/comment.yml": "# nothing yet\n",
            "briefings/actors/bom.yml (utf-8-sig)": "{name: Bom, kind: person}",
            "briefings/actors/utf-16.yml (utf-16)": "{name: Wide, kind: person}",
            "briefings/actors/crlf.yml (crlf)": "name: Crlf\nkind: person\n",
            "briefings/actors/cr.yml": "name: Cr\rkind: person\r",
            "briefings/actors/tab.yml": "name:\n\t- Tab\n",
            "briefings/actors/control.yml": "name: a\x07b\n",
            "briefings/actors/spaces.yml": " \n\n",
            "briefings/sources/nul.md": "---\nheadline: \x00\n---\n",
            "briefings/sources/body.md": "---\n{headline: A, publisher: B, text: full}\n---\na\x00\x1b[31m\n",
            "briefings/sources/dashes.md": "---",
            "briefings/story/briefing.md": "",
        },
    )
    (content / "actors" / os.fsdecode(b"caf\xe9.yml")).write_bytes(b"{name: Bytes, kind: person}")
    built = build(Settings(root=tmp_path))
    told = defaultdict(list)
    for problem in built.problems:
        assert problem.message.isprintable()
        assert problem.hint
        told[problem.mark.path.removeprefix("briefings/")].append(problem.rule.name)
    assert told == {
        "actors/binary.yml": ["not-utf-8"],
        "actors/caf?.yml": ["bad-id"],
        "actors/comment.yml": ["not-a-record"],
        "actors/control.yml": ["yaml-syntax"],
        "actors/dangling.yml": ["unreadable-file"],
        "actors/empty.yml": ["not-a-record"],
        "actors/round.yml": ["unreadable-file"],
        "actors/spaces.yml": ["not-a-record"],
        "actors/tab.yml": ["yaml-syntax"],
        "actors/utf-16.yml": ["not-utf-8"],
        "sources/dashes.md": ["front-matter-not-closed"],
        "sources/nul.md": ["yaml-syntax"],
        "story/briefing.md": ["not-a-record"],
    }
    assert {str(ref) for ref in built.dossier.records} == {
        "actor/bom",
        "actor/cr",
        "actor/crlf",
        "actor/inside",
        "source/body",
    }
