"""How many independent sources carry something: one wire story repeated five times counts once."""

from collections.abc import Callable, Iterable

from briefkit.model.evidence import Evidence
from briefkit.model.slugs import slug
from briefkit.model.source import Source
from briefkit.model.vocabulary import SourceStatus


def independent_sources(items: Iterable[Evidence], source_of: Callable[[Evidence], Source | None]) -> int:
    """How many of the items can be chosen so that no two share an origin or a document.

    An origin is whose reporting it is: a source's `origin`, else its publisher. A document is what the source
    describes, else the source itself. So copies of one story count once, by origin; readings of one paper
    count once, by document; and two outlets that heard the speaker count twice. The number is that of a
    largest matching between origins and documents. Retracted sources carry nothing.
    """
    documents: dict[str, list[str]] = {}
    for item in items:
        source = source_of(item)
        if source is not None and source.status is not SourceStatus.RETRACTED:
            documents.setdefault(origin(source), []).append(item.document or item.source)
    told_by: dict[str, str] = {}
    return sum(_matched(name, documents, told_by, set()) for name in documents)


def origin(source: Source) -> str:
    """Whose reporting the source is."""
    return slug(source.origin or source.publisher) or source.publisher


def _matched(name: str, documents: dict[str, list[str]], told_by: dict[str, str], tried: set[str]) -> bool:
    """Gives the origin a document of its own, moving others on where needed; False where there is none."""
    for document in documents[name]:
        if document in tried:
            continue
        tried.add(document)
        if document not in told_by or _matched(told_by[document], documents, told_by, tried):
            told_by[document] = name
            return True
    return False
