"""What an editor waits for: from saving a file to the word of `mkdocs serve` that the page is new."""

import os
import re
import socket
import time
from http.client import HTTPConnection, HTTPException
from statistics import median

from bench.processes import RunError, Spent, cpu_so_far, end, in_session, last_words, proportional, start
from bench.workshop import Sample, Workshop

EDITS = 5
HOST = "127.0.0.1"


def edited(shop: Workshop) -> dict[str, Sample]:
    """The line of the edits: the median of some. Raises RunError where a page does not show what was edited."""
    shop.forget(shop.cache)
    load, address = os.getloadavg()[0], _free_address()
    command = [shop.program("mkdocs"), "serve", "--livereload", "-a", f"{HOST}:{address}"]
    log = shop.log("serve")
    process = start(command, shop.records, log)
    waited: list[float] = []
    worked: list[float] = []
    try:
        server = Server(address, process.pid, time.monotonic() + shop.limit)
        try:
            epoch = server.first_epoch(process.poll)
            with shop.edits() as edit:
                for _ in range(EDITS):
                    cpu, begun = cpu_so_far(process.pid), time.monotonic()
                    page, words = edit()
                    epoch = server.next_epoch(epoch)
                    waited.append(time.monotonic() - begun)
                    worked.append(cpu_so_far(process.pid) - cpu)
                    if words not in server.get(page):
                        raise RunError(f"{page} was to show “{words}” and does not")
        except (OSError, HTTPException) as error:
            raise RunError(f"mkdocs serve: {error!r}; it said: {last_words(log)}") from error
        memory = sum(map(proportional, in_session(process.pid)))
    finally:
        end(process.pid)
        process.wait()
    parts = {f"edit {number}": seconds for number, seconds in enumerate(waited, 1)}
    return {"serve": Sample(Spent(median(waited), median(worked), memory, load), parts=parts)}


class Server:
    """The server of MkDocs, asked until a moment of the clock."""

    def __init__(self, address: int, leader: int, until: float) -> None:
        self._address = address
        self._leader = leader
        self._until = until

    def first_epoch(self, ended: object) -> int:
        """Waits until the site is served; the number of its version."""
        while True:
            self._in_time()
            if callable(ended) and ended() is not None:
                raise RunError("mkdocs serve ended by itself")
            try:
                text = self.get("")
            except ConnectionRefusedError:
                time.sleep(0.1)
                continue
            found = re.search(r"livereload\((\d+), *\d+\)", text)
            if found is None:
                raise RunError("the page that is served does not ask whether it is new")
            return int(found[1])

    def next_epoch(self, epoch: int) -> int:
        """Waits for a version that is newer than this one, as a browser does; its number."""
        while True:
            self._in_time()
            # the server answers after a minute where there is nothing new
            found = int(self.get(f"livereload/{epoch}/{epoch}"))
            if found > epoch:
                return found

    def get(self, path: str) -> str:
        """The page at an address below the site's."""
        connection = HTTPConnection(HOST, self._address, timeout=max(self._until - time.monotonic(), 1))
        try:
            connection.request("GET", f"/{path}")
            return connection.getresponse().read().decode(errors="replace")
        finally:
            connection.close()

    def _in_time(self) -> None:
        if time.monotonic() > self._until:
            raise RunError("mkdocs serve took longer than it may")


def _free_address() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])
