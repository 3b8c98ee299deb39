"""Briefkit in MkDocs: only here is MkDocs known."""

from briefkit.plugin.plugin import BriefkitPlugin

__all__ = ["BriefkitPlugin"]
