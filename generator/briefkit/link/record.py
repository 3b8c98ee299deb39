"""One record with its links."""

from dataclasses import replace
from typing import NamedTuple

from briefkit.link.backlinks import Referrals, Referred
from briefkit.link.finder import Finder
from briefkit.link.searching import Search
from briefkit.model.article import Article, ParagraphKind
from briefkit.model.dossier import Dossier
from briefkit.model.kinds import BY_NAME
from briefkit.model.linked import Mention
from briefkit.model.prose import (
    VIEWS,
    Block,
    Embed,
    Emphasis,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Prose,
    Quotation,
    RecordLink,
    Table,
    WikiLink,
    Words,
    inlines,
    read_line,
)
from briefkit.model.ref import Ref, parse_ref
from briefkit.model.source import Source
from briefkit.model.walk import Path, desk_texts


class Linked(NamedTuple):
    """One record with its links."""

    texts: tuple[tuple[Path, tuple[Inline, ...]], ...]
    body: Prose | None
    mentions: tuple[tuple[int, tuple[Mention, ...]], ...]
    """By the number of the paragraph."""
    referrals: Referred


def linked(dossier: Dossier, search: Search, ref: Ref) -> Linked:
    """A record with its links; `search` finds the names whose letters stand in its texts."""
    record = dossier.records[ref]
    known = ((name, dossier.names.get(name)) for name in search.names_in(ref))
    finder = Finder({name: those for name, those in known if those})
    referrals = Referrals(dossier, ref)
    referrals.fields(record)
    texts = []
    for path, text in desk_texts(record):
        pieces = _Section(dossier, finder, {ref}).line(read_line(text, dossier.mark(ref)))
        texts.append((path, pieces))
        referrals.line(pieces)
    body, mentions = None, {}
    if ref.kind == "briefing":
        body = _Linker(dossier, finder, referrals, ref).blocks(dossier.bodies.get(ref.id, ()))
    if isinstance(record, Source) and (article := dossier.articles.get(ref.id)) is not None:
        mentions = _article_mentions(dossier, finder, referrals, record, article)
    return Linked(tuple(texts), body, tuple(mentions.items()), referrals.all())


class _Section:
    """One stretch of text in which a record is linked once."""

    def __init__(self, dossier: Dossier, finder: Finder, linked: set[Ref]) -> None:
        self._dossier = dossier
        self._finder = finder
        self._linked = linked

    def line(self, pieces: tuple[Inline, ...], *, names: bool = True) -> tuple[Inline, ...]:
        """The pieces with links looked up and, unless `names` is False, names linked."""
        for piece in inlines(pieces):
            if isinstance(piece, WikiLink) and len(found := self._dossier.resolve(piece.target)) == 1:
                # linked by hand in this line: no name before it is linked by itself
                self._linked.add(found[0])
        return tuple(linked for piece in pieces for linked in self._piece(piece, names))

    def _piece(self, piece: Inline, names: bool) -> tuple[Inline, ...]:  # noqa: FBT001
        match piece:
            case WikiLink():
                return (self._looked_up(piece),)
            case Words() if names:
                return self._with_names(piece.text)
            case Emphasis():
                return (replace(piece, children=self.line(piece.children, names=names)),)
        return (piece,)

    def _looked_up(self, wikilink: WikiLink) -> Inline:
        found = self._dossier.resolve(wikilink.target)
        if len(found) != 1 or not self._dossier.exists.get(found[0]):
            withheld = parse_ref(wikilink.target)
            if withheld is not None and withheld.kind in BY_NAME:
                # its id may tell what is not to be told: pages say that it is not published
                return RecordLink(withheld, wikilink.label)
            return Words(wikilink.label or wikilink.target)
        named = None if "/" in wikilink.target else wikilink.target
        return RecordLink(found[0], wikilink.label or named)

    def _with_names(self, text: str) -> tuple[Inline, ...]:
        pieces: list[Inline] = []
        done = 0
        for mention in self._finder.find(text):
            if mention.ref in self._linked:
                continue
            self._linked.add(mention.ref)
            pieces.append(Words(text[done : mention.start]))
            pieces.append(RecordLink(mention.ref, text[mention.start : mention.end]))
            done = mention.end
        pieces.append(Words(text[done:]))
        return tuple(piece for piece in pieces if piece != Words(""))


class _Linker:
    """Links a briefing's blocks, section by section."""

    def __init__(self, dossier: Dossier, finder: Finder, referrals: Referrals, origin: Ref) -> None:
        self._dossier = dossier
        self._finder = finder
        self._referrals = referrals
        self._origin = origin
        self._section = self._new_section()

    def _new_section(self) -> _Section:
        return _Section(self._dossier, self._finder, {self._origin})

    def blocks(self, prose: Prose) -> Prose:
        """The blocks, linked."""
        return tuple(self._block(block) for block in prose)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return self._embed(block) or replace(
                    block, children=self._line(block.children), sourced=self._dossier.is_sourced(block)
                )
            case Heading():
                self._section = self._new_section()
                return replace(block, children=self._line(block.children, names=False))
            case Listing():
                return replace(block, items=tuple(self.blocks(item) for item in block.items))
            case Quotation():
                return replace(block, children=self.blocks(block.children))
            case Table():
                rows = (tuple(self._line(cell) for cell in row) for row in block.rows)
                return replace(block, rows=tuple(rows))
        return block

    def _line(self, pieces: tuple[Inline, ...], *, names: bool = True) -> tuple[Inline, ...]:
        linked = self._section.line(pieces, names=names)
        self._referrals.line(linked)
        return linked

    def _embed(self, paragraph: Paragraph) -> Embed | None:
        """What the paragraph sets in, where it holds nothing but one ``![[...]]``."""
        pieces = [piece for piece in paragraph.children if piece != Words("\n")]
        if len(pieces) != 1 or not isinstance(pieces[0], WikiLink) or not pieces[0].embed:
            return None
        target = pieces[0].target
        if target in VIEWS:
            return Embed(None, target)
        found = self._dossier.resolve(target)
        if len(found) != 1 or not self._dossier.exists.get(found[0]):
            return None
        self._referrals.field("embeds", found[0])
        return Embed(found[0], None)


def _article_mentions(
    dossier: Dossier, finder: Finder, referrals: Referrals, source: Source, article: Article
) -> dict[int, tuple[Mention, ...]]:
    """The links in an article: those made by hand in its front matter, and the first mention of each name."""
    by_hand: dict[int, list[Mention]] = {}
    for index, entry in enumerate(source.links):
        target = parse_ref(entry.to)
        for stretch in dossier.passages.get((source.ref, ("links", index)), ()):
            if target is not None and dossier.exists.get(target):
                mention = Mention(target, stretch.start, stretch.end)
                by_hand.setdefault(stretch.paragraph, []).append(mention)
    found: dict[int, tuple[Mention, ...]] = {}
    linked: set[Ref] = set()
    for paragraph in article:
        if paragraph.kind is ParagraphKind.HEADING:
            linked = set()
            continue
        hand = by_hand.get(paragraph.number, [])
        linked |= {mention.ref for mention in hand}
        kept = list(hand)
        for mention in finder.find(paragraph.text):
            covered = any(mention.start < other.end and other.start < mention.end for other in hand)
            if mention.ref not in linked and not covered:
                linked.add(mention.ref)
                kept.append(mention)
        if kept:
            kept.sort(key=lambda mention: mention.start)
            found[paragraph.number] = tuple(kept)
            for mention in kept:
                referrals.mention(paragraph.text, mention, paragraph.anchor)
    return found
