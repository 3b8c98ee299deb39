"""What git knows, asked of git itself: only here is it run.

Nothing here changes the repository, its index or its work tree, and no value is ever read as an option.
"""

import os
import subprocess
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
"""What git tells its hooks: it speaks of where the hook runs, not of the folder asked about."""

_QUIETLY = (
    # no program is started but git, and nothing is written beside an index
    ("core.hooksPath", os.devnull),
    ("core.fsmonitor", "false"),
    ("core.splitIndex", "false"),
    ("core.sparseCheckout", "false"),
)


class GitError(Exception):
    """Git cannot say; `str()` is a sentence that tells why."""


def repository_root(folder: Path) -> Path:
    """The folder of the repository that `folder` lies in; raises GitError where it lies in none."""
    out = git(folder, "rev-parse", "--show-toplevel")
    return Path(os.fsdecode(out.removesuffix(b"\n")))


UNSHALLOW = (
    'git fetch --unshallow origin "+refs/heads/*:refs/remotes/origin/*"; main is then called origin/main'
)
"""How a clone gets all that it lacks: often it knows no other branch, either."""


def revision(folder: Path, name: str) -> str:
    """The full hash of the commit that `name` stands for: a branch, a tag, ``HEAD~1``, a part of a hash.

    Raises GitError where there is none.
    """
    repository_root(folder)
    with suppress(GitError):
        asked = f"{name}^{{commit}}"
        return git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", asked).decode().strip()
    if not git(folder, "rev-list", "--all", "--max-count=1"):
        raise GitError("the repository has no commits yet")
    sentence = f"there is no revision “{name}” in this repository"
    if is_shallow(folder):
        sentence += f", which is a shallow clone: fetch its history with: {UNSHALLOW}"
    raise GitError(sentence)


def is_shallow(folder: Path) -> bool:
    """True where the repository has only the newest part of its history. Raises GitError."""
    return git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


@contextmanager
def files_at(
    folder: Path, commit: str, below: str = "", leave_out: Container[str] = frozenset()
) -> Iterator[Path]:
    """A temporary folder with the repository's files as they were at `commit`, a full hash.

    `below` limits them to a folder, as a POSIX path from the repository's root; some paths from there may be
    left out. They are written as a checkout would write them; links that lead out of the temporary folder are
    left out, too. Raises GitError.
    """
    root = repository_root(folder)
    with TemporaryDirectory(prefix="briefkit-") as temporary:
        place = Path(temporary).resolve()
        # an index of its own: `git archive` would leave out what is marked export-ignore
        own = {"GIT_INDEX_FILE": str(place / "index")}
        git(root, "read-tree", commit, changes=own)
        limit = ["--", below] if below else []
        listed = git(root, "--literal-pathspecs", "ls-files", "-z", "--cached", *limit, changes=own)
        names = listed.decode("utf-8", "surrogateescape").split("\0")
        wanted = "\0".join(name for name in names if name not in leave_out)
        files = place / "files"
        files.mkdir()
        given = wanted.encode("utf-8", "surrogateescape")
        git(root, "checkout-index", "-z", "--stdin", f"--prefix={files}/", changes=own, given=given)
        _drop_links_out(files)
        yield files


def _drop_links_out(files: Path) -> None:
    for around, folders, names in os.walk(files):
        for name in (*folders, *names):
            path = Path(around, name)
            if path.is_symlink() and not path.resolve().is_relative_to(files):
                path.unlink()


def git(folder: Path, *arguments: str, changes: Mapping[str, str] | None = None, given: bytes = b"") -> bytes:
    """What git prints when it is run in `folder`; `given` is what it reads. Raises GitError."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no value stands where an option could
            _command(folder, *arguments),
            check=False,
            capture_output=True,
            input=given,
            env=_environment(changes or {}),
        )
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}: is it installed?") from error
    if done.returncode != 0:
        raise GitError(_told(folder, done.stderr.decode("utf-8", "replace")))
    return done.stdout


@contextmanager
def contents(folder: Path) -> Iterator[Callable[[str, str], bytes | None]]:
    """What files held in commits, asked one by one of one git: a call takes a commit and a path.

    The path leads from the repository's root; the answer is None where there was no such file.
    """
    process = subprocess.Popen(  # noqa: S603 - no shell, and nothing of the content stands in the command
        _command(repository_root(folder), "cat-file", "--batch"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment({}),
    )

    def ask(commit: str, path: str) -> bytes | None:
        assert process.stdin is not None  # noqa: S101 - opened above
        assert process.stdout is not None  # noqa: S101 - opened above
        if "\n" in path:
            return None  # no question can be put about it
        process.stdin.write(f"{commit}:{path}\n".encode("utf-8", "surrogateescape"))
        process.stdin.flush()
        head = process.stdout.readline().rstrip(b"\n")
        if head.endswith((b" missing", b" ambiguous")):
            return None
        _, kind, size = head.rsplit(b" ", 2)
        data = process.stdout.read(int(size) + 1)[:-1]
        return data if kind == b"blob" else None

    with process:
        try:
            yield ask
        finally:
            if process.stdin is not None:
                process.stdin.close()


def _command(folder: Path, *arguments: str) -> Sequence[str]:
    settings = (word for name, value in _QUIETLY for word in ("-c", f"{name}={value}"))
    return ("git", "-C", str(folder), *settings, *arguments)


def _environment(changes: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    return {**kept, **quiet, **changes}


def _told(folder: Path, said: str) -> str:
    """Git's first complaint as a sentence of ours."""
    name = "this folder" if folder == Path() else folder
    if "not a git repository" in said:
        return f"{name} lies in no git repository"
    if "must be run in a work tree" in said:
        return f"{name} lies in a git repository without files"
    first = next((line for line in said.splitlines() if line.strip()), "no reason given")
    return f"git: {first.removeprefix('fatal: ').removeprefix('error: ')}"
