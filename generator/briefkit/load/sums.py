"""The content as one short sum: the same for the same files with the same bytes."""

from hashlib import sha256

from briefkit.load.files import ContentFile, content_files
from briefkit.load.ledger import ledger_sum
from briefkit.load.unchanged import known_sum
from briefkit.memory import Memory
from briefkit.model.settings import Settings


def content_sum(settings: Settings, memory: Memory | None = None) -> bytes:
    """The sum of all files of the content; with `memory`, of what they held when they were read last."""
    total = sha256()
    for file in content_files(settings.content_dir, settings.root):
        own = known_sum(memory, file) if memory else _sum(file)
        total.update(f"{file.shown}\0".encode() + own)
    total.update(ledger_sum(settings, memory))
    return total.digest()


def _sum(file: ContentFile) -> bytes:
    """The sum of a file's bytes; nothing for one that cannot be opened."""
    try:
        return sha256(file.path.read_bytes()).digest()
    except OSError:
        return b""
