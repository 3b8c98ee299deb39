"""Words of a source offered as evidence, and the evidence pasted into records."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from briefkit.check import direct_not_quoted
from briefkit.cli.quote import as_yaml
from briefkit.load.article import read_article
from briefkit.load.nodes import read_yaml
from briefkit.load.schema import read_record
from briefkit.load.text import SourceText
from briefkit.model.article import Article
from briefkit.model.characters import is_blank
from briefkit.model.claim import Claim
from briefkit.model.dossier import Dossier, Origin
from briefkit.model.evidence import Evidence
from briefkit.model.folding import APOSTROPHES, QUOTES, fold_name
from briefkit.model.kinds import BY_NAME
from briefkit.model.mark import Mark
from briefkit.model.nodes import Mapping
from briefkit.model.settings import Settings
from briefkit.verify import verify
from briefkit.verify.offer import MOST, Found, find_offers
from briefkit.verify.typed import Likeness
from manual import MANUAL, read
from sites import ACTORS, BIN, CLAIMS, REPORT, ROOT, briefkit, run, said, write

DEMO = ROOT / "briefings" / "belarus-syria" / "sources" / "troops-report.md"
SHARED = ROOT.parent / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs the texts in ../shared/data")

CLAIM = """\
claim: It is so.
kind: factual
positions:
  - own_voice: true
    stance: support
    evidence:
"""


def article(*paragraphs: str) -> Article:
    return read_article(SourceText("a.txt", "\n\n".join(["", *paragraphs, ""])), 0, markdown=False)


def found(words: str, *paragraphs: str) -> Found:
    return find_offers("a", article(*paragraphs), words)


def problems(text: Article, *items: Evidence) -> list[str]:
    """What the check says of a record into which the items were pasted."""
    blocks = "\n".join(as_yaml(item, 8) for item in items)
    written = f"{CLAIM}{blocks}\n"
    mark = Mark("claims/c.yml")
    node, misread = read_yaml(SourceText(mark.path, written))
    assert isinstance(node, Mapping), written
    claim, misfits = read_record(BY_NAME["claim"], "c", node, mark)
    assert isinstance(claim, Claim), misfits
    assert claim.positions[0].evidence == items
    dossier = Dossier(
        Settings(root=Path()), {claim.ref: claim}, {claim.ref: Origin.of(node, mark)}, {"a": text}
    )
    verified, wrong = verify(dossier)
    return [
        str(problem) for problem in (*misread, *misfits, *wrong, *direct_not_quoted.check(verified, claim))
    ]


# any words of any article

MARKS = QUOTES + APOSTROPHES + "‹›「」"


def alike(words: str) -> str:
    """The words without anything that typing them may change, and without signs around them."""
    folded = " ".join(fold_name(words).text.split())
    bare = "".join(character for character in folded if character not in MARKS)
    return re.sub(r"^\W+|\W+$", "", bare) or bare


TYPED = {
    "as it is": str,
    "in small letters": str.lower,
    "in capitals, accents left out": lambda words: "".join(
        part for part in unicodedata.normalize("NFD", words.upper()) if not unicodedata.combining(part)
    ),
    "straight quotation marks": lambda words: re.sub(f"[{QUOTES}]", '"', re.sub("[‘’]", "'", words)),
    "two spaces": lambda words: words.replace(" ", "  "),
}

SAME_LETTERS = {"as it is", "straight quotation marks", "two spaces"}


def check_any_words(text: Article, data: st.DataObject) -> None:
    tokens = [(part.number, word) for part in text for word in part.text.split()]
    start = data.draw(st.integers(0, len(tokens) - 1))
    taken = tokens[start : start + data.draw(st.integers(1, 30))]
    words = " ".join(word for _, word in taken)
    assume(not is_blank(words))
    how = data.draw(st.sampled_from(sorted(TYPED)))
    result = find_offers("a", text, TYPED[how](words))
    assert result.likeness is not Likeness.NEAR
    assert result.offers
    for offer in result.offers:
        assert alike(offer.evidence.quote) == alike(words)
        assert problems(text, offer.evidence) == []
    if result.places == len(result.offers) and how in SAME_LETTERS and not is_blank(taken[0][1]):
        assert taken[0][0] in {offer.passage[0].paragraph for offer in result.offers}


@cache
def real_texts() -> list[Article]:
    """The demo's article and, where they are, the news texts beside the repository."""
    body = DEMO.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    texts = [read_article(SourceText("a.md", body), 0, markdown=True)]
    for path in sorted(SHARED.glob("articles/*.txt")):
        texts.append(read_article(SourceText("a.txt", path.read_text(encoding="utf-8")), 0, markdown=False))
    for path in sorted(SHARED.glob("gum-news/dep/*.conllu")):
        sentences = re.findall(r"^(# newpar)|^# text = (.*)", path.read_text(encoding="utf-8"), re.MULTILINE)
        words = "".join("\n\n" if new else f"{sentence} " for new, sentence in sentences)
        texts.append(read_article(SourceText("a.txt", words), 0, markdown=False))
    return texts


