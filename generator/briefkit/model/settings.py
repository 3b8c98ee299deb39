"""What a site decides about itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefkit.model.relations import RELATION_TYPES, both_ways


@dataclass(frozen=True, slots=True)
class Settings:
    """The parts of a site's configuration that the generator needs."""

    root: Path
    """The site's folder: places in messages are relative to it."""
    site_name: str = "Briefings"
    content: Path = Path("briefings")
    """Folder of the records, absolute or relative to `root`."""
    docs: Path = Path("docs")
    """Folder of the hand-written pages, absolute or relative to `root`."""
    templates: Path | None = None
    """Folder of the site's own templates, which win over the built-in ones of the same name."""
    language: str = "en"
    """Language of the interface and of dates (BCP 47)."""
    relation_types: Mapping[str, str] = field(default_factory=dict)
    """Relation types on top of the built-in ones, each with its inverse."""

    @property
    def content_dir(self) -> Path:
        """The folder of the records."""
        return self.root / self.content

    @property
    def docs_dir(self) -> Path:
        """The folder of the hand-written pages."""
        return self.root / self.docs

    @property
    def templates_dir(self) -> Path | None:
        """The folder of the site's own templates, if it has one."""
        return None if self.templates is None else self.root / self.templates

    @property
    def all_relation_types(self) -> Mapping[str, str]:
        """Every relation type that can be written, with its inverse."""
        return both_ways({**RELATION_TYPES, **self.relation_types})
