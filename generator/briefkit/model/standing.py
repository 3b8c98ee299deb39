"""Which addresses a site has, told without laying out its pages."""

from collections.abc import Collection, Iterator, Mapping

from briefkit.model.addresses import address_of, own_addresses
from briefkit.model.dossier import Dossier
from briefkit.model.kinds import BY_NAME, BY_PLURAL

FEEDS = ("feeds/corrections.xml", "feeds/claims.xml")

FIXED = ("index.md", "timeline.md", "map.md", "ratings.md", "corrections.md")
"""Pages that every site has, besides a list of each kind."""


def standing(dossier: Dossier, own: Collection[str]) -> set[str]:
    """The addresses of all pages but those that come and go by themselves, and of the feeds.

    `own` are the files below the hand-written pages. Nothing is laid out for it. Of a record that cannot be
    read it is not known whether it has a page: it is taken to have one.
    """
    settings = dossier.settings
    ending = "/" if settings.directory_urls else ".html"
    refs = [ref for ref, record in dossier.records.items() if not record.draft]
    found = {f"{BY_NAME[ref.kind].plural}/{ref.id}{ending}" for ref in (*refs, *dossier.unread)}
    pages = [*FIXED, *(f"{plural}/index.md" for plural in BY_PLURAL), *filter(None, [settings.style_page])]
    found.update(address_of(settings, path) for path in pages)
    found.update(FEEDS)
    found.update(own_addresses(settings, own))
    return found


def redirects(dossier: Dossier) -> Mapping[str, str]:
    """The address of each id that a record had before, and that of its page now."""
    return dict(_redirects(dossier))


def _redirects(dossier: Dossier) -> Iterator[tuple[str, str]]:
    ending = "/" if dossier.settings.directory_urls else ".html"
    for before, now in dossier.moved.items():
        if not dossier.records[now].draft:
            folder = BY_NAME[now.kind].plural
            yield f"{folder}/{before.id}{ending}", f"{folder}/{now.id}{ending}"
