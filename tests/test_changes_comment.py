import ast
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from briefkit.changes.comparing.entries import (
    ChangeKind,
    Comparison,
    FactChange,
    PageChange,
    PageChangeKind,
    State,
    Why,
)
from briefkit.changes.report.comment import MARKER, changes_markdown
from briefkit.changes.report.forge_text import forge_text, shortened
from briefkit.changes.report.sections import LIMIT, MOST_ENTRIES
from briefkit.changes.report.wording import Became, reworded
from briefkit.changes.report.words import IMPORTANCE, in_sentence, messages, names_in, reason, said
from briefkit.model.mark import Mark
from briefkit.model.ref import Ref
from briefkit.problems import Problem, Rule, Severity
from comment_reading import read, seen
from readback import folded, joined, named
from sites import ROOT

CASES = sorted((Path(__file__).parent / "cases" / "report").glob("*.json"))
URL = "https://pages.example.org/p/7"
CLAIM, ACTOR = Ref("claim", "unsafe"), Ref("actor", "calder")
STATES = State("main", "0123456789" * 4), State("", None)

TRICKS = [
    *("@", "@all", "#1", "!1", "&1", "$1", "~label", '~"a b"', "%m", '%"m"', "^alert#1", "GH-1", "ABC2-17"),
    *("o/r#1", "o/r@0123456", "0123456789abcdef" * 2, "20220208", "[vulnerability:1]", "[^1]", "[ ] ", "[x]"),
    *(
        "http://a.b",
        "HTTPS://A.B",
        "ftp://a.b",
        "git://a.b",
        "www.a.b",
        "mailto:a@b.c",
        "a@b.c",
        "xmpp:a@b.c",
    ),
    *(
        "![a](b)",
        "[a](b)",
        "[a]: b",
        "<b>",
        "</details>",
        "<!--",
        "-->",
        "# ",
        "- ",
        "1. ",
        "> ",
        "| a |",
        "---",
    ),
    *(
        ":smile:",
        ":+1:",
        "$x$",
        "$`x`$",
        "```math",
        "`#fff`",
        "/merge",
        "\n/merge",
        "> /merge",
        "::include{file=a}",
    ),
    *("[[_TOC_]]", "[TOC]", "{{ a }}", "{+ a +}", "[- a -]", "&#64;all", "&commat;all", "https&colon;//a.b"),
    *(
        " ",
        "\n",
        "\n\n",
        "\t",
        "\\",
        "\\@",
        "*",
        "_",
        "~~",
        "`",
        "\u202e",
        "\u200b",
        "\x07",
        "\u2028",
        "a",
        "é",
    ),
    *("\u00a0", "(", ")", ".", ",", "'", '"', "=", "+++", ";;;", "@@", "\u2060", "/", ":"),
]
TEXTS = st.text() | st.lists(st.sampled_from(TRICKS), max_size=10).map("".join)


def rule(name="evidence-reused"):
    return Rule(name, Severity.WARNING, "What is looked for.")


def comparison(*facts, **more):
    return Comparison(*STATES, facts=facts, **more)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_comment_is_as_written_down(path):
    given = TypeAdapter(Comparison).validate_json(path.read_bytes())
    url = URL if "linked" in path.stem else ""
    expected = path.with_suffix(".md").read_text(encoding="utf-8")
    preview = {"diff": None, "nothing-to-compare-with": False, "not-built-linked": False}.get(path.stem, True)
    assert changes_markdown(given, url=url, preview=preview) == expected


@settings(deadline=None, max_examples=500)
@given(text=TEXTS)
def test_any_text_stays_text_to_a_forge(text):
    entry = f"- {forge_text(text)}\n"
    elements, nodes = read(entry)
    assert {tag for tag, _ in elements} <= {"ul", "li", "p"}
    assert seen(entry) == []
    shown = "".join(nodes).replace("\u2060", "")
    expected = joined(named(text)).replace("\u2060", "")
    assert folded(joined(shown)) == folded(expected)


