"""Briefkit: article sources and YAML records in, a cross-linked briefing site out."""

__version__ = "0.1.0"

__all__ = ["__version__"]
