"""What differs between two states of a page, marked in the one there is now."""

import re

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.plugin.preview.marking import Marked, marked
from briefkit.plugin.preview.signs import Words
from briefkit.plugin.preview.tree import UnbalancedError, tree
from page_checks import markup

WORDS = Words("added:", "removed:", "leads elsewhere now:", "Added", "Removed", "This drawing changed")

TOLD = re.compile(r'<span class="bk-told">[^<]*</span>')
SIGN = re.compile(r'<span class="bk-change-sign">((?:<span[^>]*>[^<]*</span>|[^<])*)</span>')
ID = re.compile(r' id="bk-change-\d+"')


def told(old: str, new: str) -> str:
    """The marked page without the words, ids and signs that every mark has."""
    return SIGN.sub(r"\1", ID.sub("", TOLD.sub("", marked(old, new, WORDS).html)))


def ins(words: str) -> str:
    return f'<ins class="bk-ins">{words}</ins>'


def gone(words: str) -> str:
    return f'<del class="bk-del">{words}</del>'


def swap(was: str, now: str) -> str:
    return f'<span class="bk-swap">{gone(f"{was} ")}{ins(now)}</span>'


def block(word: str) -> str:
    return f'<span class="bk-change-word">{word}</span> '


def run(mark: str, words: str) -> str:
    return f'<{mark} class="bk-run">{words}</{mark}>'


Y = '<a href="y/">y</a>'
HALF = '<span class="bk-small">50 %</span>'