@pytest.mark.parametrize("text", TRICKS)
def test_each_trick_is_inert_alone_and_behind_words(text):
    for entry in (f"\n{forge_text(text)}", f"- {forge_text(text)}", forge_text(f"said {text} twice")):
        assert seen(entry) == []


def odd(text):
    """A comparison with the text in every place that holds content."""
    fact = FactChange(
        ChangeKind.EVIDENCE_GAINED,
        CLAIM,
        text,
        text,
        None,
        text,
        f"so {text} it",
        source=Ref("source", "report"),
    )
    facts = [replace(fact, kind=kind, was=text) for kind in ChangeKind] + [fact]
    page = PageChange(
        PageChangeKind.CHANGED,
        "claims/unsafe/",
        "claims/unsafe.md",
        text,
        "",
        (Why(CLAIM, f"quotes {text}"),),
    )
    pages = [replace(page, kind=kind, target="a/") for kind in PageChangeKind]
    problem = Problem(Mark(text or "a", 1, 1), rule(), text)
    return Comparison(
        State(text, "0123456789" * 4),
        State(text, "9876543210" * 4),
        facts=tuple(facts),
        pages=tuple(pages),
        problems=(problem,),
        notices=(text,),
    )


@settings(deadline=None, max_examples=30)
@given(text=TEXTS)
def test_comment_holds_no_markup_but_its_own(text):
    assume(text)
    comment = changes_markdown(odd(text), url=URL, preview=True)
    elements, _ = read(comment)
    plain, _ = read(changes_markdown(odd("x"), url=URL, preview=True))
    tags = {"h3", "a", "details", "summary"}
    assert [found for found in elements if found[0] in tags] == [found for found in plain if found[0] in tags]
    allowed = {"p", "ul", "li", "strong", "del", "ins", "code", *tags}
    assert {tag for tag, _ in elements} <= allowed
    assert seen(comment, [URL]) == []


@settings(deadline=None, max_examples=10)
@given(letter=st.sampled_from(["a", "@", "[", "é", "語", "\u202e", "0", " @"]), count=st.integers(1, 3000))
def test_comment_stays_below_the_limit_whatever_its_words(letter, count):
    comparison = odd(letter * count)
    many = replace(
        comparison, facts=comparison.facts * 4, notices=comparison.notices * 50, pages=comparison.pages * 50
    )
    comment = changes_markdown(many, url=URL, preview=True)
    assert len(comment.encode()) < LIMIT
    assert comment.count("<details>") == comment.count("</details>")


def test_ten_thousand_entries_are_cut_between_two_and_counted():
    facts = [
        FactChange(ChangeKind.FIELD_CHANGED, Ref("actor", f"a{number}"), f"Actor {number}", "name", "x", "y")
        for number in range(10_000)
    ]
    comment = changes_markdown(comparison(*facts), url=URL, preview=True)
    assert len(comment.encode()) < LIMIT
    shown = comment.count("\n- name: was ")
    assert 100 <= shown <= MOST_ENTRIES
    assert f"\n… and {10_000 - shown:,} more: see [all changes]({URL}/changes/).\n" in comment
    assert "10,000 facts changed in 10,000 records." in comment


def test_status_comes_first_and_says_what_keeps_the_site_from_being_built():
    first, second, *_ = changes_markdown(comparison(errors=2), url=URL, preview=False).split("\n")
    assert first == MARKER
    assert second == (
        "**Not built: 2 errors in the content, the site cannot be published.** the files as they lie there, "
        "against <code>0123456789</code> (main)"
    )
    assert URL not in second


def test_that_a_record_is_new_stands_before_what_it_holds():
    fact = FactChange(ChangeKind.POSITION_ADDED, CLAIM, "A claim", field="positions[a]", now="deny")
    told = changes_markdown(comparison(fact, replace(fact, kind=ChangeKind.RECORD_ADDED, field="", now=None)))
    assert told.index("- new record") < told.index("new position")


