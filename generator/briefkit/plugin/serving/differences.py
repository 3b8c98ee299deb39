"""What differs between two builds of a site that is served, as far as files tell."""

from collections.abc import Iterable, Mapping

from mkdocs.structure.files import File, InclusionLevel

from briefkit.model.page import Page
from briefkit.plugin.pages.generated_files import Generated
from briefkit.plugin.surroundings import Signature, signature

MANY = 50
"""Of so many files that come and go, looking for links to each takes longer than making all pages."""


def statics(files: Iterable[File]) -> dict[str, Signature]:
    """The files that are copied as they are."""
    return {
        file.src_uri: signature(file.abs_src_path)
        for file in files
        if file.generated_by is None and file.abs_src_path is not None and not file.is_documentation_page()
    }


def is_same(path: str, now: Mapping[str, Signature], before: Mapping[str, Signature]) -> bool:
    """Whether such a file is as it was."""
    return path in now and before.get(path) == now[path]


def each_at_its_place(files: Iterable[File]) -> bool:
    """False where two files become one: which of them is seen depends on the order of writing."""
    places = [file.dest_uri for file in files if file.inclusion is not InclusionLevel.EXCLUDED]
    return len(set(places)) == len(places)


def moved(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...] | None:
    """The names of files that came, went or have another address; None where there are too many."""
    if before == now:
        return ()
    names = {path.rpartition("/")[2] for path, _ in before.items() ^ now.items()}
    return tuple(names) if len(names) <= MANY else None


def may_lead_to(made: Generated, names: tuple[str, ...] | None) -> bool:
    """True unless the page is sure to have no link to files of these names."""
    if not isinstance(made.source, Page):
        return False
    content = made.source.content
    return names is None or any(name.encode() in content for name in names)
