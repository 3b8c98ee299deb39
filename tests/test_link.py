import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.building import build
from briefkit.link import link
from briefkit.link.finder import Finder
from briefkit.model.characters import is_blank
from briefkit.model.dossier import Dossier, Origin
from briefkit.model.folding import fold_name
from briefkit.model.mark import Mark
from briefkit.model.nodes import Mapping
from briefkit.model.place import Place
from briefkit.model.prose import (
    CodeBlock,
    CodeWords,
    Embed,
    Emphasis,
    Heading,
    LineBreak,
    Listing,
    Paragraph,
    Quotation,
    RecordLink,
    Table,
    WebLink,
    Words,
)
from briefkit.model.settings import Settings
from briefkit.pipeline import examine
from casefiles import CASES, read_case, write_files

BRIEFING = "---\n{title: a, summary: b}\n---\n"
SOURCE = "---\n{headline: a, publisher: b, text: full}\n---\n"

FILES = sorted((CASES / "link").glob("*.txt"))


def linked(folder, files):
    write_files(folder, files)
    dossier, problems = examine(Settings(root=folder))
    assert [str(problem) for problem in problems if problem.rule.severity == "error"] == []
    return link(dossier)


def shown(pieces):
    """A line with its links as `[words](record)`."""
    return "".join(_shown(piece) for piece in pieces)


def _shown(piece):
    match piece:
        case Words():
            return piece.text.replace("\n", " ")
        case CodeWords():
            return f"`{piece.text}`"
        case Emphasis():
            return f"*{shown(piece.children)}*"
        case WebLink():
            return f"<{shown(piece.children)}>"
        case RecordLink():
            return f"[{piece.label or ''}]({piece.ref})"
        case LineBreak():
            return " / "


def flat(blocks):
    for block in blocks:
        match block:
            case Paragraph():
                yield shown(block.children) + ("" if block.sourced else " (no source)")
            case Heading():
                yield f"# {shown(block.children)}"
            case Listing():
                for item in block.items:
                    yield from (f"- {line}" for line in flat(item))
            case Quotation():
                yield from (f"> {line}" for line in flat(block.children))
            case CodeBlock():
                yield f"``` {block.text.strip()}"
            case Table():
                yield from ("| " + " | ".join(shown(cell) for cell in row) for row in block.rows)
            case Embed():
                yield f"! {block.ref or block.view}"


def report(site):
    """Every text of the desk's and every article with its links, then what leads back to each record."""
    for (ref, path), pieces in site.texts.items():
        yield f"{ref} {'.'.join(map(str, path))}: {shown(pieces)}"
    for briefing, blocks in site.bodies.items():
        yield from (f"briefing/{briefing}: {line}" for line in flat(blocks))
    for source, article in site.dossier.articles.items():
        for paragraph in article:
            words, done = "", 0
            for mention in site.mentions.get((source, paragraph.number), ()):
                words += paragraph.text[done : mention.start]
                words += f"[{paragraph.text[mention.start : mention.end]}]({mention.ref})"
                done = mention.end
            yield f"source/{source} {paragraph.anchor}: {words}{paragraph.text[done:]}"
    for ref in site.dossier.records:
        for back in site.backlinks.get(ref, ()):
            place = f"{back.origin}#{back.anchor}" if back.anchor else str(back.origin)
            sentence = f": {back.before}»{back.words}«{back.after}" if back.words else ""
            yield f"{ref} from {place} {back.way}{sentence}"


@pytest.mark.parametrize("case", FILES, ids=[case.stem for case in FILES])
def test_names_are_linked_and_lead_back(case, tmp_path):
    title, files, *_ = read_case(case)
    assert title
    expected = files.pop("linked")
    assert list(report(linked(tmp_path, files))) == expected.splitlines()


def finder(*names):
    """A finder of places, each with these names: a text, or a list with its aliases."""
    records = {}
    for number, written in enumerate(names):
        name, *aliases = [written] if isinstance(written, str) else written
        data = {"id": str(number), "name": name, "aliases": list(aliases), "kind": "city"}
        place = Place.model_validate(data)
        records[place.ref] = place
    return Finder(Dossier(Settings(root=Path()), records, {}).names)


def found(text, *names):
    return [(text[mention.start : mention.end], int(mention.ref.id)) for mention in finder(*names).find(text)]


