"""What is printed in a job of GitHub Actions, or on a terminal, gives no orders, whatever the content holds."""

import io
import json
import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.cli.runner_log import RunnerLog, json_text
from briefkit.model.runner import unobeyed
from sites import ACTORS, BRIEFING, CLAIMS, REPORT, briefkit, mkdocs, said, write

V1 = re.compile(r"#[^\x20-\x7e]*#[^\x20-\x7e]*\[")
V2 = re.compile(r"^[\s\u0085\u200b\ufeff]*:[^\x20-\x7e]*:")


def obeyed(text):
    """The lines that a runner would take for commands."""
    return [line for line in re.split(r"[\r\n]", text) if V1.search(line) or V2.search(line)]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("::error::x", ": :error::x"),
        ("  \u00a0::add-mask::e", "  \u00a0: :add-mask::e"),
        ("a ##[error]b", "a ## [error]b"),
        ("a #\u200b#\u0301[stop-commands]b", "a #\u200b#\u0301 [stop-commands]b"),
        ("x\r::set-output name=a::b\n:\u00ad:c", "x\r: :set-output name=a::b\n:\u00ad :c"),
        ("# [a] ## [b] a::b C::D std::cout", "# [a] ## [b] a::b C::D std::cout"),
    ],
)
def test_commands_are_parted_by_a_space(text, made):
    assert unobeyed(text) == made
    assert obeyed(made) == []


SIGNS = st.text(alphabet=":#[ \t\r\na\u200b\u00ad\u0301\ufeff")


@given(SIGNS)
def test_nothing_is_left_that_a_runner_obeys(text):
    made = unobeyed(text)
    assert obeyed(made) == []
    assert unobeyed(made) == made
    assert made.replace(" ", "") == text.replace(" ", "")


@given(st.lists(SIGNS))
def test_neither_is_it_when_written_in_pieces(pieces):
    made = io.BytesIO()
    log = RunnerLog(io.TextIOWrapper(made, "utf-8", newline=""))
    for piece in pieces:
        log.write(piece)
    log.flush()
    text = made.getvalue().decode()
    assert obeyed(text.replace("\r\n", "\n")) == []
    assert text.replace(" ", "") == "".join(pieces).replace(" ", "")


@given(st.text(alphabet='#[":\\é\u200b'))
def test_json_is_the_same_data_and_ascii(text):
    written = json_text({text: [text]})
    assert json.loads(written) == {text: [text]}
    assert written.isascii()
    assert obeyed(written) == []


# every verb, on content that would like to be obeyed

EVIL = "::error::a ##[error]b \x1b]0;title\x07 \x1b[31m \x9b2J \u202e"
IN_YAML = json.dumps(EVIL)

CONTENT = {
    "briefings/actors.yml": f"{ACTORS}evil:\n  name: {IN_YAML}\n  kind: person\n  summary: {IN_YAML}\n",
    "briefings/bridge/claims.yml": f"{CLAIMS}evil:\n  claim: {IN_YAML}\n  kind: {IN_YAML}\n  {IN_YAML}: 1\n",
    "briefings/bridge/briefing.md": f"{BRIEFING}\n[[{EVIL}]]\n",
    "briefings/bridge/sources/report.md": f"{REPORT}\n\n::error::It is so ##[error]there.\n".replace(
        "headline: Bridge unsafe", f"headline: {IN_YAML}"
    ),
}

VERBS = [
    ("check",),
    ("check", "--format", "json"),
    ("check", "--format", "gitlab"),
    ("check", "--fix"),
    ("quote", "report", "It", "is", "so", "there"),
    ("quote", "report", "::error::It", "was", "so"),
    ("correct", "actor/evil", "name", "::error::x", "--why", "##[error]", "--dry-run"),
    ("correct", "actor/evil", "::error::x", "y", "--why", "z"),
    ("rename", "actor/evil", "##[error]x", "--dry-run"),
    ("history", "actor/evil"),
    ("history", "actor/evil", "--format", "json"),
    ("generate", "out"),
    ("schema",),
    ("pdf", "briefing/::error::x"),
    ("diff", "HEAD~1"),
    ("diff", "HEAD~1", "--format", "json"),
    ("diff", "HEAD~1", "--format", "markdown"),
    ("preview", "--base", "HEAD~1", "--out", "seen"),
    ("preview", "--base", "::error::x", "--out", "seen"),
    ("urls", "--check"),
    ("comment", "::error::x.md"),
]


@pytest.fixture(scope="module")
def evil(tmp_path_factory):
    """Such a site, in a repository in which all of it is new."""
    folder = write(tmp_path_factory.mktemp("evil"))
    git = [
        "git",
        "-c",
        "user.name=::error::x",
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
    ]
    subprocess.run([*git, "init", "--quiet"], cwd=folder, check=True)
    for files, message in (({}, "first"), (CONTENT, "::error::second ##[error]")):
        write(folder, files)
        subprocess.run([*git, "add", "--all"], cwd=folder, check=True)
        subprocess.run([*git, "commit", "--quiet", f"--message={message}"], cwd=folder, check=True)
    return folder


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_no_verb_prints_what_a_runner_or_a_terminal_obeys(evil, words):
    done = briefkit(*words, cwd=evil, GITHUB_ACTIONS="true", CI_PROJECT_ID="", GITHUB_REPOSITORY="")
    printed = said(done)
    assert printed
    assert obeyed(printed) == []
    hidden = {letter for letter in printed if not letter.isprintable()} - {"\n"}
    assert {f"U+{ord(letter):04X}" for letter in hidden} == set()


def test_neither_does_mkdocs(evil):
    done = mkdocs("build", cwd=evil, GITHUB_ACTIONS="true")
    assert done.returncode == 1
    ours = said(done)[said(done).index("briefkit:") :]
    assert "error]" in ours
    assert obeyed(ours) == []


def test_the_annotations_themselves_are_obeyed(evil):
    done = briefkit("check", "--format", "github", cwd=evil, GITHUB_ACTIONS="true")
    lines = done.stdout.decode().splitlines()
    assert lines
    assert all(re.match(r"::(error|warning) file=", line) for line in lines)
    assert done.stdout == briefkit("check", "--format", "github", cwd=evil, GITHUB_ACTIONS="").stdout
