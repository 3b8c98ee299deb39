"""Which record a place in a file belongs to."""

from bisect import bisect_right
from collections.abc import Container
from pathlib import PurePosixPath

from briefkit.model.article import path_of
from briefkit.model.dossier import Dossier, Origin
from briefkit.model.kinds import BY_PLURAL
from briefkit.model.mark import Mark
from briefkit.model.ref import Ref


class Owners:
    """The records by the places at which they are written."""

    def __init__(self, dossier: Dossier, paths: Container[str] | None = None) -> None:
        """`paths` are of the files that will be asked about; of all, where they are left out."""
        self._dossier = dossier
        self._by_path: dict[str, list[tuple[Mark, Ref]]] = {}
        for ref, origin in dossier.origins.items():
            if paths is None or origin.mark.path in paths:
                self._by_path.setdefault(origin.mark.path, []).append((origin.mark, ref))
        for source_id, article in dossier.articles.items():
            # the text may lie in a file of its own, beside a record in YAML
            path = path_of(article)
            if path and path not in self._by_path and (paths is None or path in paths):
                self._by_path[path] = [(Mark(path), Ref("source", source_id))]
        for begun in self._by_path.values():
            begun.sort()

    def of(self, mark: Mark) -> Ref | None:
        """The record that the place belongs to: the last one in the file that begins there or above."""
        begun = self._by_path.get(mark.path, [])
        index = bisect_right(begun, mark, key=lambda entry: entry[0]) - 1
        if index < 0:
            return None
        ref = begun[index][1]
        return None if _is_beside(mark, self._dossier.origins[ref]) else ref


def _is_beside(mark: Mark, origin: Origin) -> bool:
    """True for another key of a file of many that became no record, such as one with a bad id."""
    path = PurePosixPath(origin.mark.path)
    many = path.suffix in (".yml", ".yaml") and path.stem in BY_PLURAL
    if not many or mark.path != origin.mark.path or mark.line <= origin.mark.line:
        return False
    inner = origin.node.mark
    return (
        inner.column > origin.mark.column
        and inner.line > origin.mark.line
        and mark.column <= origin.mark.column
    )
