"""The page of a briefing."""

from collections.abc import Iterator

from briefkit.model.briefing import Briefing
from briefkit.model.prose import Embed, Prose, RecordLink, blocks, inlines, lines
from briefkit.model.ref import Ref
from briefkit.render.addresses import page_path
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site


def briefing(site: Site) -> Iterator[Sheet]:
    """One sheet for each briefing, with the records its text leads to by kind."""
    for record in site.of(Briefing):
        context = {"record": record, "named": led_to(site, record), "views": _views(site, record)}
        summary = site.words(record, "summary")
        yield Sheet(
            page_path(record.ref), "briefing.md.j2", record.title, context, record.ref, summary=summary
        )


def led_to(site: Site, record: Briefing) -> dict[str, list[Ref]]:
    """The records that the briefing is about, judges on or leads to, by kind, in the order met."""
    about = [Ref(*name.split("/", 1)) for name in record.about]
    judged = [Ref("claim", claim) for judgement in record.key_judgements for claim in judgement.claims]
    found: dict[str, list[Ref]] = {}
    for ref in dict.fromkeys([*about, *judged, *_in_text(site.linked.bodies.get(record.id, ()))]):
        if ref in site.records:
            found.setdefault(ref.kind, []).append(ref)
    return found


def _views(site: Site, record: Briefing) -> set[str | None]:
    """What its text sets in besides records."""
    prose = site.linked.bodies.get(record.id, ())
    return {block.view for block in blocks(prose) if isinstance(block, Embed)}


def _in_text(prose: Prose) -> Iterator[Ref]:
    for block in blocks(prose):
        if isinstance(block, Embed) and block.ref is not None:
            yield block.ref
    for line in lines(prose):
        yield from (piece.ref for piece in inlines(line) if isinstance(piece, RecordLink))