def table(heads: list[str], *rows: list[str]) -> str:
    head = "".join(f"<th>{one}</th>" for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


CASES = {
    "words": (
        "<p>The old bridge is safe.</p>",
        "<p>The new bridge is safe.</p>",
        f"<p>The {swap('old', 'new')} bridge is safe.</p>",
    ),
    "words at the end": (
        "<p>The bridge is safe, he says.</p>",
        "<p>The bridge is safe, he says today.</p>",
        f"<p>The bridge is safe, he says {ins('today')}.</p>",
    ),
    "an entry of a list": (
        "<ul><li>One thing of many</li></ul>",
        "<ul><li>One thing of many</li><li>Another that came</li></ul>",
        f'<ul><li>One thing of many</li><li class="bk-added">{block("Added")}{run("ins", "Another that came")}</li></ul>',
    ),
    "an entry that is gone has no id and leads nowhere": (
        '<ul><li id="x">See <a class="k" href="x/">that</a></li><li>Stays</li></ul>',
        "<ul><li>Stays</li></ul>",
        '<ul><li class="bk-removed">'
        + block("Removed")
        + run("del", 'See <span class="k">that</span>')
        + "</li><li>Stays</li></ul>",
    ),
    "a link that leads elsewhere": (
        '<p>By <a href="../x/">Her</a> today</p>',
        '<p>By <a href="../y/">Her</a> today</p>',
        '<p>By <a href="../y/"><ins class="bk-ins bk-ins--link">Her</ins></a> today</p>',
    ),
    "a link to another place of the same page is the same": (
        '<p>By <a href="../x/#a">Her</a></p>',
        '<p>By <a href="../x/#b">Her</a></p>',
        '<p>By <a href="../x/#b">Her</a></p>',
    ),
    "the name of who is linked to": (
        '<p>By <a href="x/">Ann Smith</a> today</p>',
        '<p>By <a href="x/">Anna Smith</a> today</p>',
        f'<p>By <a href="x/">{swap("Ann", "Anna")} Smith</a> today</p>',
    ),
    "a badge as a whole": (
        '<p><span class="bk-stance bk-stance--deny">denies</span> it all the time</p>',
        '<p><span class="bk-stance bk-stance--support">supports</span> it all the time</p>',
        '<p><span class="bk-swap"><del class="bk-del"><span class="bk-stance bk-stance--deny">denies</span> </del>'
        '<ins class="bk-ins"><span class="bk-stance bk-stance--support">supports</span></ins></span> it all the time</p>',
    ),
    "a row of a table": (
        "<table><tr><td>a</td><td>one</td></tr></table>",
        "<table><tr><td>a</td><td>two</td></tr><tr><td>b</td><td>three</td></tr></table>",
        f"<table><tr><td>a</td><td>{swap('one', 'two')}</td></tr>"
        f'<tr class="bk-added"><td>{block("Added")}{run("ins", "b")}</td><td>{run("ins", "three")}</td></tr></table>',
    ),
    "columns that change places": (
        table(["who", "a", "b"], ["Ann", "denies", "supports"]),
        table(["who", "b", "a"], ["Ann", "supports", "denies"]),
        table(["who", "b", "a"], ["Ann", "supports", "denies"]),
    ),
    "a column that goes and one that comes, with rows that do": (
        table(["who", '<a href="x/">x</a>'], ["Ann", "denies"], ["Bob", "denies it"], ["Zoe", ""]),
        table(["who", '<a href="y/">y</a>'], ["Ann", "supports"], ["Cid", "supports"], ["Zoe", ""]),
        "<table><thead><tr><th>who</th>"
        f'<th class="bk-removed">{block("Removed")}{run("del", "<span>x</span>")}</th>'
        f'<th class="bk-added">{block("Added")}{run("ins", Y)}</th></tr></thead><tbody>'
        f'<tr><td>Ann</td><td class="bk-removed">{run("del", "denies")}</td>'
        f'<td class="bk-added">{run("ins", "supports")}</td></tr>'
        f'<tr class="bk-removed"><td>{block("Removed")}{run("del", "Bob")}</td><td>{run("del", "denies it")}</td><td></td></tr>'
        f'<tr class="bk-added"><td>{block("Added")}{run("ins", "Cid")}</td><td class="bk-removed"></td><td>{run("ins", "supports")}</td></tr>'
        '<tr><td>Zoe</td><td class="bk-removed"></td><td></td></tr></tbody></table>',
    ),
    "a cell in a column that moved": (
        table(["who", "a", "b"], ["Ann", "denies", "supports"]),
        table(["b", "who", "a"], ["supports", "Ann", "comments"]),
        table(["b", "who", "a"], ["supports", "Ann", swap("denies", "comments")]),
    ),
    "a head with another name": (
        table(["who", "a"], ["Ann", "denies"]),
        table(["who", "c"], ["Ann", "denies"]),
        table(["who", swap("a", "c")], ["Ann", "denies"]),
    ),
    "a value behind its name": (
        '<ul><li><span class="bk-label">Likelihood</span> <strong>unlikely</strong> <span class="bk-small">20 %</span></li></ul>',
        '<ul><li><span class="bk-label">Likelihood</span> <strong>roughly even chance</strong> <span class="bk-small">50 %</span></li></ul>',
        '<ul><li><span class="bk-label">Likelihood</span> <del class="bk-del">unlikely <span class="bk-small">20 %</span> </del>'
        f"<strong>{ins('roughly even chance')}</strong> {ins(HALF)}</li></ul>",
    ),
    "a term and what it means": (
        "<dl><div><dt>Likelihood</dt><dd>unlikely</dd></div><div><dt>By</dt><dd>Ann</dd></div></dl>",
        "<dl><div><dt>Likelihood</dt><dd>roughly even chance</dd></div><div><dt>By</dt><dd>Ann</dd></div></dl>",
        f"<dl><div><dt>Likelihood</dt><dd>{swap('unlikely', 'roughly even chance')}</dd></div><div><dt>By</dt><dd>Ann</dd></div></dl>",
    ),
    "separators alone are not marked": (
        "<p><em>Ann Smith</em> said so today in the town</p>",
        "<p><em>Ann Smith</em> · said so today in the town</p>",
        "<p><em>Ann Smith</em> · said so today in the town</p>",
    ),
    "separators beside other marks are one with them": (
        "<p>Said so today in the old town</p>",
        "<p>Said so today in the old town · <a href='x/'>Ann</a></p>",
        f"<p>Said so today in the old town {ins('·')} <a href='x/'>{ins('Ann')}</a></p>",
    ),
    "a drawing as a whole": (
        '<div><svg><path d="M0 0"/></svg></div>',
        '<div><svg><path d="M1 1"/></svg></div>',
        f'<div>{block("This drawing changed")}<svg><path d="M1 1"/></svg></div>',
    ),
    "a heading that is gone is none any more": (
        '<section><h2 id="s">Denies</h2><p>Nobody else did so far.</p></section><p>Stays</p>',
        "<p>Stays</p>",
        f'<section class="bk-removed">{block("Removed")}<p>{run("del", "Denies")}</p><p>{run("del", "Nobody else did so far.")}</p></section><p>Stays</p>',
    ),
    "what can be operated is not there when it is gone": (
        '<p>Stays</p><div><button>Go</button><input name="x">and some words<script>1</script></div>',
        "<p>Stays</p>",
        f'<p>Stays</p><div class="bk-removed">{block("Removed")}{run("del", "and some words")}</div>',
    ),
    "what nobody reads": (
        '<p>Same</p><!-- a --><script>1</script><a class="bk-edit" href="#L1">edit</a>',
        '<p>Same</p><!-- b --><script>2</script><a class="bk-edit" href="#L2">edit</a>',
        '<p>Same</p><!-- b --><script>2</script><a class="bk-edit" href="#L2">edit</a>',
    ),
    "spaces and ids": ('<p id="a">One  two</p>\n', '<p id="b">One\ntwo</p>', '<p id="b">One\ntwo</p>'),
    "characters that are written as entities": (
        "<p>A &lt;b&gt; &amp; c stay</p>",
        "<p>A &lt;b&gt; &amp; d stay</p>",
        f"<p>A &lt;b&gt; &amp; {swap('c', 'd')} stay</p>",
    ),
    "code keeps its spaces": (
        "<pre><code>a\n  b</code></pre>",
        "<pre><code>a\n    b</code></pre>",
        "<pre>" + swap("<code>a\n  b</code>", "<code>a\n    b</code>") + "</pre>",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_differs_is_marked(name: str) -> None:
    old, new, expected = CASES[name]
    assert told(old, new) == expected


def test_each_change_has_a_number_and_words_for_who_does_not_see_it() -> None:
    old = "<p>One bridge is here.</p><p>Some text stays.</p>"
    new = "<p>Two bridges are here.</p><p>Some text stays.</p><p>And this is quite new.</p>"
    made = marked(old, new, WORDS)
    assert re.findall(r'id="bk-change-(\d+)"', made.html) == ["1", "2"]
    assert made.changes == 2
    assert made.html.count("removed:") == 1
    assert made.html.count("added:") == 1
    assert "Added" in made.html


def test_a_sign_is_one_with_the_first_word_of_its_mark_and_separators_have_none() -> None:
    made = marked(
        "<p>Here it is, the bridge.</p>", "<p>Here it is, the bridge · <a href='x/'>Ann Smith</a>.</p>", WORDS
    )
    assert made.changes == 1
    assert re.findall(r'<span class="bk-change-sign">(.*?)</span>', made.html) == ["Ann"]
    assert made.html.count("added:") == 1
    assert made.html.index("·") < made.html.index('id="bk-change-1"')


def test_a_column_is_told_once() -> None:
    rows = ["Ann", "denies"], ["Bob", "supports"], ["Cid", "comments"]
    old, new = table(["who", "x"], *rows), table(["who"], *([name] for name, _ in rows))
    assert [marked(*both, WORDS).changes for both in ((old, new), (new, old))] == [1, 1]


def test_an_id_of_the_page_is_never_given_twice() -> None:
    made = marked("<p>a</p>", '<p>a b</p><h2 id="bk-change-1">c</h2>', WORDS)
    assert made.html.count('id="bk-change-1"') == 1


def test_a_page_as_it_was_is_given_back_as_it_is() -> None:
    page = '<p class=x>A  b<br/>\n<IMG src="x"></p>'
    assert marked(page, page, WORDS) == Marked(page, 0, is_whole=True)


@pytest.mark.parametrize("html", ["<p>a", "<div><p>a</div>", "</p>", "<ul><li>a<li>b</ul>"])
def test_tags_that_do_not_pair_are_told(html: str) -> None:
    with pytest.raises(UnbalancedError):
        tree(html)


def test_a_page_does_not_grow_without_end_by_what_is_gone() -> None:
    old = "".join(
        f"<p>Paragraph {number} is about number {number * 7919} only.</p>" for number in range(3000)
    )
    made = marked(old, "<p>Nothing of it is left.</p>", WORDS)
    assert not made.is_whole
    assert len(made.html) < 100_000


# Pages of all that ours and hand-written ones are made of

WORD = st.sampled_from(["bridge", "river", "safe", "&amp;", "Ann", "denies", "2022", "the", "&lt;"])
TEXT = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
INLINE = st.recursive(
    TEXT,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["em", "strong", "mark", "code"]), inner).map(
            lambda x: f"<{x[0]}>{x[1]}</{x[0]}>"
        ),
        st.tuples(st.sampled_from(["bk-stance", "bk-label", "long"]), inner).map(
            lambda x: f'<span class="{x[0]}">{x[1]}</span>'
        ),
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        st.just("<br>"),
        st.just('<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>'),
    ),
    max_leaves=4,
)
LINKED = st.one_of(INLINE, TEXT.map(lambda text: f'<a href="../{len(text) % 3}/">{text}</a>'))
HEADS = st.lists(st.sampled_from(["a", "b", '<a href="x/">c</a>', "d"]), min_size=1, max_size=4)
TABLE = HEADS.flatmap(
    lambda heads: st.lists(
        st.lists(st.one_of(INLINE, st.just("")), min_size=len(heads), max_size=len(heads)), max_size=4
    ).map(lambda rows: table(heads, *rows))
)


