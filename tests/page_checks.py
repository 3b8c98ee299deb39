"""What holds for every page of every site: one load, narrow and wide, light and dark, with and without scripts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import html5lib
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

WIDTHS = (1440, 768, 360)

LOCAL = ("http://127.0.0.1:", "file:", "data:", "blob:", "about:")
"""How addresses begin that need no other host."""

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

BY_LOOK = (
    *("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"),
    *("aria-hidden-focus", "button-name", "label", "link-name"),
)
"""Rules whose outcome changes with the width or the colours."""

FACTS = """() => {
    const seen = one => one.checkVisibility() && one.getBoundingClientRect().width > 0
    const all = [...document.querySelectorAll("[id]")].map(one => one.id)
    const badges = [...document.querySelectorAll(
        "article :is(.bk-state, .bk-stance, .bk-status, .bk-problem)")].filter(seen)
    return {
        titles: document.querySelectorAll("h1").length,
        levels: [...document.querySelectorAll("article :is(h1, h2, h3, h4, h5, h6)")].map(one => Number(one.tagName[1])),
        twice: all.filter((id, at) => all.indexOf(id) != at),
        badges: badges.map(one => {
            const {width, height} = one.getBoundingClientRect()
            return [one.innerText.trim(), getComputedStyle(one, "::before").maskImage, width, height]
        }),
        words: document.querySelector("article").innerText.split(/\\s+/).filter(Boolean),
    }
}"""

STILL = "*, ::before, ::after { transition: none !important; animation: none !important }"

DARK = """style => {
    document.head.append(Object.assign(document.createElement("style"), {textContent: style}))
    document.body.setAttribute("data-md-color-scheme", "slate")
    // what scripts do when the width changes, they do before the frame after the next
    return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))))
}"""

AXE = """options => axe.run(document, {resultTypes: ["violations"], iframes: false, preload: false, ...options}).then(found => found.violations.map(one =>
    one.id + ": " + one.nodes.map(node => node.target.join(" ") + " " + node.any.map(any => any.message).join("; "))
        .slice(0, 5).join(" | ")))"""


@dataclass
class Reading:
    """A browser's tab with scripts and one without, and what the browser complains about."""

    page: Page
    plain: Page
    complaints: list[str] = field(default_factory=list)


def listen(page: Page, told: list[str]) -> None:
    """Adds what the browser has to complain about, and whatever the page asks of another host."""
    page.on("request", lambda asked: None if asked.url.startswith(LOCAL) else told.append(asked.url))
    page.on(
        "console",
        lambda line: told.append(f"{line.text} {line.location['url']}") if line.type == "error" else None,
    )
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: (told.append(f"dialog: {dialog.message}"), dialog.dismiss()))


@contextmanager
def reading(browser: Browser) -> Iterator[Reading]:
    """Two tabs that are used again and again: what pages share is loaded once."""
    still: dict[str, Any] = {"reduced_motion": "reduce", "viewport": {"width": WIDTHS[0], "height": 900}}
    contexts = [browser.new_context(**still), browser.new_context(java_script_enabled=False, **still)]
    page, plain = (context.new_page() for context in contexts)
    result = Reading(page, plain)
    listen(page, result.complaints)
    listen(plain, result.complaints)
    yield result
    for context in contexts:
        context.close()


def faults(reading: Reading, address: str) -> list[str]:
    """All that is wrong with the page at the address: a sentence for each, none where it is as it should be."""
    page = reading.page
    reading.complaints.clear()
    page.goto(address)
    facts = page.evaluate(FACTS)
    page.evaluate(AXE_SCRIPT)
    found = [*structure(facts), *accessibility(page, "wide and light", {"runOnly": WCAG})]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        widest = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{widest} px wide in a window of {width} px"] if widest != width else []
    page.evaluate(DARK, STILL)
    found += accessibility(page, "narrow and dark", {"runOnly": BY_LOOK})
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    found += [*without_scripts(reading, address, facts["words"]), *map(str, reading.complaints)]
    return found


def structure(facts: dict[str, Any]) -> Iterator[str]:
    """Headings, ids, and that every state and stance is a word and a shape, both to be seen."""
    if facts["titles"] != 1:
        yield f"{facts['titles']} headings of the first level"
    if any(below - above > 1 for above, below in pairwise(facts["levels"])):
        yield f"levels of headings are left out: {facts['levels']}"
    if facts["twice"]:
        yield f"ids given twice: {facts['twice']}"
    for word, shape, wide, high in facts["badges"]:
        if not word or not shape.startswith("url(") or wide <= 20 or high <= 10:
            yield f"a badge without word or shape: {word!r}, {shape[:20]}, {wide} x {high}"


def accessibility(page: Page, how: str, options: dict[str, Any]) -> list[str]:
    """What axe finds."""
    return [f"{how}: {one}" for one in page.evaluate(AXE, options)]


def without_scripts(reading: Reading, address: str, words: Sequence[str]) -> list[str]:
    """Whether all that is read without scripts is there with them, in its order: they add and take nothing away."""
    reading.plain.goto(address)
    rest = iter(words)
    for word in reading.plain.evaluate(FACTS)["words"]:
        if word not in rest:
            return [f"with scripts a page reads otherwise from {word!r} on"]
    return []


def markup(text: str) -> list[str]:
    """What is not valid HTML."""
    parser = html5lib.HTMLParser()
    parser.parse(text)
    return [f"{line}:{column} {code} {data}" for (line, column), code, data in parser.errors]
