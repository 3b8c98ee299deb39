"""`briefkit comment` against a server of its own on the loopback: what is asked of a forge, and what is told."""

import json
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.changes.posting.message import harmless
from sites import briefkit, said

MARKER = "<!-- briefkit:changes -->"
BODY = f"{MARKER}\n**Preview built.**\n\nNo facts changed.\n"
TOKEN = "t0ken-of-the-desk"
ME, OTHER = {"id": 7, "login": "desk-bot"}, {"id": 8, "login": "somebody"}
COMMIT = "a" * 40


class Forge(ThreadingHTTPServer):
    """The part of both interfaces that posting needs."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.comments: list[dict] = []
        self.pulls: list[dict] = []
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.account: dict | int = ME
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        """What is answered to a path in place of the right thing: a status, headers and a body."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def changes(self) -> list[str]:
        """What was written."""
        return [f"{method} {path}" for method, path in self.asked if method != "GET"]


class Handler(BaseHTTPRequestHandler):
    server: Forge

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if self._begun(parts.path):
            return
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/user":
            if isinstance(self.server.account, int):
                self._answer({"message": f"Resource not accessible, {TOKEN}"}, self.server.account)
            else:
                self._answer(self.server.account)
        elif parts.path.endswith("/pulls"):
            owner, _, branch = query["head"].partition(":")
            found = [pull for pull in self.server.pulls if (pull["owner"], pull["branch"]) == (owner, branch)]
            self._answer(self._page(found, query))
        else:
            self._answer(self._page(self.server.comments, query))

    def do_POST(self) -> None:
        if self._begun(self.path):
            return
        account = (
            {"login": "github-actions[bot]"} if isinstance(self.server.account, int) else self.server.account
        )
        number = len(self.server.comments) + 1
        self.server.comments.append({"id": number, "user": account, "author": account, **self._content()})
        self._answer({"id": number}, 201)

    def do_PUT(self) -> None:
        if self._begun(self.path):
            return
        number = int(self.path.rpartition("/")[2])
        next(one for one in self.server.comments if one["id"] == number).update(self._content())
        self._answer({"id": number})

    do_PATCH = do_PUT  # noqa: N815 - so http.server wants it

    def _begun(self, path: str) -> bool:
        self.server.asked.append((self.command, path))
        self.server.headers.append(dict(self.headers))
        found = self.server.answers.get(path) or self.server.answers.get(f"{self.command} {path}")
        if found is None:
            return False
        status, headers, body = found
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._send(status, headers, body)
        return True

    def _page(self, entries: list, query: dict) -> list:
        size, page = int(query["per_page"]), int(query["page"])
        return entries[(page - 1) * size : page * size]

    def _content(self) -> dict:
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, content: object, status: int = 200) -> None:
        self._send(status, {}, json.dumps(content).encode())

    def _send(self, status: int, headers: dict, body: bytes) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running() -> Iterator[Forge]:
    server = Forge()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def forge() -> Iterator[Forge]:
    with running() as server:
        yield server


def gitlab(forge, **changes):
    return {
        "CI_PROJECT_ID": "42",
        "CI_API_V4_URL": forge.url,
        "CI_MERGE_REQUEST_IID": "3",
        "BRIEFKIT_TOKEN": TOKEN,
        "GITHUB_ACTIONS": "",
        **changes,
    }


def github(forge, **changes):
    return {
        "CI_PROJECT_ID": "",
        "GITHUB_REPOSITORY": "desk/site",
        "GITHUB_API_URL": forge.url,
        "GITHUB_TOKEN": TOKEN,
        "GITHUB_ACTIONS": "true",
        **changes,
    }


NOTES = "/projects/42/merge_requests/3/notes"
COMMENTS = "/repos/desk/site/issues/5/comments"


def posted(folder, variables, *options, body=BODY):
    (folder / "changes.md").write_text(body, encoding="utf-8")
    done = briefkit("comment", "changes.md", *options, cwd=folder, **variables)
    assert TOKEN not in said(done)
    return done


def bodies(forge):
    return [comment["body"] for comment in forge.comments]


# one comment, updated in place


