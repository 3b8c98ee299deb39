"""The templates of the theme stay compiled while a site is served."""

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class KeptBytecode(BytecodeCache):
    """In memory; Jinja compiles a template anew whose source is another one."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives Jinja what it compiled before."""
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Takes what Jinja compiled."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()