@pytest.mark.parametrize(
    ("text", "names", "mentions"),
    [
        # the longest name, whole words
        ("South Sudan and Sudan", ["Sudan", "South Sudan"], [("South Sudan", 1), ("Sudan", 0)]),
        ("Sudanese, Sudan2, Sudan_x, xSudan", ["Sudan"], []),
        ("(Sudan), “Sudan”/Sudan-based. Sudan", ["Sudan"], [("Sudan", 0)] * 4),
        # possessives and signs
        ("Lukashenko’s, Lukashenko's, Lukashenkoʼs", ["Lukashenko"], [("Lukashenko", 0)] * 3),
        ("Belarus‘ leader, Belarus’ too", ["Belarus"], [("Belarus", 0)] * 2),
        ("O’Brien and O'Brien and O‘Brien", ["O'Brien"], [(f"O{sign}Brien", 0) for sign in "’'‘"]),
        ("Guinea–Bissau, Guinea‑Bissau", ["Guinea-Bissau"], [("Guinea–Bissau", 0), ("Guinea‑Bissau", 0)]),
        ("New\u00a0York\nNew York", ["New York"], [("New\u00a0York", 0), ("New York", 0)]),
        ("Lukash\u00adenko", ["Lukashenko"], [("Lukash\u00adenko", 0)]),
        # case
        ("It may be May. MAY", ["May"], [("May", 0)]),
        ("us, Us, US, U.S.", ["US"], [("US", 0)]),
        ("SYRIA, Syria, syria, SyRiA", ["Syria"], [("SYRIA", 0), ("Syria", 0)]),
        ("CALL IT IRAN", ["Iran"], [("IRAN", 0)]),
        ("CALL THE WHO", ["Who"], []),
        ("NATO, Nato, nato", ["NATO"], [("NATO", 0)]),
        ("IPad, iPad, ipad", ["iPad"], [("iPad", 0)]),
        ("Big fire, big fire, BIG FIRE", ["big fire"], [("Big fire", 0), ("big fire", 0), ("BIG FIRE", 0)]),
        ("the Talks. The Talks. the talks", ["The Talks"], [("the Talks", 0), ("The Talks", 0)]),
        ("STRASSE and Straße", ["Straße"], [("STRASSE", 0), ("Straße", 0)]),
        # accents
        ("Pena, Peña", ["Peña"], [("Pena", 0), ("Peña", 0)]),
        ("Pena, Peña, Pen\u0303a", ["Peña", "Pena"], [("Pena", 1), ("Peña", 0), ("Pen\u0303a", 0)]),
        ("Jose\u0301 said", ["José"], [("Jose\u0301", 0)]),
        ("pena", ["Peña"], []),
        # a letter that folds to two is not cut
        ("Herr Weiß", ["Weis"], []),
        ("Groß, Gross", ["Groß"], [("Groß", 0), ("Gross", 0)]),
        ("각 나라", ["가"], []),
        # an accent written by itself is no end of a word
        ("Jose\u0301s, e\u0301Jose", ["Jose"], []),
        ("मिनस्क मिना", ["मिन"], []),
        # a name of two records is nobody's, and hides what lies in it
        ("Georgia and South Georgia", ["Georgia", "Georgia"], []),
        ("New Georgia", ["Georgia", ["a", "New Georgia"], ["b", "New Georgia"]], []),
        # aliases
        ("Lukaschenko", [["Lukashenko", {"name": "Lukaschenko", "hidden": "true"}]], [("Lukaschenko", 0)]),
        ("Minsk", [["Belarus", {"name": "Minsk", "metonym": "true"}]], []),
        ("Minsk Group", ["Group", ["x", {"name": "Minsk Group", "metonym": "true"}]], []),
        # characters that mean something to patterns
        ("a C++ (n) [x] .*", ["C++", "(n)", "[x]", ".*"], [("C++", 0), ("(n)", 1), ("[x]", 2), (".*", 3)]),
        ("a|b $x^ \\d", ["a|b", "$x^", "\\d"], [("a|b", 0), ("$x^", 1), ("\\d", 2)]),
        # scripts without spaces, and others
        ("他去了北京市，北京很大", ["北京"], [("北京", 0)] * 2),
        ("プーチン大統領はシリアで", ["シリア"], [("シリア", 0)]),
        ("กรุงเทพมหานคร", ["กรุงเทพ"], [("กรุงเทพ", 0)]),
        ("Аляксандр Лукашэнка, Лукашэнкам", ["Лукашэнка"], [("Лукашэнка", 0)]),
        ("بشار الأسد قال", ["بشار الأسد"], [("بشار الأسد", 0)]),
        # too short to be told from something else
        ("A b", ["A"], []),
        ("", ["Syria"], []),
        ("Syria", [], []),
    ],
)  # fmt: skip
def test_mentions(text, names, mentions):
    assert found(text, *names) == mentions