@pytest.mark.parametrize(
    ("variables", "options", "place", "path", "one"),
    [
        (gitlab, (), "merge request !3", NOTES, f"PUT {NOTES}/1"),
        (github, ("--number", "5"), "pull request #5", COMMENTS, "PATCH /repos/desk/site/issues/comments/1"),
    ],
    ids=["gitlab", "github"],
)
def test_one_comment_is_posted_and_then_updated(tmp_path, forge, variables, options, place, path, one):
    assert said(posted(tmp_path, variables(forge), *options)) == f"Comment on {place}: posted.\n"
    done = posted(tmp_path, variables(forge), *options)
    assert (done.returncode, said(done)) == (0, f"Comment on {place}: up to date already.\n")
    newer = BODY.replace("No facts", "2 facts")
    assert said(posted(tmp_path, variables(forge), *options, body=newer)) == f"Comment on {place}: updated.\n"
    assert (bodies(forge), forge.changes) == ([newer], [f"POST {path}", one])


@pytest.mark.parametrize("account", [ME, 403], ids=["a person's token", "the token of a job"])
def test_a_comment_of_another_account_is_left_alone(tmp_path, forge, account):
    forge.account = account
    forge.comments = [{"id": 1, "body": f"{MARKER}\nforged", "user": OTHER, "author": OTHER}]
    for _ in range(2):
        posted(tmp_path, github(forge), "--number", "5")
    assert bodies(forge) == [f"{MARKER}\nforged", BODY]


def test_a_comment_is_found_behind_many_others(tmp_path, forge):
    forge.comments = [
        {"id": number, "body": "Fine.", "author": OTHER, "user": OTHER} for number in range(1, 251)
    ]
    forge.comments += [
        {"id": 251, "body": f"{MARKER}\nchanged", "author": ME, "system": True},
        {"id": 252, "body": f"See {MARKER}", "author": ME},
        {"id": 253, "body": f"{MARKER}\nold", "author": ME},
        {"id": 254, "body": f"{MARKER}\nolder still", "author": ME},
    ]
    posted(tmp_path, gitlab(forge))
    assert forge.changes == [f"PUT {NOTES}/253"]


def test_the_merge_request_of_a_fork_is_that_of_the_project_it_goes_to(tmp_path, forge):
    posted(tmp_path, gitlab(forge, CI_PROJECT_ID="99", CI_MERGE_REQUEST_PROJECT_ID="42"))
    assert forge.changes == [f"POST {NOTES}"]


# which pull request


def event(folder, content):
    path = folder / "event.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


def run_of(branch="feature/ä", owner="stranger", sha=COMMIT, numbers=(), name="pull_request"):
    return {
        "workflow_run": {
            "event": name,
            "head_sha": sha,
            "head_branch": branch,
            "head_repository": {"owner": {"login": owner}},
            "pull_requests": [{"number": number} for number in numbers],
        }
    }


def pull(number, sha=COMMIT, owner="stranger", branch="feature/ä"):
    return {"number": number, "head": {"sha": sha}, "owner": owner, "branch": branch}


def test_the_number_of_a_pull_request_is_that_of_its_event(tmp_path, forge):
    path = event(tmp_path, {"pull_request": {"number": 5}})
    assert b"pull request #5: posted" in posted(tmp_path, github(forge, GITHUB_EVENT_PATH=path)).stdout


def test_the_pull_request_of_a_fork_is_found_by_its_commit(tmp_path, forge):
    forge.pulls = [pull(4, "b" * 40), pull(5), pull(6, owner="desk"), pull(7, branch="main")]
    path = event(tmp_path, run_of())
    assert b"pull request #5: posted" in posted(tmp_path, github(forge, GITHUB_EVENT_PATH=path)).stdout


def test_of_two_pull_requests_of_one_commit_the_event_names_the_right_one(tmp_path, forge):
    forge.pulls = [pull(4), pull(5)]
    path = event(tmp_path, run_of(numbers=[5, 77]))
    assert b"pull request #5: posted" in posted(tmp_path, github(forge, GITHUB_EVENT_PATH=path)).stdout
    path = event(tmp_path, run_of())
    done = posted(tmp_path, github(forge, GITHUB_EVENT_PATH=path))
    assert (done.returncode, len(forge.comments)) == (1, 1)
    assert "#4, #5 all end in the commit aaaaaaaaaa: name one of them with --number" in said(done)


@pytest.mark.parametrize(
    "content",
    [
        run_of(sha="c" * 40),
        run_of(name="push"),
        run_of(owner=None),
        {"workflow_run": {"event": "pull_request", "head_repository": None, "head_sha": 1}},
        {"push": {}},
        [],
    ],
    ids=["a newer commit", "a push", "no repository", "odd", "no run", "a list"],
)
def test_without_a_pull_request_nothing_is_posted(tmp_path, forge, content):
    forge.pulls = [pull(5)]
    done = posted(tmp_path, github(forge, GITHUB_EVENT_PATH=event(tmp_path, content)))
    assert (done.returncode, forge.changes) == (0, [])
    assert done.stdout.startswith(b"No comment: this pipeline is of no open merge request")


