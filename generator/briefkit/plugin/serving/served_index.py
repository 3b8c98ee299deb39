"""The index of the search while a site is served: after an edit it is made once the pages are seen."""

import subprocess
import threading
from collections.abc import Collection, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.plugins import get_plugin_logger

from briefkit.plugin.search.index import SearchIndexError, index_documents, write_documents
from briefkit.render.search_documents import PASSED_OVER

log = get_plugin_logger("briefkit")

THREAD = "briefkit-search"
"""What makes the index beside the server; it ends when the index is there, or when it is stopped."""


class ServedIndex:
    """Keeps what the index is made of, so that an edit costs what it changed."""

    def __init__(self) -> None:
        self._place = TemporaryDirectory(prefix="briefkit-search-", ignore_cleanup_errors=True)
        self._documents: dict[str, str] = {}
        self._behind = True
        self._thread: threading.Thread | None = None
        self._running: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def take(self, documents: Iterable[tuple[str, str]], kept: Collection[str]) -> None:
        """Puts documents, as of `write_index`, beside those of which the addresses are kept; others go."""
        new = dict(documents)
        old = {address: text for address, text in self._documents.items() if address in kept}
        changed = [(address, text) for address, text in new.items() if self._documents.get(address) != text]
        now = {**old, **new}
        gone = self._documents.keys() - now.keys()
        for address in gone:
            self._site.joinpath(address).unlink(missing_ok=True)
        write_documents(self._site, changed)
        self._behind = self._behind or bool(changed) or bool(gone)
        self._documents = now

    def write(self, target: Path) -> None:
        """Makes the index at once. Raises SearchIndexError."""
        index_documents(self._site, PASSED_OVER, target)
        self._behind = False

    def start(self, target: Path) -> None:
        """Makes the index in a while, where it is no longer that of the documents."""
        if self._behind:
            self._stopped = False
            self._thread = threading.Thread(target=self._make, args=[target], name=THREAD, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Leaves an index alone that is being made: there is something new."""
        if self._thread is not None:
            self._stopped = True
            if self._running is not None:
                self._running.kill()
            self._thread.join()
            self._thread = None

    def close(self) -> None:
        """At the end of the server."""
        self.stop()
        self._place.cleanup()

    @property
    def _site(self) -> Path:
        return Path(self._place.name) / "site"

    def _make(self, target: Path) -> None:
        try:
            index_documents(self._site, PASSED_OVER, target, self._note)
            self._behind = False
        except SearchIndexError as error:
            if not self._stopped:
                log.warning(str(error))

    def _note(self, running: "subprocess.Popen[bytes]") -> None:
        self._running = running
        if self._stopped:
            running.kill()