@given(st.data())
def test_any_words_of_the_demo_can_be_pasted(data: st.DataObject) -> None:
    check_any_words(real_texts()[0], data)


@needs_shared
@given(st.data())
def test_any_words_of_real_news_can_be_pasted(data: st.DataObject) -> None:
    check_any_words(data.draw(st.sampled_from(real_texts()[1:])), data)


HARD = [
    "the", "The", "THE", "said", "a", "no", "haven’t", "can", "can't", "“I", "you,”", "«\u00a0Oui\u00a0»", "„Ja“",
    "‘well’", '"so"', "\\", "\\n", "—", "–", "…", "[...]", "[he]", "#1", "a: b", "- x", "&c", "*", "200", "Café",
    "cafe\u0301", "É", "\u0301", "straße", "STRASSE", "ﬁn", "co\u00adop", "x\u200by", "\u200b", "Минск", "«мир»", "我们",
    "「是」", "ไทย", "🌍", "👩\u200d🚀", "\u202eabc\u202c", "x\x1by", "x\x85y", "x\u2028y", "x\ufeffy", "\x7f", "\uffff",
]  # fmt: skip


@given(
    st.lists(st.lists(st.sampled_from(HARD), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4),
    st.data(),
)
def test_any_words_of_strange_articles_can_be_pasted(paragraphs: list[str], data: st.DataObject) -> None:
    text = article(*paragraphs)
    assume(any(not is_blank(part.text) for part in text))
    check_any_words(text, data)


@given(
    st.lists(st.sampled_from(HARD), min_size=1, max_size=20).map(" ".join),
    st.text(max_size=40) | st.lists(st.sampled_from(HARD), max_size=6).map(" … ".join),
)
def test_whatever_is_typed_what_is_offered_holds(paragraph: str, words: str) -> None:
    text = article(paragraph)
    for offer in find_offers("a", text, words).offers:
        assert problems(text, offer.evidence) == []


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not is_blank(text)))
def test_whatever_a_quote_holds_reads_back(words: str) -> None:
    written = as_yaml(Evidence(source="a", quote=words, before=words, after=words), 2)
    assert len(written.split("\n")) == 5
    assert not re.search("[\\x00-\\x09\\x0b-\\x1f\\x7f\\x85\u2028\u2029\ufeff]", written)
    for loaded in (yaml.safe_load, YAML(typ="safe", pure=True).load):
        assert loaded(written) == [
            {"source": "a", "via": "narration", "quote": words, "before": words, "after": words}
        ]


def test_signs_stay_as_they_are_where_they_can() -> None:
    words = "“Да — 我们 🌍” \\U0001F30D \U000e0001"
    written = as_yaml(Evidence(source="a", quote=words), 0)
    assert written.endswith(r'quote: "“Да — 我们 🌍” \\U0001F30D \U000E0001"')


# what is offered

REPORTED = (
    "“We won’t go,” said Ms Ågren. She left the “peace” talks on Monday.",
    "“We will stay,” said the minister on Monday. “It is our home, and",
    "“it will stay ours.” He would not, he said, go. He said he would go.",
)


def told(words: str, *paragraphs: str) -> list[str]:
    """The quotes offered, with how they reach the source and what tells them from others."""
    items = [offer.evidence for offer in found(words, *paragraphs).offers]
    return [
        " | ".join(
            [
                item.via,
                item.quote,
                *(f"{name}: {getattr(item, name)}" for name in ("before", "after") if getattr(item, name)),
            ]
        )
        for item in items
    ]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("we won't  go", ["direct | We won’t go"]),
        ("“We won’t go,”", ["direct | We won’t go,"]),
        ("We won’t go,” said", ["narration | We won’t go,” said"]),
        ("ms agren", ["narration | Ms Ågren"]),
        ("left the peace talks", ["narration | left the “peace” talks"]),
        ("our home, and it will stay", ["direct | our home, and “it will stay"]),
        ("our home, and “it will stay ours", ["direct | our home, and “it will stay ours"]),
        ("on Monday", ["narration | on Monday | before: talks", "narration | on Monday | before: minister"]),
        ("She ... on Monday", ["narration | She … on Monday"]),
        ("She [Ågren] left", ["narration | She left"]),
        ("He would … go.", ["narration | He would not, he said, go."]),
        ("he would ... GO.", ["narration | He would not, he said, go.", "narration | he would go."]),
        ("… the minister …", ["narration | the minister"]),
        ("said the minster on Mondays", ["narration | said the minister on Monday"]),
        ("nothing of the kind at all", []),
        ("", []),
        (" \u200b\u00ad", []),
        ("\u0301", []),
    ],
)
def test_what_is_offered(words: str, offered: list[str]) -> None:
    assert told(words, *REPORTED) == offered