def _listed(tag: str, entry: str) -> st.SearchStrategy[str]:
    entries = st.lists(LINKED, min_size=1, max_size=4)
    return entries.map(lambda x: f"<{tag}>" + "".join(f"<{entry}>{one}</{entry}>" for one in x) + f"</{tag}>")


BLOCK = st.recursive(
    st.one_of(
        st.tuples(st.sampled_from(["p", "h2", "blockquote", "div"]), LINKED).map(
            lambda x: f"<{x[0]}>{x[1]}</{x[0]}>"
        ),
        _listed("ul", "li"),
        _listed("ol", "li"),
        TABLE,
        TEXT.map(lambda x: f"<dl><dt>{x}</dt><dd><p>{x}</p></dd></dl>"),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda x: f"<section>{''.join(x)}</section>"),
        st.tuples(INLINE, inner).map(lambda x: f"<details><summary>{x[0]}</summary>{x[1]}</details>"),
        inner.map(lambda x: f"<ul><li>{x}</li></ul>"),
        inner.map(lambda x: f"<figure><figcaption>Ann</figcaption>{x}</figure>"),
    ),
    max_leaves=5,
)
PAGES = st.lists(BLOCK, max_size=5).map("\n".join)


def _words(html: str) -> list[str]:
    parsed = html5lib.parse(html, namespaceHTMLElements=False)
    return "".join(parsed.itertext()).split()


