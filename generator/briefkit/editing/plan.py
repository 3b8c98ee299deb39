"""Changes of the content, worked out and checked before anything is written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from briefkit.editing.document import Document
from briefkit.editing.emit import EditError
from briefkit.load.files import YAML_ENDINGS
from briefkit.model.dossier import Dossier
from briefkit.model.kinds import BY_NAME
from briefkit.model.nearest import proposal
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings
from briefkit.model.walk import Path
from briefkit.pipeline import examine
from briefkit.problems import Problem, Severity
from briefkit.writing import Change, replace_files

NOT_WRITTEN = "nothing was written: the content would not check any more"


class RefusedError(EditError):
    """The content would have errors that it has not now."""

    def __init__(self, message: str, problems: Iterable[Problem]) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


@dataclass
class Plan:
    """What is to change in the content's files; nothing is written until `write`."""

    settings: Settings
    dossier: Dossier
    """The content as it is."""
    problems: tuple[Problem, ...]
    """What is wrong with it."""
    read: dict[str, bytes] = field(default_factory=dict)
    """What the files hold that are to change, by their paths as messages name them."""
    documents: dict[str, Document] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    """The new path of each file that moves."""

    @classmethod
    def of(cls, settings: Settings) -> "Plan":
        """No change yet."""
        dossier, problems = examine(settings)
        return cls(settings, dossier, problems)

    def document(self, path: str) -> Document:
        """A file of the content, to be changed; raises EditError where it cannot be read."""
        if path not in self.documents:
            self.read[path] = self._bytes(path)
            self.documents[path] = Document.of(path, self.read[path])
        return self.documents[path]

    def move(self, path: str, to: str) -> None:
        """Gives a file another path; raises EditError where it cannot be read."""
        if path not in self.read:
            self.read[path] = self._bytes(path)
        self.moved[path] = to

    def _bytes(self, path: str) -> bytes:
        try:
            return (self.settings.root / path).read_bytes()
        except OSError as error:
            raise EditError(f"{path}: cannot be read: {error.strerror}") from error

    @property
    def after(self) -> dict[str, bytes | None]:
        """What each changed file will hold; None for one that is no longer there."""
        held = {path: doc.data() for path, doc in self.documents.items() if doc.edits}
        gone: dict[str, bytes | None] = dict.fromkeys(self.moved)
        new = {to: held.pop(path, self.read[path]) for path, to in self.moved.items()}
        return {**gone, **held, **new}

    def checked(self) -> tuple[Dossier, tuple[Problem, ...]]:
        """The content as it will be, and the warnings it has not now.

        Raises RefusedError where it would have errors that it has not now.
        """
        dossier, problems = examine(self.settings, instead=self.after)
        known = Counter(map(self._key, self.problems))
        new = []
        for problem in problems:
            key = self._key(problem)
            known[key] -= 1
            if known[key] < 0:
                new.append(problem)
        errors = [problem for problem in new if problem.rule.severity is Severity.ERROR]
        if errors:
            raise RefusedError(NOT_WRITTEN, errors)
        return dossier, tuple(new)

    def _key(self, problem: Problem) -> tuple[str, str, str]:
        path = problem.mark.path
        return self.moved.get(path, path), problem.rule.name, problem.message

    def write(self) -> None:
        """Makes all changes, or none; raises WriteError where that cannot be done."""
        root = self.settings.root
        replace_files([Change(root / path, self.read.get(path), data) for path, data in self.after.items()])
        for folder in sorted({up for path in self.moved for up in (root / path).parents}, reverse=True):
            if folder.is_dir() and folder != root and not any(folder.iterdir()):
                folder.rmdir()


def known_record(dossier: Dossier, name: str) -> Ref:
    """The record that ``kind/id`` names; raises EditError, with those it may mean, where there is none."""
    kind, slash, record_id = name.partition("/")
    ref = Ref(kind, record_id)
    if ref in dossier.records:
        return ref
    if ref in dossier.unread:
        raise EditError(f"{name} cannot be read: see briefkit check")
    names = [str(other) for other in dossier.records]
    if not slash:
        meant = [other for other in names if other.endswith(f"/{name}")]
        hint = f"{' or '.join(meant)}?" if meant else "write kind/id, as claim/soldiers-to-syria"
        raise EditError(f"“{name}” does not say which kind of record it is: {hint}")
    if kind not in BY_NAME:
        raise EditError(f"there is no kind “{kind}”: it is one of {', '.join(BY_NAME)}")
    if kind in dossier.unread_kinds:
        many = BY_NAME[kind].plural
        message = f"there is no {kind} “{record_id}”, and a file of {many} cannot be read: see briefkit check"
        raise EditError(message)
    near = proposal(name, (other for other in names if other.startswith(f"{kind}/")))
    raise EditError(f"there is no {kind} “{record_id}”{f': {near}' if near else ''}")


def place_of(ref: Ref, path: str) -> Path:
    """Where a record begins in the YAML of its file: at its id in a file of many, else at the root."""
    file = PurePosixPath(path)
    many = file.stem == BY_NAME[ref.kind].plural and file.suffix in YAML_ENDINGS
    return (ref.id,) if many else ()
