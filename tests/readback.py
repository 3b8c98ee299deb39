"""What a reader gets to see of a page, and what should be seen of a text."""

import re

import html5lib

from briefkit.model.characters import JOINERS, SOFT_HYPHEN, character_name, is_hidden

WHITE_SPACE = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")


def parsed(html):
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)


def fragment(html):
    return html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)


def words(element):
    return folded("".join(element.itertext()))


def elements(text):
    """The elements, with their attributes and words, whatever stands between them."""

    def walked(element):
        # Python-Markdown gives an attribute without a value its name for one; Material takes it away then
        attributes = {name: value for name, value in element.attrib.items() if name != "data-search-exclude"}
        inside = [folded(element.text or "")]
        for child in element:
            inside += [walked(child), folded(child.tail or "")]
        return str(element.tag), attributes, [part for part in inside if part]

    return walked(fragment(text))


def folded(text):
    return " ".join(text.split())


def named(text):
    """What should be seen: hidden characters by their names, all others as they are."""
    return "".join(
        f"⟦{character_name(sign)}⟧" if is_hidden(sign) and sign not in JOINERS + SOFT_HYPHEN else sign
        for sign in WHITE_SPACE.sub(" ", text)
    )


def joined(text):
    """The text with joiners and soft hyphens as themselves: where they do something they stay, else not."""
    for sign in JOINERS + SOFT_HYPHEN:
        text = text.replace(f"⟦{character_name(sign)}⟧", sign)
    return text


def same(shown, text):
    """True where what is shown is the text as it should be seen."""
    return joined(folded(shown)) == folded(joined(named(text)))
