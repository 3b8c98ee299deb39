"""Files into records: reads everything below the content folder, and reports all that cannot be read."""

from briefkit.load.content import load
from briefkit.load.rules import READING_RULES
from briefkit.load.settings import SettingsError, read_settings

__all__ = ["READING_RULES", "SettingsError", "load", "read_settings"]
