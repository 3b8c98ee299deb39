"""The elements of HTML, by what can be done with them."""


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _named("area base br col embed hr img input link meta param source track wbr")
"""Those without an end tag."""

BLOCKS = _named(
    "address article aside blockquote caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre "
    "search section summary table tbody td tfoot th thead tr ul"
)
"""Those that stand in lines of their own."""

OPAQUE = _named(
    "svg math select textarea iframe object video audio canvas picture embed img map datalist meter "
    "progress input"
)
"""Those that nothing is put into: they changed as a whole."""

UNSEEN = _named("script style template noscript meta link")

HEADINGS = _named("h1 h2 h3 h4 h5 h6")

DRAWN = _named("svg g path rect circle ellipse line polyline polygon text tspan use image")
"""Of these every attribute is seen."""

CONTAINERS = _named("div section article ul ol dl table tbody details figure form nav main")

ENTRIES = _named("li tr div article section")
"""Those that are about what their first link leads to."""

SINGLE = _named("summary caption colgroup thead tfoot figcaption legend h1")
"""Of these an element has one: whatever they say, they are the same one."""

HOSTS = BLOCKS - _named(
    "caption col colgroup details dir dl fieldset figure hgroup hr legend menu ol table tbody tfoot thead "
    "tr ul"
)
"""Blocks that can begin with a word of ours."""

WITHOUT_TEXT = _named("colgroup dl menu ol pre table tbody tfoot thead tr ul")
"""Those in which nothing is put around words: there can be none, or spaces count."""

UNDIVIDED = VOID | OPAQUE | _named("button code label time")
"""Those that change as a whole, however few of their words do."""

PICTURES = _named("img svg")

DEAD = OPAQUE | UNSEEN | _named("button label option dialog area source track col colgroup")
"""Those that are not shown when they are gone."""

PLAIN = _named(
    "b bdi bdo cite code dfn em i kbd mark q s samp small strong sub sup time u var abbr br wbr hr "
    "blockquote dd details div dl dt figcaption figure li ol p pre section article aside summary "
    "table tbody td tfoot th thead tr ul caption"
)
"""Those that stay what they are when they are gone; others are parts of a text or of a page, and no more."""

NAMES = frozenset({"bk-label", "bk-number"})
"""Classes of words that say what the words behind them are."""
