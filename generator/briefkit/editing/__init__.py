"""Facts corrected and records renamed: the smallest change of the files that does it."""

from briefkit.editing.correct import Told, correct
from briefkit.editing.emit import EditError
from briefkit.editing.plan import Plan, RefusedError, known_record
from briefkit.editing.rename import rename

__all__ = ["EditError", "Plan", "RefusedError", "Told", "correct", "known_record", "rename"]
