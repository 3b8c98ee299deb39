"""Links: `[[...]]` looked up, names found in text, and the way back from every record."""

from briefkit.link.linking import link

__all__ = ["link"]
