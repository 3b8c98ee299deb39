"""The files of a build of which most are as they were in the build before."""

from collections.abc import Callable, Collection, Iterable, Sequence

from mkdocs.structure.files import File, Files, InclusionLevel


class KeptFiles(Files):
    """All of them for whoever looks a file up; of those that are gone through one by one, what is new."""

    def __init__(self, files: Iterable[File]) -> None:
        super().__init__(files)
        self._pages: list[File] | None = None
        self._passed: frozenset[int] = frozenset()
        self._left: list[File] | None = None
        """The pages that are not passed over."""

    def append(self, file: File) -> None:
        """Adds a file."""
        super().append(file)
        self._pages = self._left = None

    def remove(self, file: File) -> None:
        """Takes one out."""
        super().remove(file)
        self._pages = self._left = None

    def pass_over(self, files: Collection[File]) -> None:
        """Leaves out of what is read, rendered and copied what is in the site already; no others any more."""
        self._passed = frozenset(map(id, files))
        self._left = None

    def every(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> list[File]:
        """All pages, those that are passed over among them."""
        if self._pages is None:
            self._pages = [file for file in self if file.is_documentation_page()]
        return _those(self._pages, inclusion)

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> Sequence[File]:
        """The pages that are to be made."""
        if not self._passed:
            return self.every(inclusion=inclusion)
        # it is asked for again and again
        if self._left is None:
            pages = self.every(inclusion=_any)
            self._left = [file for file in pages if id(file) not in self._passed]
        return _those(self._left, inclusion)

    def copy_static_files(
        self,
        dirty: bool = False,  # noqa: FBT001, FBT002 - as MkDocs has it
        *,
        inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included,
    ) -> None:
        """Copies what is no page."""
        for file in self:
            if (
                id(file) not in self._passed
                and not file.is_documentation_page()
                and inclusion(file.inclusion)
            ):
                file.copy_file(dirty)


def _those(files: Iterable[File], inclusion: Callable[[InclusionLevel], bool]) -> list[File]:
    included = {level for level in InclusionLevel if inclusion(level)}
    return [file for file in files if file.inclusion in included]


def _any(_: InclusionLevel) -> bool:
    return True
