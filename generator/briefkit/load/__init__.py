"""Files into records: reads everything below the content folder, and reports all that cannot be read."""

from briefkit.load.content import load
from briefkit.load.files import Blob, Instead
from briefkit.load.full_texts import with_full_texts
from briefkit.load.hand_written import hand_written, is_content
from briefkit.load.rules import READING_RULES
from briefkit.load.settings import SettingsError, read_settings
from briefkit.load.sums import content_sum
from briefkit.load.unchanged import blobs

__all__ = [
    "READING_RULES",
    "Blob",
    "Instead",
    "SettingsError",
    "blobs",
    "content_sum",
    "hand_written",
    "is_content",
    "load",
    "read_settings",
    "with_full_texts",
]
