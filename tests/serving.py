"""`mkdocs serve` without its watcher and its port: the site is made anew when a test says so."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from sites import tree

URL = "http://127.0.0.1:8000/"

OWN_PLUGINS = MkDocsConfig.plugins.plugin_cache
"""The plugins that live as long as a server; those of another one are others."""


@dataclass
class Desk:
    """A site that is being written, and its server."""

    site: Path
    server: LiveReloadServer

    def rebuild(self) -> None:
        """What MkDocs does when it sees that a file changed; raises what it would report."""
        self.server.builder()

    def served(self) -> dict[str, bytes]:
        """All files of the site, by path."""
        return tree(Path(self.server.root))

    def get(self, path: str) -> str:
        """A page as a browser gets it; what is said of one that is not there."""
        environ = {"PATH_INFO": f"/{path}", "REQUEST_METHOD": "GET"}
        answer = self.server.serve_request(environ, lambda *_: None)
        try:
            return b"".join(answer).decode()
        finally:
            getattr(answer, "close", lambda: None)()

    def written(self) -> set[str]:
        """The files that came into the site after the last look at it."""
        now = {path: _moment(Path(self.server.root, path)) for path in self.served()}
        new = {path for path, moment in now.items() if self._seen.get(path) != moment}
        self._seen = now
        return new

    def __post_init__(self) -> None:
        self._seen: dict[str, tuple[int, int]] = {}


def _moment(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


@contextmanager
def desk(site: Path, *, dirty: bool = False) -> Iterator[Desk]:
    """The site at a folder, served: as the command `serve` of MkDocs goes about it."""
    with _serving(site, dirty=dirty) as (server, config):
        server.builder(config)
        yield Desk(site, config.plugins.on_serve(server, config=config, builder=server.builder))


def clean(site: Path) -> dict[str, bytes]:
    """All files of the site, made by a server that has just been started."""
    with _serving(site, dirty=False) as (server, config):
        server.builder(config)
        return tree(Path(server.root))


@contextmanager
def _serving(site: Path, *, dirty: bool) -> Iterator[tuple[LiveReloadServer, MkDocsConfig]]:
    others = dict(OWN_PLUGINS)
    OWN_PLUGINS.clear()
    with tempfile.TemporaryDirectory(prefix="mkdocs_") as root:

        def configuration() -> MkDocsConfig:
            config = load_config(str(site / "mkdocs.yml"), site_dir=root)
            config.site_url = URL
            return config

        def builder(config: MkDocsConfig | None = None) -> None:
            build(config or configuration(), serve_url=URL, dirty=dirty)

        config = configuration()
        config.plugins.on_startup(command="serve", dirty=dirty)
        server = LiveReloadServer(builder=builder, host="127.0.0.1", port=8000, root=root)
        try:
            yield server, config
        finally:
            server.server_close()
            config.plugins.on_shutdown()
            OWN_PLUGINS.clear()
            OWN_PLUGINS.update(others)


def difference(site: Path, served: dict[str, bytes]) -> list[str]:
    """The files in which what is served is not what a clean build makes."""
    right = clean(site)
    return sorted(path for path in served.keys() | right.keys() if served.get(path) != right.get(path))
