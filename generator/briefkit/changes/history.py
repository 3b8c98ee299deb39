"""When each value of a record changed, by which commit, and why."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefkit.changes.git import contents, repository_root, revision
from briefkit.changes.log import Commit, commits, uncommitted
from briefkit.load.files import YAML_ENDINGS, ContentFile, content_file
from briefkit.load.front_matter import split
from briefkit.load.nodes import read_yaml
from briefkit.load.schema import read_record
from briefkit.load.text import decode
from briefkit.model.evidence import Correction
from briefkit.model.field_path import write_field_path
from briefkit.model.kinds import BY_NAME
from briefkit.model.nodes import Mapping as MappingNode
from briefkit.model.nodes import values
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings
from briefkit.model.walk import Path as FieldPath


@dataclass(frozen=True, slots=True)
class Turn:
    """One field that changed."""

    field: str
    """Its path, as `read_field_path` reads it."""
    was: str | None
    """None where it was left out."""
    now: str | None
    """None where it is left out since."""
    correction: Correction | None = None
    """What the readers were told, in the same commit."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What one commit changed in the record."""

    commit: Commit | None
    """None for what is not committed yet."""
    turns: tuple[Turn, ...]
    began: bool = False
    """True where the record was not there before."""
    ended: bool = False
    """True where the record was not there afterwards."""


@dataclass(frozen=True, slots=True)
class _State:
    """A record as it was at some time."""

    record: Record | None
    """None where it did not fit the model, by which it is read today."""
    fields: Mapping[str, str | None]
    """Every value it gave, by its path."""


_GONE = _State(None, {})

_SELECTOR = re.compile(r"\[[^\]]*\]")
_ID = re.compile(r"[a-z0-9-]+")

UNTOLD = frozenset({"corrections"})
"""Fields that say why others changed."""


def history(settings: Settings, ref: Ref, moved: Mapping[Ref, Ref]) -> Iterator[Moment]:
    """What is not committed yet, then every commit that changed the record, the newest first.

    A record is followed through other files and through the ids it had before. `moved` tells what records are
    called now that had another id: the paths of fields name them by that. Raises GitError.
    """
    root = repository_root(settings.root)
    revision(root, "HEAD")
    with contents(root) as read:
        called = {before.id: now.id for before, now in moved.items()}
        past = _Past(root, settings, ref, {ref.id}, read, called)
        below = past.content.relative_to(root).as_posix()
        touched = uncommitted(root, below)
        now = past.state(None, touched)
        yield from _moment(None, [past.state("HEAD", touched)], now)
        for commit in commits(root, below):
            after = past.state(commit.hash, commit.files)
            before = [past.state(parent, commit.files) for parent in commit.parents]
            yield from _moment(commit, before or [_GONE], after)


@dataclass
class _Past:
    """The record's files through time."""

    root: Path
    """The repository's folder."""
    settings: Settings
    ref: Ref
    names: set[str]
    """The ids that the record has now and had before, as far as the way back has been gone."""
    read: Callable[[str, str], bytes | None]
    """What a file held in a commit."""
    called: Mapping[str, str]
    """Ids that records had before, and have now."""

    @property
    def content(self) -> Path:
        """The folder of the content, in the repository."""
        return self.root / os.path.relpath(self.settings.content_dir.resolve(), self.root.resolve())

    def state(self, commit: str | None, files: Iterable[str]) -> _State:
        """The record as one of the files held it in a commit or, without one, holds it on disk."""
        for name in files:
            file = content_file(self.root / name, self.content, self.root)
            if file.kind is None or file.kind.name != self.ref.kind or file.id not in (None, *self.names):
                continue
            data = self._on_disk(name) if commit is None else self.read(commit, name)
            found = self._found(file, data) if data is not None else None
            if found is not None:
                return found
        return _GONE

    def _on_disk(self, name: str) -> bytes | None:
        path = self.root / name
        return path.read_bytes() if path.is_file() else None

    def _found(self, file: ContentFile, data: bytes) -> _State | None:
        """The record in a file's content; None where it is not in it or cannot be read."""
        source, _ = decode(file.shown, data)
        if source is None:
            return None
        start, end = 0, len(source.text)
        if file.path.suffix not in YAML_ENDINGS:
            matter, _ = split(source)
            if matter is None:
                return None
            start, end = matter.start, matter.end
        node, _ = read_yaml(source, start, end)
        if file.id is None and isinstance(node, MappingNode):
            node = next((held for key, held in node.entries if key.value in self.names), None)
        return self._state(node) if isinstance(node, MappingNode) else None

    def _state(self, node: MappingNode) -> _State:
        record, _ = read_record(BY_NAME[self.ref.kind], self.ref.id, node, node.mark)
        self.names.update(record.formerly if record else ())
        given = {path: value for path, value in values(node) if value is not None and path[0] not in UNTOLD}
        return _State(record, {self._words(record, path): value for path, value in given.items()})

    def _words(self, record: Record | None, path: FieldPath) -> str:
        """The path as it is written today; by places in lists where the record does not fit the model."""
        written = write_field_path(record, path) if record is not None else None
        if written is None:
            return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)[1:]
        return _SELECTOR.sub(lambda entry: _ID.sub(self._name_now, entry[0]), written)

    def _name_now(self, found: re.Match[str]) -> str:
        return self.called.get(found[0], found[0])


def _moment(commit: Commit | None, before: Sequence[_State], after: _State) -> Iterator[Moment]:
    """What changed against all that was before: a merge joins several states, and may be like one of them."""
    if all(state is _GONE for state in before):
        if after is not _GONE:
            yield Moment(commit, _turns(_GONE, after), began=True)
        return
    settled = [{(turn.field, turn.now) for turn in _turns(state, after)} for state in before]
    common = tuple(
        turn for turn in _turns(before[0], after) if all((turn.field, turn.now) in other for other in settled)
    )
    if common:
        yield Moment(commit, common, ended=after is _GONE)


def _turns(before: _State, after: _State) -> tuple[Turn, ...]:
    known = before.record.corrections if before.record else ()
    told = [item for item in (after.record.corrections if after.record else ()) if item not in known]
    paths = dict.fromkeys([*after.fields, *before.fields])
    return tuple(
        Turn(path, was, now, next((item for item in told if item.field == path), None))
        for path in paths
        if (was := before.fields.get(path)) != (now := after.fields.get(path))
    )
