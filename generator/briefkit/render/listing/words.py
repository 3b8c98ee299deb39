"""The words of the form above a list."""

from collections.abc import Iterable, Mapping

from briefkit.render.catalogue import Catalogue


def form_words(catalogue: Catalogue) -> Mapping[str, str]:
    """What the form says beside its facets; `{count}` and the like are filled in by the script."""
    text = catalogue.text
    return {
        "any": text("any"),
        "choice": text("{label} ({count})", label="{label}", count="{count}"),
        "from": text("From"),
        "to": text("To"),
        "month": text("year or year-month"),
        "sort": text("Sort by"),
        "shown": text("Found: {count} of {total}.", count="{count}", total="{total}"),
        "none": text("Nothing matches."),
        "unknown": text("Not in this list: {text}.", text="{text}"),
        "several": text("More than one fits, choose one: {text}.", text="{text}"),
        "no_date": text("No year, and no year-month: {text}.", text="{text}"),
        "more": text("Show {count} more", count="{count}"),
        "others": text("{names} and {count} more", names="{names}", count="{count}"),
        "clear": text("Clear filters"),
    }


def sort_words(catalogue: Catalogue, names: Iterable[str], most: str = "") -> list[tuple[str, str]]:
    """The orders that can be chosen, with their words; `most` are those of the order by number."""
    text = catalogue.text
    words = {
        "dispute": text("most disputed first"),
        "name": text("name"),
        "newest": text("newest first"),
        "oldest": text("oldest first"),
        "grade": text("best grade first"),
        "most": most,
    }
    return [(name, words[name]) for name in names]
