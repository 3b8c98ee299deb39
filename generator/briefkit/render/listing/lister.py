"""What all lists of one site are made with."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from briefkit.model.date_value import EdtfDate
from briefkit.model.kinds import BY_NAME
from briefkit.model.record import Named, Record
from briefkit.model.vocabulary import Reliability, Term
from briefkit.render.dates import date_words
from briefkit.render.listing.facets import Facets, also
from briefkit.render.listing.shape import Entry, Facet, Listing
from briefkit.render.listing.words import form_words, sort_words
from briefkit.render.reach import Reach
from briefkit.render.site import Site

Columns = Sequence[tuple[str, Sequence[str]]]

Values = Mapping[str, Iterable[str | None]]
"""The values of an entry, by facet; None where there is none."""


class Lister:
    """Makes entries and lists, in the words of the site's language."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.reach = Reach(site)
        self._dates: dict[str, str] = {}
        self.text = site.catalogue.text
        self.counted = site.catalogue.counted

    def listing(
        self,
        name: str,
        entries: Sequence[Entry],
        facets: Sequence[Facet],
        sorts: Sequence[str],
        columns: Columns,
        most: str = "",
    ) -> Listing:
        """A list of records of one kind; `most` are the words of the order by number."""
        return Listing(
            name=name,
            folder=name,
            entries=entries,
            facets=facets,
            sorts=sort_words(self.site.catalogue, sorts, most),
            columns=columns,
            words=form_words(self.site.catalogue),
        )

    def facets(self, entries: Sequence[Entry]) -> Facets:
        """Makes the facets of the entries."""
        return Facets(self.site, entries)

    def entry(self, record: Record, values: Values, **shown: Any) -> Entry:
        """The entry of a record; what has no value is left out."""
        kept = {name: tuple(str(key) for key in keys if key) for name, keys in values.items()}
        names = also(record) if isinstance(record, Named) else ""
        page = f"{BY_NAME[record.KIND].plural}/{record.id}"
        return Entry(page, record.label, also=names, values=kept, **shown)

    def when(self, value: EdtfDate | None) -> str:
        """A date in words."""
        if value is None:
            return self.text("date not given")
        if value.text not in self._dates:
            self._dates[value.text] = date_words(value, self.site.catalogue.dates)
        return self._dates[value.text]

    def words(self, values: Iterable[Term]) -> dict[str, str]:
        """The words of a closed list, by value."""
        return {str(value): self.site.catalogue.words(value) for value in values}

    def grades(self) -> dict[str, str]:
        """The grades of sources, the best first, each with its words."""
        return {str(grade): f"{grade}, {self.site.catalogue.words(grade)}" for grade in Reliability}
