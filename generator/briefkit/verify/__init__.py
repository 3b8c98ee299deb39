"""Quotes held against the stored text of their sources."""

from briefkit.verify.quotes import verify
from briefkit.verify.rules import QUOTE_RULES

__all__ = ["QUOTE_RULES", "verify"]
