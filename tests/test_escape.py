from importlib.util import find_spec

import markdown
import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefkit.render import escape
from briefkit.render.escape import address, attribute, head, inert
from readback import folded, fragment, joined, named, parsed, words

PLAIN = ["tables", "attr_list", "md_in_html"]
"""What the plugin turns on."""

PYMDOWN = """
superfences snippets tasklist emoji magiclink caret tilde mark keys details tabbed highlight inlinehilite
betterem critic arithmatex progressbar saneheaders fancylists quotes
blocks.admonition blocks.details blocks.tab blocks.html blocks.definition
"""
MORE = [*PLAIN, "def_list", "footnotes", "admonition", "abbr", "toc", "sane_lists"]
MORE += [f"pymdownx.{name}" for name in PYMDOWN.split() if find_spec(f"pymdownx.{name}")]
OPTIONS = {
    "pymdownx.snippets": {"check_paths": False},
    "pymdownx.magiclink": {
        "repo_url_shorthand": True,
        "social_url_shorthand": True,
        "provider": "github",
        "user": "some",
        "repo": "one",
    },
}
RENDERERS = {
    "as the plugin sets it": markdown.Markdown(extensions=PLAIN),
    "with all that sites turn on": markdown.Markdown(extensions=MORE, extension_configs=OPTIONS),
    "as CommonMark": MarkdownIt("commonmark", {"html": True}).enable("table"),
}

FRAMES = {
    "paragraph": "{}",
    "second line": "words\n{}",
    "link": "[{}](other.md#a)",
    "cell": "| a | b |\n|---|---|\n| {} | x |",
    "heading": "# {} {{ #the-id }}",
    "item": "- {}\n- x",
    "number": "1. {}",
    "quotation": "> {}",
    "division": '<div class="a" markdown="1">\n\n{}\n\n</div>',
    "span": 'a <span class="a">{}</span> b',
    "mark in a link": "a <mark>[{}](b.md)</mark>",
}

SIGNS = list(
    "\\`*_{}[]<>#|~&$^=@!?:;/+-.,()'\"%0123 \tabwhx\xa0é中ा\u0301\u200d\u200c\u00ad\u202e\u200b\u2800\x1b"
)
SIGNS += ["www.", "http://", "https://a.b/c", "ftp://x.y", "mailto:a@b.cc", "a@b.org", "javascript:alert(1)"]
SIGNS += [
    "---",
    "***",
    "===",
    "1. ",
    "a. ",
    "i) ",
    "- ",
    "+ ",
    ": ",
    "    ",
    "\n",
    "\n\n",
    "!!! note",
    "??? x",
]
SIGNS += [
    '=== "t"',
    "/// note",
    "++ctrl++",
    ":smile:",
    "--8<--",
    "[ ] ",
    "[[x]]",
    "[TOC]",
    "*[x]: y",
    "[^1]: z",
]
SIGNS += [
    "{: #a}",
    "{ #id }",
    "{{ a }}",
    "{% b %}",
    "<b>",
    "</p>",
    "</title>",
    "<!--",
    "]]>",
    "<script>",
    "[=50%]",
]
SIGNS += [
    "&amp;",
    "&#42;",
    "&copy",
    "&copy;",
    "$x$",
    "a/b#1",
    "a/b!2",
    "a/b?3",
    "#1",
    "!1",
    "?1",
    "a" * 40,
    "0" * 40,
]
TEXTS = st.text() | st.lists(st.sampled_from(SIGNS), max_size=12).map("".join)


def render(renderer, text):
    if isinstance(renderer, MarkdownIt):
        return renderer.render(text)
    return renderer.reset().convert(text)


def seen(html):
    """The elements of the HTML with their attributes, and its words with white space folded."""
    tree = fragment(html)
    return [(element.tag, sorted(element.attrib.items())) for element in tree.iter()], words(tree)


@pytest.mark.parametrize("renderer", RENDERERS.values(), ids=RENDERERS)
@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_any_text_stays_the_characters_it_is(renderer, frame, text):
    assume(text.strip())
    elements, told = seen(render(renderer, frame.format("QQQ")))
    found, shown = seen(render(renderer, frame.format(inert(text))))
    assert found == elements
    assert joined(shown) == folded(told.replace("QQQ", joined(named(text))))


