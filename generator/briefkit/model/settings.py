"""What a site decides about itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from briefkit.model.edit_links import EditLinks
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
    site_url: str = ""
    """Where the site will be, ending in a slash; empty where nobody said."""
    directory_urls: bool = True
    """True where ``actors/minsk.md`` becomes ``actors/minsk/``, false where ``actors/minsk.html``."""
    as_files: bool = False
    """True where this build is to be opened as files, whatever the addresses of the published site are."""
    pagefind: bool = False
    """True where the site has a page to search it, and an index of Pagefind."""
    style_page: str = ""
    """The page that shows every component, as ``style.md``; empty where there is to be none."""
    today: date | None = None
    """The day that review dates are held against; None in builds, so that one commit makes one site."""
    served: bool = False
    """True while the site is served to those who write it: its pages have no sum for copies on paper."""
    edit_links: EditLinks = field(default_factory=EditLinks)
    """How the links to the lines in the code host are made."""

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

    def url(self, path: str) -> str:
        """The address of the page in the file `path`, as ``actors/minsk.md``, below the site's own.

        It is that of this build: what leaves the site names its pages as they are `published`.
        """
        return f"{path.removesuffix('.md')}.html" if self.as_files else self.published(path)

    def published(self, path: str) -> str:
        """The address of a page in the site that is published, wherever this build goes."""
        stem = path.removesuffix(".md")
        if not self.directory_urls:
            return f"{stem}.html"
        return f"{stem}/".removesuffix("index/") if stem.split("/")[-1] == "index" else f"{stem}/"

    @property
    def all_relation_types(self) -> Mapping[str, str]:
        """Every relation type that can be written, with its inverse."""
        return both_ways({**RELATION_TYPES, **self.relation_types})
