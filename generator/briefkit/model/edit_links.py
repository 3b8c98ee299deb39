"""Links to the very line in the code host in which something is written.

What `repo_url`, `edit_uri` and `edit_uri_template` mean is MkDocs' (1.6) to say; its own links, too, are made
of them. A line is named as GitHub, GitLab and Gitea do (``#L12``), or as Bitbucket does (``#lines-12``).
"""

import posixpath
import re
from dataclasses import dataclass
from string import Formatter
from urllib.parse import quote, urljoin, urlsplit

from briefkit.model.mark import Mark

PATHS = ("path", "path_noext")
"""Placeholders for the file, as MkDocs names them."""

LINE = "line"

_LEFT_AS_IT_IS = "%/:?#[]@!$&'()*+,;=~"
_UP = re.compile(r"^(?:\.\./)+")
_LAST_FOLDER = re.compile(r"(?:^|(?<=[/?#=&])|(?<=%2f))(?:[^/?#=&%]|%(?!2f))+(?:/|%2f)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EditLinks:
    """How the address of a line is made; as it stands without arguments, there are no links."""

    template: str = ""
    """An absolute address with placeholders for the file and, maybe, the line; empty for no links."""
    way: str = "."
    """From the folder in which the file's path begins to the site's folder, as ``..``."""

    def url(self, mark: Mark) -> str:
        """The address of the line; empty where there are no links, or where it cannot be told."""
        path = posixpath.normpath(posixpath.join(self.way, mark.path))
        below = _UP.sub("", path)
        made = ""
        for literal, field, _, conversion in Formatter().parse(self.template):
            made += quote(literal, safe=_LEFT_AS_IT_IS)
            if field == LINE:
                made += str(mark.line)
            elif field is not None:
                folder = _above(made, (len(path) - len(below)) // len("../"))
                if folder is None:
                    return ""
                name = below if field == "path" else posixpath.splitext(below)[0]
                made = folder + quote(name, safe="" if conversion == "q" else "/")
        return made


def edit_links(
    way: str,
    *,
    own: str | None = None,
    repo_url: str | None = None,
    edit_uri: str | None = None,
    edit_uri_template: str | None = None,
) -> EditLinks:
    """How a site's edit links are made; none where nobody said where its files are, or not on the web.

    `way` leads from the folder of the hand-written pages, in which MkDocs' paths begin, to the site's folder.
    `own` is a template in which they begin in the site's folder itself; it wins. The others are MkDocs'
    options of these names, those left out being None or what MkDocs makes of that.
    """
    if own:
        return EditLinks() if address_mistake(own) else EditLinks(own)
    template = edit_uri_template
    if not template:
        host = _host(repo_url)
        given = edit_uri if edit_uri is None else f"{edit_uri.rstrip('/')}/"
        usual = _usual(host)
        if usual and given in (None, "edit/master/docs/", f"{usual}docs/"):
            # nobody named the folder of the pages: the site's folder is taken for the repository's
            way, template = ".", f"{usual}{{path}}"
        elif edit_uri and given:
            given = f"-/{given}" if "gitlab" in host and given.startswith("edit/") else given
            template = f"{given.replace('{', '{{').replace('}', '}}')}{{path}}"
    absolute = _absolute(repo_url or "", template or "")
    return EditLinks() if address_mistake(absolute) else EditLinks(_with_line(absolute), way)


def address_mistake(template: str) -> str:
    """What is wrong with a template for edit links, in a sentence; empty where nothing is."""
    try:
        parts = list(Formatter().parse(template))
        address = urlsplit(template)
    except ValueError:
        return "this is no address: a brace or bracket is open"
    if address.scheme not in ("http", "https") or not address.netloc or "{" in address.netloc:
        return "this should be an address that begins with https:// or http://"
    fields = [field for _, field, _, _ in parts if field is not None]
    for _, field, form, conversion in parts:
        if field is not None and (field not in (*PATHS, LINE) or form or conversion not in (None, "q")):
            return f"“{field}” is no placeholder: there are {{path}} and {{line}}"
    if not set(fields) & set(PATHS):
        return "there is no {path} in it"
    return ""


def _host(repo_url: str | None) -> str:
    try:
        return urlsplit(repo_url or "").netloc.lower()
    except ValueError:
        return ""


def _usual(host: str) -> str:
    """What leads from a repository to the files of its branch; empty where nobody knows."""
    if host == "github.com":
        return "edit/master/"
    if host == "bitbucket.org":
        return "src/default/"
    return "-/edit/master/" if "gitlab" in host else ""


def _absolute(repo_url: str, template: str) -> str:
    if repo_url and not repo_url.endswith("/") and not template.startswith(("?", "#")):
        repo_url += "/"
    try:
        return urljoin(repo_url, template) if template else ""
    except ValueError:
        return ""


def _with_line(template: str) -> str:
    if "#" in template or any(field == LINE for _, field, _, _ in Formatter().parse(template)):
        return template
    return template + ("#lines-{line}" if "bitbucket" in _host(template) else "#L{line}")


def _above(address: str, levels: int) -> str | None:
    """The address without its last folders; None where it has fewer."""
    start = len(address) - len(address.split("://", 1)[-1].partition("/")[2])
    folders = address[start:]
    for _ in range(levels):
        folders, found = _LAST_FOLDER.subn("", folders)
        if not found:
            return None
    return address[:start] + folders