@pytest.mark.parametrize(
    ("words", "text", "around"),
    [
        ("home", "He went home.", [(None, None)]),
        ("came", "He came. She came.", [("He", None), ("She", None)]),
        ("home", "He went home at last. She went home.", [(None, "at"), ("She went", None)]),
        ("oui", "« Oui », dit-il. « Oui. »", [(None, "», dit-il."), ("dit-il. «", None)]),
        ("x", "a x b a x b a x b", [(None, "b a x b a"), ("b a", "b a"), ("b a x b a", None)]),
        ("我们", "我们去了，我们回来，他们说我们没有。", [(None, "去"), ("了，", None), ("说", None)]),
        # words that differ in the source's own spelling need nothing around them
        ("cafe", "Le café est au Café.", [(None, None), (None, None)]),
    ],
)
def test_only_the_words_around_that_are_needed(
    words: str, text: str, around: list[tuple[str | None, str | None]]
) -> None:
    items = [offer.evidence for offer in found(words, text).offers]
    assert [(item.before, item.after) for item in items] == around


def test_of_words_that_stand_in_very_many_places_some_are_offered() -> None:
    text = " ".join(f"The {number}th said the same." for number in range(2_000))
    result = found("the", text)
    assert (len(result.offers), result.places) == (MOST, 2_000)


def test_places_among_the_same_words_cannot_be_told() -> None:
    same = " ".join(str(number) for number in range(300))
    result = found("150", same, same, same)
    assert (result.likeness, result.offers, result.places) == (Likeness.SAME, (), 3)


def test_the_sentence_around_the_words() -> None:
    (offer,) = found("talks on Monday", *REPORTED).offers
    assert offer.sentence == ("She left the “peace” ", "talks on Monday", ".")
    (offer,) = found("our home, and “it will stay", *REPORTED).offers
    assert offer.sentence == ("“It is ", "our home, and “it will stay", " ours.”")


def test_all_that_is_offered_can_be_pasted_at_once() -> None:
    text = article("He came. She came.", "They all came.")
    offers = find_offers("a", text, "came").offers
    assert problems(text, *(offer.evidence for offer in offers)) == []
    assert len(offers) == 3


# the command

OTHERS = """\
heard-of:
  headline: Heard of
  publisher: Nobody
  text: none
torn:
  headline: Torn
  text: full
"""


def quoted(site: Path, *arguments: str, code: int = 0) -> tuple[str, str]:
    """What `briefkit quote` prints: the evidence, and what it tells beside it."""
    done = briefkit("quote", *arguments, cwd=site)
    assert done.returncode == code, said(done)
    return done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    "words",
    [
        "the bridge is UNSAFE",
        "ines calder",
        "“The bridge is unsafe,” said",
        "the … council.",
        "said",
        "bridge unsafe",
    ],
)
def test_what_is_printed_checks_where_it_is_pasted(site: Path, words: str) -> None:
    block, _ = quoted(site, "report", *words.split(), code=1 if words == "bridge unsafe" else 0)
    assert "quote: " in block
    paste(site, block)


def paste(site: Path, block: str) -> None:
    """Puts the evidence into the site's claim in place of its own, and checks."""
    alone = ACTORS.partition("  relations:")[0]
    above = CLAIMS.partition("      evidence:")[0]
    pasted = f"{above}      evidence:\n{block}"
    write(site, {"briefings/actors.yml": alone, "briefings/bridge/claims.yml": pasted})
    done = briefkit("check", cwd=site)
    assert (done.returncode, done.stdout) == (0, b""), said(done)


def test_evidence_goes_to_the_output_and_the_sentence_beside_it(site: Path) -> None:
    block, beside = quoted(site, "source/report", "THE BRIDGE is unsafe")
    assert (
        block == '        - source: report\n          via: direct\n          quote: "The bridge is unsafe"\n'
    )
    assert beside.splitlines()[:2] == [
        "report: Bridge unsafe (The paper)",
        "p1: “▸The bridge is unsafe◂,” said Ines Calder of the council.",
    ]


def test_the_indentation_is_the_desk_s_choice(site: Path) -> None:
    block, _ = quoted(site, "--indent", "0", "report", "said")
    assert block.startswith("- source: report\n  via: narration\n  quote: ")


def test_words_from_the_standard_input(site: Path) -> None:
    script = f'printf "said\n  Ines – Calder" | "{BIN}/briefkit" quote report -'
    write(site, {"briefings/bridge/sources/report.md": REPORT.replace("Ines Calder", "Ines — Calder")})
    done = run("bash", "-c", script, cwd=site)
    assert 'quote: "said Ines — Calder"' in done.stdout.decode()