def test_errors_stand_before_warnings_so_that_they_are_not_cut():
    warnings = [Problem(Mark("a.yml", line, 1), rule(), "A warning") for line in range(1, 40)]
    error = Problem(Mark("b.yml", 1, 1), Rule("some-error", Severity.ERROR, "A rule."), "An error")
    told = changes_markdown(comparison(problems=(*warnings, error), errors=1))
    assert told.index("some-error") < told.index("evidence-reused")


def test_what_no_reader_sees_is_counted_and_not_told():
    secret = FactChange(ChangeKind.FIELD_CHANGED, ACTOR, "Calder", "note", None, "s3cret", is_published=False)
    comment = changes_markdown(comparison(secret))
    assert "No facts changed, 1 change that no reader sees." in comment
    assert "s3cret" not in comment
    assert "Calder" not in comment


def test_what_is_gone_has_no_link():
    facts = [
        FactChange(ChangeKind.RECORD_REMOVED, ACTOR, "Calder"),
        FactChange(ChangeKind.POSITION_WITHDRAWN, CLAIM, "Unsafe", "positions[x]", "x", anchor="position-x"),
    ]
    comment = changes_markdown(comparison(*facts), url=URL, preview=True)
    assert "**actor** Calder\n" in comment
    assert "#position-x" not in comment


def test_a_quote_stands_in_its_sentence_where_white_space_differs():
    change = FactChange(
        ChangeKind.EVIDENCE_GAINED,
        CLAIM,
        "Unsafe",
        "",
        None,
        "it is  unsafe",
        "“So it is\nunsafe,” she said.",
    )
    assert in_sentence(change) == ("“So ", "it is unsafe", ",” she said.")
    assert "“So <strong>it is unsafe</strong>,” she said." in changes_markdown(comparison(change))
    assert in_sentence(replace(change, now="elsewhere")) is None


@pytest.mark.parametrize("kind", ChangeKind)
@pytest.mark.parametrize("field", ["", "name"])
@pytest.mark.parametrize("was", [None, "", "a"])
@pytest.mark.parametrize("now", [None, "", "b"])
def test_every_change_can_be_said(kind, field, was, now):
    message, values, _ = said(FactChange(kind, CLAIM, "Unsafe", field, was, now))
    assert names_in(message) <= values.keys()
    assert ("", message) in set(messages())


LONG = "The ministry said on Monday that the bridge at Calder is unsafe and will stay closed for two weeks"


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (
            LONG.replace("two", "three"),
            "… that the bridge at Calder is unsafe and will stay closed for -two +three weeks",
        ),
        (
            LONG.replace("Monday", "Tuesday"),
            "The ministry said on -Monday +Tuesday that the bridge at Calder is",
        ),
        (f"{LONG} or more", f"{' '.join(LONG.split()[-12:])} +or more"),
    ],
)
def test_of_a_long_text_only_the_words_that_changed_are_marked(now, told):
    change = FactChange(ChangeKind.FIELD_CHANGED, CLAIM, "Unsafe", "rationale", LONG, now)
    message, _, text = said(change)
    assert message == "{field}: {text}"
    signs = {Became.GONE: "-", Became.COME: "+", Became.STAYED: ""}
    assert told in " ".join(signs[piece.became] + piece.text for piece in text)


@pytest.mark.parametrize("now", ["", "Closed", " ".join(reversed(LONG.split())), "The bridge is open " * 5])
def test_a_text_of_which_little_stayed_is_told_before_and_after(now):
    message, _, text = said(FactChange(ChangeKind.FIELD_CHANGED, CLAIM, "Unsafe", "rationale", LONG, now))
    assert (message, text) == ("{field}: was {was}, now {now}", ())