def test_a_pipeline_of_a_branch_has_no_merge_request(tmp_path, forge):
    done = posted(tmp_path, gitlab(forge, CI_MERGE_REQUEST_IID=""))
    assert (done.returncode, forge.asked) == (0, [])


# no token, no pipeline


@pytest.mark.parametrize("variables", [gitlab, github])
def test_without_a_token_it_says_so_and_does_nothing(tmp_path, forge, variables):
    done = posted(tmp_path, variables(forge, BRIEFKIT_TOKEN=" ", GITHUB_TOKEN=""), "--number", "5")
    assert (done.returncode, forge.asked, done.stderr) == (0, [], b"")
    assert done.stdout.startswith(b"No comment: there is no token in BRIEFKIT_TOKEN")
    assert done.stdout.count(b"\n") == 1


def test_outside_of_a_pipeline_it_says_what_is_needed(tmp_path, forge):
    done = posted(tmp_path, gitlab(forge, CI_PROJECT_ID="", GITHUB_REPOSITORY=""))
    assert done.returncode == 2
    assert b"neither GITHUB_REPOSITORY" in done.stderr


@pytest.mark.parametrize(
    "changes",
    [
        {"CI_API_V4_URL": ""},
        {"CI_API_V4_URL": "file:///etc/passwd"},
        {"CI_PROJECT_ID": "4/../../user"},
        {"CI_MERGE_REQUEST_IID": "3?x"},
        {"BRIEFKIT_TOKEN": f"{TOKEN}\nX-Other: 1"},
        {"BRIEFKIT_TOKEN": f"{TOKEN}ä"},
        {"CI_SERVER_TLS_CA_FILE": "/no/such/file"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_variables_that_cannot_be_are_refused(tmp_path, forge, changes):
    done = posted(tmp_path, gitlab(forge, **changes))
    assert (done.returncode, forge.asked) == (1, [])


# the file is data


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read: No such file"),
        (b"# Report\n", "does not begin with <!-- briefkit:changes -->"),
        (f"x\n{BODY}".encode(), "does not begin with"),
        (BODY.encode("utf-16"), "is not UTF-8"),
        (BODY.encode() + b"\xff", "is not UTF-8: byte 64 is 0xff"),
        (BODY.encode() + b"x" * 300_000, "is larger than 262,144 bytes"),
        (BODY.encode() + b"x" * 66_000, "characters, and a comment takes 65,536"),
        (b"", "does not begin with"),
    ],
)
def test_a_file_that_is_no_report_is_not_posted(tmp_path, forge, content, words):
    if content is not None:
        (tmp_path / "changes.md").write_bytes(content)
    done = briefkit("comment", "changes.md", cwd=tmp_path, **gitlab(forge))
    assert (done.returncode, forge.asked) == (2, [])
    assert words in " ".join(said(done).split())


def test_a_link_is_no_report(tmp_path, forge):
    (tmp_path / "secret").write_text(BODY, encoding="utf-8")
    (tmp_path / "changes.md").symlink_to("secret")
    (tmp_path / "folder.md").mkdir()
    for name in ("changes.md", "folder.md"):
        done = briefkit("comment", name, cwd=tmp_path, **gitlab(forge))
        assert (done.returncode, forge.asked) == (2, [])
        assert f"{name} is no plain file" in said(done)


FORGED = """\
/merge
  /approve now
> /close
- /assign @root
text /not-at-the-start, 1/2
@all and @everyone, &#64;team, &commat;team, &#x40;&#97;dmin
![pixel](https://tracker.example/x.png) ![x][y]
<img src="https://tracker.example/x.png"><IMG SRC=x> <script>alert(1)</script>
<a href="https://elsewhere.example">here</a> <!-- hidden -->
"""


def test_a_forged_report_gives_no_orders(tmp_path, forge):
    posted(tmp_path, gitlab(forge), body=f"{BODY}\n{FORGED}")
    (body,) = bodies(forge)
    written = body.removeprefix(BODY)
    assert [line for line in written.splitlines() if line.lstrip(" >-").startswith("/")] == []
    assert written.count("<span>/</span>") == 4
    assert "text /not-at-the-start, 1/2" in written
    assert written.count("<span>@</span>") == 6
    for sign in ("@all", "@root", "&#64;", "&commat;", "![", "<img", "<IMG", "<script", "<a ", "<!-- h"):
        assert sign not in written, sign


@given(st.text(alphabet="/@!&;#64[]<> \n-abspn\u2060"))
def test_what_is_harmless_stays_as_it_is(text):
    once = harmless(text)
    assert harmless(once) == once


# errors of the forge


@pytest.mark.parametrize(
    ("path", "status", "body", "words"),
    [
        ("/user", 401, {"message": "401 Unauthorized"}, "answered 401: the token is not accepted"),
        (
            NOTES,
            403,
            {"message": f"no \x1b[31m{TOKEN}"},
            "403: the token may not do this: “no U+001B[31m***”",
        ),
        (
            NOTES,
            404,
            {"error": "nothing"},
            "404: there is no such thing, or the token may not see it: “nothing”",
        ),
        (NOTES, 429, [], "answered 429: too many requests"),
        (NOTES, 500, {}, "answered 500"),
        (NOTES, 200, {"a": 1}, "did not answer with a list"),
        (NOTES, 200, [[]], "did not answer with a list"),
        ("/user", 200, {"id": "seven"}, "has no number “id”"),
    ],
)
def test_what_a_forge_refuses_is_told_in_a_line(tmp_path, forge, path, status, body, words):
    forge.answers[path] = status, {}, json.dumps(body).encode()
    done = posted(tmp_path, gitlab(forge))
    assert done.returncode == 1
    assert words in said(done)
    assert said(done).count("\n") == 1
    assert all(letter.isprintable() for letter in said(done).strip())


def test_an_answer_that_is_no_json(tmp_path, forge):
    forge.answers["/user"] = 200, {}, b"<html>Sign in"
    assert b"did not answer with JSON: is http://127.0.0.1" in posted(tmp_path, gitlab(forge)).stderr
    forge.answers["/user"] = 200, {}, b"[" * 100_000
    assert posted(tmp_path, gitlab(forge)).returncode == 1


def test_nobody_there(tmp_path, forge):
    done = posted(tmp_path, gitlab(forge, CI_API_V4_URL="http://127.0.0.1:1/api"))
    assert done.returncode == 1
    assert b"127.0.0.1:1 cannot be reached" in done.stderr


def test_a_proxy_is_taken_from_the_environment(tmp_path, forge):
    proxy = {"http_proxy": forge.url, "no_proxy": ""}
    done = posted(tmp_path, gitlab(forge, CI_API_V4_URL="http://gitlab.desk.example/api/v4", **proxy))
    assert done.returncode == 1
    # what a proxy is asked for is a whole address, which this one does not know
    assert [path for _, path in forge.asked][:1] == ["/api/v4/user"]


# redirects


def test_the_token_goes_to_no_other_host(tmp_path, forge):
    with running() as elsewhere:
        for status in (301, 302, 303, 307, 308):
            forge.answers["/user"] = status, {"Location": f"{elsewhere.url}/user"}, b""
            done = posted(tmp_path, gitlab(forge))
            assert done.returncode == 1
            assert status == 303 or "where the token must not go" in said(done)
        assert elsewhere.asked == []


def test_a_redirect_on_the_same_host_is_followed_with_what_was_to_be_written(tmp_path, forge):
    forge.answers[f"POST {COMMENTS}"] = 307, {"Location": "/repositories/1/issues/5/comments"}, b""
    posted(tmp_path, github(forge), "--number", "5")
    assert forge.changes == [f"POST {COMMENTS}", "POST /repositories/1/issues/5/comments"]
    assert bodies(forge) == [BODY]


def test_redirects_without_end(tmp_path, forge):
    forge.answers["/user"] = 302, {"Location": "/user"}, b""
    assert b"without end" in posted(tmp_path, gitlab(forge)).stderr


# certificates


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate that nobody vouches for, of this host."""
    folder = tmp_path_factory.mktemp("certificate")
    assert shutil.which("openssl"), "this test needs openssl"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=desk"]
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "certificate.pem"]
    subprocess.run([*command, *names], cwd=folder, check=True, capture_output=True)
    return folder


def test_a_certificate_has_to_be_vouched_for(tmp_path, forge, certificate):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    forge.socket = context.wrap_socket(forge.socket, server_side=True)
    https = gitlab(forge, CI_API_V4_URL=forge.url.replace("http:", "https:"))
    done = posted(tmp_path, https)
    assert done.returncode == 1
    assert "is not trusted (self-signed certificate): name a file" in said(done)
    assert forge.asked == []
    authority = str(certificate / "certificate.pem")
    for changes in ({"SSL_CERT_FILE": authority}, {"CI_SERVER_TLS_CA_FILE": authority}):
        assert posted(tmp_path, {**https, **changes}).returncode == 0
    assert len(forge.comments) == 1
