"""Templates are compiled once: that takes longer than a small site.

The code of the built-in ones lies where Python puts that of the program's own modules, and is trusted as
much: who can write there can change the program. Nothing that comes with a site is ever taken for code.
"""

import marshal
import os
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from briefkit.memory import program
from briefkit.model.folders import built_in_templates

_LENGTH = sha256().digest_size


class CompiledTemplates(BytecodeCache):
    """What Jinja makes of templates, by name, file and content, for as long as the process lives.

    For environments that are set up alike: Jinja's key does not tell them apart.
    """

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """The template's code, as far as it is known."""
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code is None and filename is not None:
            bucket.code = _read(filename, _named(bucket, filename))
            if bucket.code is not None:
                self.dump_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives the template its code, if it was compiled before."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def set_bucket(self, bucket: Bucket) -> None:
        """Keeps the code of a template that was compiled, for other processes, too."""
        super().set_bucket(bucket)
        if bucket.code is not None:
            filename = bucket.code.co_filename
            _write(filename, _named(bucket, filename), bucket.code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the code of a template."""
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code


COMPILED = CompiledTemplates()


def _named(bucket: Bucket, filename: str) -> bytes:
    """What the code rests on: the template, where it lies, the program, Jinja and Python."""
    return b"\0".join((program(), filename.encode(), bucket.key.encode(), bucket.checksum.encode()))


def _place(filename: str) -> Path | None:
    """Where the code of a built-in template lies; None for another."""
    path = Path(filename)
    return Path(cache_from_source(filename)) if path.is_relative_to(built_in_templates()) else None


def _read(filename: str, basis: bytes) -> CodeType | None:
    """The code as it was kept; None where there is none, or what lies there is something else."""
    place = _place(filename)
    try:
        found = place.read_bytes() if place else b""
    except OSError:
        return None
    total, code = found[:_LENGTH], found[_LENGTH:]
    if total != sha256(basis + code).digest():
        return None
    made = marshal.loads(code)  # noqa: S302 - code of the program, as that of its modules
    return made if isinstance(made, CodeType) else None


def _write(filename: str, basis: bytes, code: CodeType) -> None:
    """Keeps the code, where Python may keep that of modules."""
    place = _place(filename)
    if place is None or sys.dont_write_bytecode:
        return
    written = marshal.dumps(code)
    half = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(sha256(basis + written).digest() + written)
        half.replace(place)
    except OSError:
        with suppress(OSError):
            half.unlink()