def _without_marks(html: str) -> str:
    """The page as it is when its marks are hidden."""
    parsed = html5lib.parse(html, namespaceHTMLElements=False)
    hidden = {"bk-del", "bk-told", "bk-change-word", "bk-removed"}
    for around in list(parsed.iter()):
        before = None
        for one in list(around):
            if hidden & set((one.get("class") or "").split()):
                if before is None:
                    around.text = (around.text or "") + " " + (one.tail or "")
                else:
                    before.tail = (before.tail or "") + " " + (one.tail or "")
                around.remove(one)
            else:
                before = one
    return " ".join("".join(parsed.itertext()).split())


@settings(max_examples=60)
@given(PAGES, PAGES)
def test_any_two_pages_make_a_valid_one_that_reads_as_the_new_one_without_its_marks(
    old: str, new: str
) -> None:
    made = marked(old, new, WORDS)
    page = f"<!DOCTYPE html><html><head><title>t</title></head><body>{made.html}</body></html>"
    assert not markup(page)
    assert _without_marks(made.html).replace(" ", "") == "".join(_words(new))
    assert (made.changes > 0) == ("bk-change-1" in made.html)
    ids = re.findall(r'\sid="([^"]*)"', made.html)
    assert len(ids) == len(set(ids))


@settings(max_examples=40)
@given(PAGES)
def test_any_page_can_be_written_as_it_was_read(page: str) -> None:
    assert "".join(node.raw for node in tree(page)) == page
    assert marked(page, page, WORDS) == Marked(page, 0, is_whole=True)