def test_several_places_are_numbered_and_near_ones_say_what_they_are(site: Path) -> None:
    write(
        site, {"briefings/bridge/sources/report.md": f"{REPORT}\nSaid Ines Calder again, and said no more.\n"}
    )
    block, beside = quoted(site, "report", "Calder")
    assert [line.strip() for line in block.splitlines() if "#" in line] == ["# 1 of 2: p1", "# 2 of 2: p2"]
    assert "2 of 2, p2: Said Ines ▸Calder◂ again" in beside
    block, beside = quoted(site, "report", "Iness", "Caldr", "agane", code=1)
    assert block.splitlines()[0].strip() == "# not the words that were looked for, but like them: 1 of 1"
    assert beside.splitlines()[-1].startswith("Error: source report does not have these words: ")


WRONG = {
    "no source": ((), 2, "Missing argument 'SOURCE'"),
    "no words": (("report",), 2, "there are no words to look for"),
    "blank words": (("report", " ", "\u200b"), 2, "there are no words to look for"),
    "an unknown source": (("repotr", "x"), 2, "there is no source “repotr”: report or"),
    "no source at all like it": (("1234567", "x"), 2, "there is no source “1234567”"),
    "another kind": (("actor/report", "x"), 2, "report?"),
    "words that are nowhere": (("report", "zzz", "qqq"), 1, "does not have these words, nor any like them"),
    "bytes that are no text": (("report", "\udcff"), 2, "there are no words to look for"),
    "a source that was not read": (("heard-of", "x"), 1, "add document: heard-of"),
    "a source that cannot be read": (("torn", "x"), 1, "source torn cannot be read"),
    "a source without its text": (("bare", "x"), 1, "source bare has no text beside it"),
    "an indentation that is none": (("--indent", "-1", "report", "said"), 2, "-1"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_is_told_in_a_line(site: Path, case: str) -> None:
    bare = "bare:\n  headline: Bare\n  publisher: Nobody\n  text: full\n"
    write(site, {"briefings/sources.yml": OTHERS + bare})
    arguments, code, words = WRONG[case]
    block, beside = quoted(site, *arguments, code=code)
    assert block == ""
    assert beside.splitlines()[-1].startswith("Error: ")
    assert words in beside.splitlines()[-1]


def test_a_source_that_is_doubtful_or_kept_in_excerpts_says_so(site: Path) -> None:
    report = REPORT.replace("text: full", "text: excerpts\nstatus: retracted")
    write(site, {"briefings/bridge/sources/report.md": report})
    assert "It was retracted by its publisher." in quoted(site, "report", "said")[1]
    withdrawn = "{date: 2024-03-14, kind: withdrawal, text: A forgery.}"
    report = REPORT.replace("text: full", f"text: excerpts\ncorrections: [{withdrawn}]")
    write(site, {"briefings/bridge/sources/report.md": report})
    assert "The desk has withdrawn it." in quoted(site, "report", "said")[1]
    assert "of which only excerpts are kept," in quoted(site, "report", "zzz", "qqq", code=1)[1]


def test_what_moves_a_terminal_s_cursor_is_not_printed(site: Path) -> None:
    write(
        site,
        {
            "briefings/bridge/sources/report.md": REPORT.replace("said", "said \x1b[2J").replace(
                "Bridge unsafe", '"A\\e[2J"'
            )
        },
    )
    done = briefkit("quote", "report", "calder", cwd=site)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout + done.stderr
    paste(site, quoted(site, "report", "unsafe ... Ines")[0])


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_without_the_signs_gets_what_reads_back_as_them(site: Path, encoding: str) -> None:
    text = "“Мы не уйдём — 😀,” said Ines Calder of the council."
    write(site, {"briefings/bridge/sources/report.md": REPORT.replace("“The bridge is unsafe,”", text)})
    done = briefkit(
        "quote", "--indent", "0", "report", "мы не уйдём - 😀", cwd=site, PYTHONIOENCODING=encoding
    )
    block = done.stdout.decode("utf-8" if encoding == "ascii" else encoding)
    assert yaml.safe_load(block) == [{"source": "report", "via": "direct", "quote": "Мы не уйдём — 😀"}]


# the manual


@pytest.mark.parametrize(
    ("command", "shown"),
    re.findall(r"```console\n\$ (briefkit quote [^\n]*)\n(.*?)```", read(MANUAL / "editing.md"), re.S),
)
def test_the_manual_shows_what_is_printed(command: str, shown: str) -> None:
    done = run("bash", "-c", f"{command} 2>&1", cwd=ROOT)
    assert done.stdout.decode() == shown
