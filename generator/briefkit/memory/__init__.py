"""Results of work that was done before, used again as long as all that they rest on is the same."""

from briefkit.memory.digest import SIZE, digest
from briefkit.memory.garbage import leave_to_the_system, uncollected
from briefkit.memory.kept import Saved
from briefkit.memory.late import Late, LateTuple, known
from briefkit.memory.memory import Memory
from briefkit.memory.scope import Job, Scope, State
from briefkit.memory.spreading import meanwhile, spread
from briefkit.memory.store import Store, program

__all__ = [
    "SIZE",
    "Job",
    "Late",
    "LateTuple",
    "Memory",
    "Saved",
    "Scope",
    "State",
    "Store",
    "digest",
    "known",
    "leave_to_the_system",
    "meanwhile",
    "program",
    "spread",
    "uncollected",
]