@pytest.mark.parametrize("renderer", RENDERERS.values(), ids=RENDERERS)
@pytest.mark.parametrize(
    "text",
    [
        *filter(str.strip, SIGNS),
        "1945. The war",
        "2022) x",
        "A. Lukashenko",
        "a/b@" + "c" * 40,
        "😀",
        "e\u0301",
        "Zürich\xa0",
    ],
)
def test_marks_alone_stay_the_characters_they_are(renderer, text):
    for frame in FRAMES.values():
        elements, told = seen(render(renderer, frame.format("QQQ")))
        found, shown = seen(render(renderer, frame.format(inert(text))))
        assert found == elements
        assert joined(shown) == folded(told.replace("QQQ", joined(named(text))))


@pytest.mark.parametrize("renderer", RENDERERS.values(), ids=RENDERERS)
@settings(deadline=None, max_examples=40)
@given(text=TEXTS)
def test_any_text_can_be_an_attribute(renderer, text):
    elements, told = seen(render(renderer, f'a <span title="{attribute(text)}">b</span>'))
    (values,) = [attributes for tag, attributes in elements if tag == "span"]
    assert joined(folded(dict(values)["title"])) == folded(joined(named(text)))
    assert len(elements) == len(seen(render(renderer, 'a <span title="c">b</span>'))[0])
    assert told == "a b"


@settings(deadline=None, max_examples=40)
@given(TEXTS)
def test_any_text_can_be_the_title_of_a_page(text):
    """Themes put a title into the head as it is, also between the quotes of an attribute."""
    matter = yaml.safe_load(yaml.safe_dump({"title": head(text)}, allow_unicode=True, width=10_000))
    title = matter["title"]
    page = parsed(f'<title>{title}</title><meta name="a" content="{title}">')
    shown = folded(joined(named(text)))
    assert [element.tag for element in page.iter()] == ["html", "head", "title", "meta", "body"]
    assert joined(folded(page.findtext(".//title") or "")) == shown
    assert joined(folded(page.find(".//meta").get("content"))) == shown


@pytest.mark.parametrize("renderer", RENDERERS.values(), ids=RENDERERS)
@settings(deadline=None, max_examples=40)
@given(path=TEXTS)
def test_any_address_stays_one_link(renderer, path):
    href = "https://example.org/" + "".join(sign for sign in path if sign.isprintable())
    elements, told = seen(render(renderer, f"[words]({address(href)}) after"))
    assert [tag for tag, _ in elements if tag == "a"] == ["a"]
    ((_, (attributes,)),) = [element for element in elements if element[0] == "a"]
    assert attributes[0] == "href"
    assert attributes[1].startswith("https://example.org/")
    assert told == "words after"


def test_hidden_characters_are_named():
    assert inert("a\u202eb") == "a⟦U+202E right-to-left override⟧b"
    assert inert("a\x1b&#35;31m") == "a⟦U+001B⟧&#38;&#35;35;31m"
    assert inert("\u2800") == "⟦U+2800 braille pattern blank⟧"


def test_joiners_stay_where_they_join():
    assert inert("👩\u200d🚀") == "👩\u200d🚀"
    assert inert("می\u200cخواهم") == "می\u200cخواهم"
    assert inert("Zu\u00adsammen") == "Zu\u00adsammen"
    assert inert("Min\u200dsk") == "Min⟦U+200D zero width joiner⟧sk"
    assert inert("می\u200c") == "می⟦U+200C zero width non-joiner⟧"
    assert inert("👩\u200d\u200d🚀").count("⟦") == 1


def test_what_needs_no_entity_gets_none():
    text = (
        "Alexander Lukashenko, Belarus’ leader (since 1994) said: “no”; it's 5-4, a/b. Was it? Yes! 50 % + 1"
    )
    assert inert(text) == text


SIGNS = [
    *"ab1f.)-+:!?/ \t\n\r&*_\u200d\u00adéiwx“”İſK",
    "www.",
    "a" * 39,
    "deadbeef" * 5,
    "12. ",
    "IV) ",
    "::",
]


@given(st.lists(st.sampled_from(SIGNS), max_size=10).map("".join))
def test_nothing_is_missed_where_a_text_seems_to_need_no_entity(text):
    every = escape._WHITE_SPACE.sub(" ", text)
    every = escape._lone_joiners(every).translate(escape._ENTITIES)
    assert inert(text) == escape._IN_PLACE.sub(escape._entity, every)


def test_characters_that_are_passed_over_stay_what_they_are():
    passed = [chr(code) for code in range(0x110000) if escape._PLAIN.fullmatch(chr(code))]
    assert len(passed) > 700
    assert [character for character in passed if escape._ENTITIES[ord(character)] != character] == []
