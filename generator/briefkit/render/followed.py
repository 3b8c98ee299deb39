"""What of a site is taken over from that of the build before."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from weakref import ref

from briefkit.model.actor import Actor
from briefkit.model.claim import Claim
from briefkit.model.event import Event
from briefkit.model.following import Changes, Made, Part, is_same, take_over
from briefkit.model.place import Place
from briefkit.model.reads import Table, content, unnoted
from briefkit.model.record import Record
from briefkit.model.source import Source
from briefkit.model.walk import evidence
from briefkit.render.anchors import part_anchor

if TYPE_CHECKING:
    from briefkit.render.published import Published

V = TypeVar("V")


def nothing(record: Record) -> object:  # noqa: ARG001
    """Of what rests on other values alone."""
    return None


def claims(record: Record) -> object:
    """A claim, whole."""
    return record if isinstance(record, Claim) else None


def events(record: Record) -> object:
    """An event, whole."""
    return record if isinstance(record, Event) else None


def places(record: Record) -> object:
    """A place, whole."""
    return record if isinstance(record, Place) else None


def dated(record: Record) -> object:
    """What a timeline can tell, whole."""
    return record if isinstance(record, (Claim, Event)) else None


def relations(record: Record) -> object:
    """Whom an actor is tied to."""
    return record.relations if isinstance(record, Actor) else None


def quotes(record: Record) -> object:
    """What rests on sources, and where it stands on the page."""
    return [(path, item, part_anchor(record, path)) for path, item in evidence(record)]


def documents(record: Record) -> object:
    """Which documents are described, and by which sources."""
    return [(item.source, item.document) for _, item in evidence(record) if item.document]


def names(record: Record) -> object:
    """What an actor is called."""
    return (record.name, record.aliases) if isinstance(record, Actor) else None


def label(record: Record) -> object:
    """What any record is called."""
    return record.label


def description(record: Record) -> object:
    """What is told in short of any record."""
    match record:
        case Source():
            return record.label, record.url, record.text
        case Actor() | Place():
            return record.label, record.kind
    return record.label


def naming(record: Record) -> object:
    """What a page says that names a record."""
    positions = record.positions if isinstance(record, Claim) else ()
    return record.label, record.tlp, [position.tlp for position in positions]


def corrected(record: Record) -> object:
    """A record with corrections, whole."""
    return record if record.corrections else None


def withdrawn(record: Record) -> object:
    """A record that was withdrawn, whole."""
    return record if record.withdrawn else None


def connected(record: Record) -> object:
    """What the connections of a record are made of, and its place among others."""
    match record:
        case Claim() | Event() | Place():
            return record
        case Actor():
            return record.label, record.relations
    return record.label


MADE: Mapping[str, Made] = {
    "withdrawn": Made(withdrawn),
    "disputes": Made(claims),
    "claims": Made(claims),
    "held": Made(claims),
    "ties": Made(relations),
    "about": Made(claims),
    "events_by_actor": Made(events),
    "events_by_place": Made(events),
    "events_inside": Made(events),
    "places_inside": Made(places),
    "uses": Made(quotes, ("Dossier.uses", "Dossier.left_out")),
    "known_of": Made(documents),
    "documents_described": Made(documents),
    "actors_called": Made(names),
    "described": Made(description, ("known_of",)),
    "moments": Made(dated),
    "overview": Made(dated),
    "backlinks": Made(nothing, ("LinkedDossier.backlinks",)),
    "told": Made(nothing, ("backlinks",)),
    "_places_by_briefing": Made(events, ("backlinks",)),
    "_moments_by_ref": Made(dated, ("backlinks", "about")),
    "_rivals": Made(claims),
    "corrections": Made(corrected),
    "_companies": Made(dated),
    "neighbourhoods": Made(connected),
    "_uses_by_anchor": Made(nothing, ("uses",)),
    "called": Made(naming),
    "labels": Made(label),
}
"""The tables and values of a site, each behind those that it rests on.

What is withdrawn is the same wherever something is taken over: `Changes` says so.
"""


class Following(NamedTuple):
    """What a site follows."""

    before: "ref[Published]"
    """The site of the build before, as long as somebody else needs it."""
    changes: Changes


class Results:
    """What is made for a site besides its pages, and what was made for the one before."""

    def __init__(
        self, changes: Changes | None = None, before: dict[str, tuple[object, Any]] | None = None
    ) -> None:
        self._changes = changes
        self._before = before or {}
        self.now: dict[str, tuple[object, Any]] = {}

    def made(self, name: str, part: Part, rests: Sequence[object], work: Callable[[], V]) -> V:
        """What came of work that rests on a part of each record, and on some values besides."""
        before = self.before(name)
        spare = self._changes is not None and self._changes.spare(part)
        if before is not None and spare and is_same(before[0], rests):
            self.now[name] = before
        else:
            self.now[name] = rests, work()
        value: V = self.now[name][1]
        return value

    def again(self, name: str, texts: dict[str, str], work: Callable[[str, str], V]) -> dict[str, V]:
        """What comes of each text with its name; of those that are as they were, what came of them then."""
        before = self.before(f"each {name}")
        old, made = before if before is not None else ({}, {})
        found = {key: made[key] if old.get(key) == text else work(key, text) for key, text in texts.items()}
        self.now[f"each {name}"] = texts, found
        return found

    def joined(self, name: str, texts: dict[str, str], work: Callable[[dict[str, str]], V]) -> V:
        """What comes of texts together; what came of them then, where all are as they were."""
        before = self.before(f"all {name}")
        if before is None or [*before[0].items()] != [*texts.items()]:
            before = texts, work(texts)
        self.now[f"all {name}"] = before
        value: V = before[1]
        return value

    def before(self, name: str) -> tuple[Any, Any] | None:
        """What was made for the site before, once; None where that was nothing."""
        return self._before.pop(name, None)


def results(site: "Published") -> Results:
    """Those of a site."""
    found: Results = site.__dict__.setdefault("results", Results())
    return found


def follow(before: "Published", now: "Published") -> None:
    """Takes over from a site what the next one, with the same settings and templates, would make again."""
    owners = {"Dossier": before.dossier, "LinkedDossier": before.linked}
    others = {"Dossier": now.dossier, "LinkedDossier": now.linked}
    changes = Changes(content(owners, "Dossier.records"), content(others, "Dossier.records"))
    if changes.pairs is not None and "records" in before.__dict__:
        was: Table[object, Record] = before.__dict__["records"]
        with unnoted():
            found = dict(was.items())
        found.update((record.ref, record) for _, record in changes.pairs if record.ref in found)
        now.__dict__.setdefault("records", Table(was.name, found))
    take_over(before, now, changes, MADE, lambda name: content(owners, name) is content(others, name))
    now.__dict__["following"] = Following(ref(before), changes)
    now.__dict__["results"] = Results(
        changes, before.__dict__["results"].now if "results" in before.__dict__ else {}
    )


def followed(site: "Published") -> tuple["Published", Changes] | None:
    """The site of the build before and what changed since; None where nothing is known of either."""
    known: Following | None = site.__dict__.get("following")
    before = known.before() if known else None
    return (
        (before, known.changes) if known and before is not None and known.changes.pairs is not None else None
    )