@given(st.lists(st.sampled_from("abcdefgh"), max_size=30), st.lists(st.sampled_from("abcdefgh"), max_size=30))
def test_both_texts_can_be_read_from_the_words_that_changed(was, now):
    pieces = reworded(" ".join(was), " ".join(now))
    if pieces is None:
        return
    for words, other in ((was, Became.COME), (now, Became.GONE)):
        left = list(words)
        for piece in pieces:
            if piece.became is other:
                continue
            for stretch in piece.text.split("…"):
                wanted = stretch.split()
                while left[: len(wanted)] != wanted:
                    assert "…" in piece.text
                    left.pop(0)
                del left[: len(wanted)]
        assert left == [] or pieces[-1].text.endswith("…")


def test_every_way_in_which_a_page_comes_to_a_record_can_be_said():
    ways = set()
    for path in (ROOT / "generator/briefkit/changes/comparing/pages").glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = ast.unparse(call.func).rpartition(".")[2] if isinstance(call, ast.Call) else ""
            if named in {"add", "Why", "_first"} and call.args:
                last = call.args[-1]
                found = [last.body, last.orelse] if isinstance(last, ast.IfExp) else [last]
                ways |= {one.value for one in found if isinstance(one, ast.Constant) and one.value}
    assert {"names", "lists", "counts the sources of"} <= ways
    for way in ways:
        assert names_in(reason(Why(CLAIM, way))) == {"record"}


def test_every_kind_has_its_place_in_the_order():
    assert sorted(IMPORTANCE) == sorted(ChangeKind)


def test_what_is_cut_says_how_much():
    assert shortened("a" * 100) == f"{'a' * 40}… (60 more characters)"
    assert shortened("word " * 200, 20) == "word word word word … (980 more characters)"
    assert shortened("語" * 100) == "語" * 100


@pytest.mark.parametrize(
    ("kind", "was", "now", "words"),
    [
        (ChangeKind.RECORD_ADDED, "draft", None, "published: it was a draft"),
        (ChangeKind.RECORD_REMOVED, None, "draft", "withheld: it is a draft now"),
        (ChangeKind.RECORD_REMOVED, None, None, "record removed"),
    ],
)
def test_a_draft_that_is_published_or_withheld_is_no_other_record(kind, was, now, words):
    assert said(FactChange(kind, ACTOR, "Calder", "", was, now)).message == words


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (
            "positions[a@2022].evidence[report: [x] b]",
            "positions (a, 2022): new quote from source/report: “<strong>",
        ),
        ("evidence[report]", "- new quote from source/report: “<strong>"),
        ("evidence", "- new quote from source/report: “<strong>"),
    ],
)
def test_evidence_is_said_of_what_it_carries(field, words):
    change = FactChange(
        ChangeKind.EVIDENCE_GAINED, CLAIM, "Unsafe", field, None, "q", source=Ref("source", "report")
    )
    assert words in changes_markdown(comparison(change))


def test_what_others_only_follow_from_is_folded_behind_what_was_edited():
    follows = FactChange(ChangeKind.INDEPENDENT_SOURCES_CHANGED, ACTOR, "Calder", "facts[x]", "2", "1")
    edited = FactChange(ChangeKind.FIELD_CHANGED, CLAIM, "Unsafe", "claim", "a", "b")
    comment = changes_markdown(comparison(follows, edited))
    assert comment.index("### Facts (1)") < comment.index("<summary>What follows for others (1)</summary>")


def test_values_of_closed_lists_are_said_in_the_words_that_readers_see():
    told = [("credibility", "3", "2"), ("likelihood", "almost-certain", "no such term")]
    facts = [
        FactChange(ChangeKind.ASSESSMENT_MOVED, ACTOR, "Calder", f"assessment.{field}", was, now)
        for field, was, now in told
    ]
    comment = changes_markdown(comparison(*facts))
    assert "<del>3 (possibly true)</del> to <ins>2 (probably true)</ins>" in comment
    assert "<del>almost certain</del> to <ins>no such term</ins>" in comment
