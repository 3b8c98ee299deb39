"""What every page rests on besides the records."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from briefkit.model.settings import Settings
from briefkit.render.environment import template_folders

Basis = tuple[Settings, str]


def basis(settings: Settings) -> Basis:
    """The settings, wherever the site's folder is, and the sum of all that lies among its templates."""
    total = sha256()
    for folder in template_folders(settings.templates_dir):
        for path in _files(folder):
            content = path.read_bytes()
            total.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return replace(settings, root=Path()), total.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """All but the code that the templates were compiled to."""
    found = sorted(folder.rglob("*"))
    return (path for path in found if path.parent.name != "__pycache__" and path.is_file())
