"""Requests to the interface of a forge, with a token that goes nowhere else.

Proxies and authorities of certificates are those that the environment names (`HTTPS_PROXY`, `NO_PROXY`,
`SSL_CERT_FILE`, `SSL_CERT_DIR`). A certificate that nobody vouches for is never taken.
"""

import http.client
import json
import ssl
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

from briefkit import __version__
from briefkit.changes.posting.forge import MOST_PAGES, PER_PAGE, ForgeError
from briefkit.model.characters import visible

SECONDS = 30
"""How long an answer may keep silent."""

MOST_ANSWERED = 50_000_000
"""Bytes of an answer: a page of the longest comments is less."""

MOST_REDIRECTS = 3
_REDIRECTS = {301, 302, 307, 308}
_MOST_OF_REASON = 200

_MEANING = {
    401: "the token is not accepted: it is wrong, or has expired",
    403: "the token may not do this",
    404: "there is no such thing, or the token may not see it",
    429: "too many requests were made: try again later",
}


class _Refused(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Nothing is followed blindly: `Api` looks where it leads."""


@dataclass(frozen=True, slots=True)
class Api:
    """The address of an interface, and who asks."""

    url: str
    headers: Mapping[str, str] = field(repr=False)
    token: str = field(repr=False)
    authorities: str | None = None
    """A file of certificates that are trusted besides those of the system."""

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ForgeError(f"{visible(self.url)} is no address of an interface: it begins with https://")
        if not (self.token.isascii() and self.token.isprintable()) or " " in self.token:
            raise ForgeError("the token has characters that no token has: is it copied whole, on one line?")

    def get(self, path: str, **query: str | int) -> Any:
        """What stands there; raises ForgeError."""
        return self._asked("GET", f"{path}?{urlencode(query)}" if query else path)

    def send(self, method: str, path: str, content: Mapping[str, str]) -> None:
        """Writes something; raises ForgeError."""
        self._asked(method, path, json.dumps(content).encode("ascii"))

    def each(self, path: str, **query: str | int) -> Iterator[dict[str, Any]]:
        """The entries of a list, page by page; raises ForgeError."""
        for page in range(1, MOST_PAGES + 1):
            found = self.get(path, **query, per_page=PER_PAGE, page=page)
            if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
                raise ForgeError(
                    f"{self._host} did not answer with a list: is {visible(self.url)} its interface?"
                )
            yield from found
            if len(found) < PER_PAGE:
                return

    @property
    def _host(self) -> str:
        return visible(urlsplit(self.url).netloc.rpartition("@")[2])

    def _asked(self, method: str, path: str, content: bytes | None = None) -> Any:
        address = f"{self.url.rstrip('/')}/{path}"
        for _ in range(MOST_REDIRECTS + 1):
            try:
                return self._answer(method, address, content)
            except HTTPError as error:
                with error:
                    if error.code not in _REDIRECTS:
                        raise ForgeError(self._said(error), error.code) from None
                    address = self._led_to(address, error.headers.get("Location", ""))
            except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:
                raise ForgeError(self._unreached(error)) from None
        raise ForgeError(f"{self._host} leads from address to address without end")

    def _answer(self, method: str, address: str, content: bytes | None) -> Any:
        headers = {"User-Agent": f"briefkit/{__version__}", "Accept": "application/json", **self.headers}
        if content is not None:
            headers["Content-Type"] = "application/json"
        # `_opener` knows no other schemes than the two that were looked for
        request = Request(address, data=content, method=method)  # noqa: S310
        for name, value in headers.items():
            # one that is added in this way never goes where a redirect leads
            request.add_unredirected_header(name, value)
        with self._opener().open(request, timeout=SECONDS) as answer:
            text = answer.read(MOST_ANSWERED + 1)
        if len(text) > MOST_ANSWERED:
            raise ForgeError(f"the answer of {self._host} is larger than {MOST_ANSWERED:,} bytes")
        return json.loads(text) if text.strip() else None

    def _opener(self) -> OpenerDirector:
        context = ssl.create_default_context()
        if self.authorities:
            try:
                context.load_verify_locations(cafile=self.authorities)
            except OSError as error:
                raise ForgeError(f"{self.authorities} holds no certificates: {error}") from None
        return build_opener(HTTPSHandler(context=context), _Refused)

    def _led_to(self, address: str, location: str) -> str:
        """Where a redirect leads, if that is on the same host; raises ForgeError."""
        target = urljoin(address, location)
        if location and _origin(target) == _origin(address):
            return target
        where = visible(urlsplit(target).netloc.rpartition("@")[2]) or "nowhere"
        raise ForgeError(
            f"{self._host} leads to {where}, where the token must not go: is {visible(self.url)} the address?"
        )

    def _said(self, error: HTTPError) -> str:
        meaning = _MEANING.get(error.code, "")
        reason = ""
        with suppress(OSError, ValueError, http.client.HTTPException):
            answer = json.loads(error.read(MOST_ANSWERED))
            if isinstance(answer, dict):
                reason = str(answer.get("message") or answer.get("error") or "")
        told = f"“{self._without_token(reason)}”" if reason else ""
        return ": ".join(part for part in (f"{self._host} answered {error.code}", meaning, told) if part)

    def _unreached(self, error: Exception) -> str:
        reason = error.reason if isinstance(error, URLError) else error
        if isinstance(reason, ssl.SSLCertVerificationError):
            return (
                f"the certificate of {self._host} is not trusted ({visible(reason.verify_message)}): name a "
                "file with the certificate of its authority in the variable SSL_CERT_FILE"
            )
        if isinstance(reason, TimeoutError):
            return f"{self._host} did not answer within {SECONDS} seconds"
        if isinstance(reason, json.JSONDecodeError | UnicodeDecodeError):
            return (
                f"{self._host} did not answer with JSON: is {visible(self.url)} the address of its interface?"
            )
        words = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
        return f"{self._host} cannot be reached: {self._without_token(words)}"

    def _without_token(self, text: str) -> str:
        shown = text.replace(self.token, "***") if self.token else text
        return visible(" ".join(shown.split()))[:_MOST_OF_REASON]


def _origin(address: str) -> tuple[str, str, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port