LETTERS = list("abcABCsSßÉéeijñnŁłİıﬁǆ가각京シา'’‘-–_. \u00a0\t1\u0301\u0327\u200d\u00adमिάΣςK")
NAMES = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=5).map("".join)
NAMES = NAMES.filter(lambda name: not is_blank(name))
VARIANTS = [
    str, str.upper, str.lower, str.title,
    lambda text: unicodedata.normalize("NFD", text), lambda text: unicodedata.normalize("NFC", text),
]  # fmt: skip


@st.composite
def texts(draw, names):
    """A text that holds some of the names, as written and otherwise, among other letters."""
    pieces = [
        draw(st.sampled_from(VARIANTS))(draw(st.sampled_from(names))) for _ in range(draw(st.integers(0, 4)))
    ]
    glue = [draw(st.sampled_from(["", " ", "s", "’s ", ", ", "\n"]) | st.text(max_size=3)) for _ in pieces]
    return "".join(part for pair in zip(glue, pieces, strict=True) for part in pair)


@settings(deadline=None, max_examples=300)
@given(st.data(), st.lists(NAMES, min_size=1, max_size=5))
def test_mentions_are_names_and_never_overlap(data, names):
    text = data.draw(texts(names))
    mentions = finder(*names).find(text)
    spans = [place for mention in mentions for place in (mention.start, mention.end)]
    assert spans == sorted(spans)
    for mention in mentions:
        written = text[mention.start : mention.end]
        name = names[int(mention.ref.id)]
        assert fold_name(written).text.strip() == fold_name(name).text.strip()
        holders = {n for n, other in enumerate(names) if other == name}
        assert holders == {int(mention.ref.id)}


@settings(deadline=None, max_examples=60)
@given(st.data(), st.lists(NAMES, min_size=1, max_size=4))
def test_linking_leaves_every_word_as_it_is(data, names):
    """Text with its links says what it said without them."""
    text = data.draw(texts(names))
    records = {}
    for number, name in enumerate(names):
        fields = {"id": str(number), "name": name, "kind": "city", "summary": f"x{text}"}
        place = Place.model_validate(fields)
        records[place.ref] = place
    mark = Mark("a.yml")
    origins = {ref: Origin.of(Mapping(mark, ()), mark) for ref in records}
    site = link(Dossier(Settings(root=Path()), records, origins))
    for (ref, _), pieces in site.texts.items():
        said = "".join(piece.text if isinstance(piece, Words) else piece.label for piece in pieces)
        assert said == f"x{text}"
        targets = [piece.ref for piece in pieces if isinstance(piece, RecordLink)]
        assert len(targets) == len(set(targets))
        assert ref not in targets


def test_a_name_before_a_link_by_hand_is_no_link_though_it_is_stressed(tmp_path):
    files = {
        "briefings/places.yml": "syria: {name: Syria, kind: country}\n",
        "briefings/story/briefing.md": f"{BRIEFING}Syria, *[[place/syria|the country]]*.\n",
    }
    site = linked(tmp_path, files)
    assert list(flat(site.bodies["story"])) == ["Syria, *[the country](place/syria)*. (no source)"]


def test_a_hidden_alias_is_never_shown(tmp_path):
    alias = "{name: Lukaschenko, hidden: true}"
    files = {
        "briefings/actors.yml": f"a: {{name: Lukashenko, kind: person, aliases: [{alias}]}}\n",
        "briefings/sources/report.md": f"{SOURCE}So said Lukaschenko.\n",
    }
    write_files(tmp_path, files)
    built = build(Settings(root=tmp_path))
    page = next(page.text for page in built.pages if page.path == "actors/a.md")
    (backlink,) = link(built.dossier).backlinks[("actor", "a")]
    # it stands there once, as the words of the report that names him
    assert page.count("Lukaschenko") == 1
    assert f"<b>{backlink.words}</b>" in page
