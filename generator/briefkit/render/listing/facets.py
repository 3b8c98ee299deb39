"""What the entries of a list have in common, and the values that occur."""

from collections.abc import Iterable, Mapping, Sequence

from briefkit.model.actor import Actor
from briefkit.model.folding import fold_name
from briefkit.model.names import names_of
from briefkit.model.place import Place
from briefkit.model.record import Named
from briefkit.model.ref import Ref
from briefkit.render.countries import country_names
from briefkit.render.listing.shape import Choice, Entry, Facet
from briefkit.render.site import Site


def folded(words: Iterable[str]) -> str:
    """Words that are looked through and never shown, in one line."""
    return " · ".join(dict.fromkeys(fold_name(word).text for word in words))


def also(record: Named) -> str:
    """The other names of a record, hidden ones and metonyms too."""
    return folded(name.text for name in names_of(record) if name.text != record.name)


class Facets:
    """Makes the facets of one list from what its entries hold: only values that occur can be chosen."""

    def __init__(self, site: Site, entries: Sequence[Entry]) -> None:
        self._site = site
        self._found: dict[str, dict[str, None]] = {}
        for entry in entries:
            for name, keys in entry.values.items():
                self._found.setdefault(name, {}).update(dict.fromkeys(keys))

    def closed(
        self, name: str, label: str, words: Mapping[str, str], marks: str = "", unmarked: Iterable[str] = ()
    ) -> Facet:
        """A facet of a closed list, in the order of the list; `words` are by value."""
        found = self._found.get(name, {})
        choices = {key: Choice(key, said) for key, said in words.items() if key in found}
        return Facet(name, label, choices, marks=marks, unmarked=frozenset(unmarked) & choices.keys())

    def written(self, name: str, label: str, *, found: bool = False) -> Facet:
        """A facet of texts as they stand in the records."""
        return Facet(
            name, label, _by_label(Choice(key, key) for key in self._found.get(name, {})), found=found
        )

    def countries(self) -> Facet:
        """The countries, in the site's language."""
        names = country_names(self._site.dossier.settings.language)
        choices = (Choice(code, names.get(code, code)) for code in self._found.get("country", {}))
        return Facet("country", self._site.catalogue.text("Country"), _by_label(choices))

    def actors(self, label: str) -> Facet:
        """The actors, found by all of their names."""
        return self._named("actor", label, "actors", Actor)

    def places(self, label: str) -> Facet:
        """The places, found by all of their names."""
        return self._named("place", label, "places", Place)

    def claims(self) -> Facet:
        """The claims, by their sentences."""
        label = self._site.catalogue.text("Claim")
        kept = ((key, self._site.records[Ref("claim", key)].label) for key in self._found.get("claim", {}))
        choices = _by_label(Choice(key, said) for key, said in kept)
        return Facet("claim", label, choices, "claims", found=True)

    def _named(self, name: str, label: str, folder: str, model: type[Named]) -> Facet:
        records = (self._site.records[Ref(name, key)] for key in self._found.get(name, {}))
        named = (record for record in records if isinstance(record, model))
        choices = _by_label(Choice(record.id, record.name, also(record)) for record in named)
        return Facet(name, label, choices, folder, found=True)


def _by_label(choices: Iterable[Choice]) -> dict[str, Choice]:
    ordered = sorted(choices, key=lambda choice: (fold_name(choice.label).text, choice.key))
    return {choice.key: choice for choice in ordered}
