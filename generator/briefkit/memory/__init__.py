"""Results of work that was done before, used again as long as all that they rest on is the same."""

from briefkit.memory.digest import SIZE, digest
from briefkit.memory.garbage import leave_to_the_system, uncollected
from briefkit.memory.kept import Saved
from briefkit.memory.memory import Memory
from briefkit.memory.scope import Job, Scope, State
from briefkit.memory.store import Store, program
from briefkit.memory.workers import spread

__all__ = [
    "SIZE",
    "Job",
    "Memory",
    "Saved",
    "Scope",
    "State",
    "Store",
    "digest",
    "leave_to_the_system",
    "program",
    "spread",
    "uncollected",
]
