"""Quotes held against the stored text of their sources."""

from briefkit.verify.quotes import QUOTE_RULES, verify

__all__ = ["QUOTE_RULES", "verify"]
