"""What GitHub and GitLab would see in a comment, as their documentation says: what is looked for, and where."""

import re
from html.parser import HTMLParser

from markdown_it import MarkdownIt

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
"""GitHub's Markdown without its automatic links, which `IN_SOURCE` looks for."""

IN_SOURCE = {
    "an address (GFM, Autolinks)": re.compile(r"(?:https?|ftp)://|\bwww\.", re.IGNORECASE),
    "an address of mail (GFM, Autolinks)": re.compile(r"[\w.+-]+@[\w-]|(?:mailto|xmpp):", re.IGNORECASE),
    "a quick action (GitLab)": re.compile(r"^[\s>*+\-\d.)]*/[a-z]", re.IGNORECASE | re.MULTILINE),
    "an inclusion (GitLab)": re.compile(r"::include"),
    "a table of contents (GitLab)": re.compile(r"\[\[_TOC_\]\]|^\[TOC\]$", re.MULTILINE),
    "front matter (GitLab)": re.compile(r"\A(?:---|\+\+\+|;;;)"),
}
"""What is looked for before, or while, Markdown is parsed."""

IN_TEXT = {
    "a mention": re.compile(r"@\w"),
    "an issue": re.compile(r"#\d|\bgh-\d", re.IGNORECASE),
    "a merge request, a snippet, an epic (GitLab)": re.compile(r"[!$&]\d"),
    "a label, a milestone, an alert (GitLab)": re.compile(r'[~%]["\w]|\^\w'),
    "a vulnerability and other things (GitLab)": re.compile(r"\[\w+:"),
    "a ticket elsewhere": re.compile(r"\b[A-Z][A-Z0-9]+-\d"),
    "a commit": re.compile(r"\b[0-9a-f]{7,40}\b", re.IGNORECASE),
    "an address": re.compile(r"[a-z][a-z0-9+.-]*://\S|\bwww\.", re.IGNORECASE),
    "an emoji": re.compile(r":[\w+-]+:"),
    "an inline difference (GitLab)": re.compile(r"[\[{][+-]|[+-][\]}]"),
    "a formula": re.compile(r"\$\S"),
}
"""What is looked for in each text node of what was parsed."""


class _Read(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.nodes = [""]
        self.elements = []
        self._inside = []

    def handle_starttag(self, tag, attributes):
        self.nodes.append("")
        self._inside.append(tag)
        if tag != "span":
            self.elements.append((tag, dict(attributes).get("href")))

    def handle_endtag(self, tag):
        self.nodes.append("")
        self._inside.pop()

    def handle_data(self, data):
        # neither forge looks into code
        if "code" not in self._inside:
            self.nodes[-1] += data


def read(comment):
    """The elements of a comment without `span`, with their targets, and its text nodes."""
    found = _Read()
    found.feed(PARSER.render(comment))
    found.close()
    return found.elements, found.nodes


def seen(comment, own=()):
    """What the forges would make more of than text; `own` are addresses of ours."""
    for address in own:
        comment = comment.replace(f"]({address}", "](")
    _, nodes = read(comment)
    found = [name for name, pattern in IN_SOURCE.items() if pattern.search(comment)]
    return found + [name for name, pattern in IN_TEXT.items() if any(map(pattern.search, nodes))]
