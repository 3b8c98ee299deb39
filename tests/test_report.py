"""How problems are printed: for people, for programs, and in spite of hostile content."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.cli.excerpt import WIDTH, columns, excerpt
from briefkit.exporting import start
from briefkit.fingerprints import fingerprints
from briefkit.load.text import SourceText
from briefkit.model.mark import Mark
from briefkit.problems import Problem, Rule, Severity, in_order
from manual import MANUAL, read
from repositories import committed
from sites import ACTORS, BROKEN, CLAIMS, WARNED, briefkit, environment, said, tree, write

RULE = Rule("some-rule", Severity.ERROR, "A rule.")


def lines(done):
    return done.stdout.decode().splitlines()


# for people


def test_problems_are_grouped_by_file_with_the_line_and_a_caret(site):
    write(site, {**BROKEN, **WARNED, "briefings/actors.yml": ACTORS.replace("kind: person", "kind: pilot")})
    done = briefkit("check", cwd=site)
    assert lines(done) == [
        "briefings/actors.yml (1 error)",
        "briefings/actors.yml:6:9: error: kind: “pilot”: this is not one of the words for it [unknown-value]",
        "     6 |   kind: pilot",
        "       |         ^^^^^",
        "    One of: person, organization, government, group",
        "",
        "briefings/bridge/claims.yml (1 error)",
        "briefings/bridge/claims.yml:7:14: error: there is no actor “nobody-known” [reference-unknown]",
        "     7 |     - actor: nobody-known",
        "       |              ^^^^^^^^^^^^",
        "    Write an id of a record that there is.",
        "",
        "briefings/strange/thing.yml (1 warning)",
        "briefings/strange/thing.yml:1:1: warning: the kind of this record cannot be told from its folder or "
        "name [unknown-kind]",
        "     1 | name: X",
        "       | ^^^^",
        "    Put it into a folder named one of: briefings, claims, actors, places, events, sources",
    ]
    assert done.stderr == b"4 records: 2 errors, 1 warning\n"


def on_a_terminal(folder, *arguments, **changes):
    """What `briefkit check` prints on a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "briefkit", "check", *arguments]
    with subprocess.Popen(
        command, cwd=folder, env=environment(changes), stdout=theirs, stderr=subprocess.DEVNULL
    ):
        os.close(theirs)
        told = b""
        try:
            while part := os.read(ours, 65_536):
                told += part
        except OSError:  # Linux says so at the end
            pass
    os.close(ours)
    return told.decode().replace("\r\n", "\n")


def test_colours_on_a_terminal_and_nowhere_else(site):
    write(site, BROKEN)
    plain = briefkit("check", cwd=site).stdout.decode()
    coloured = on_a_terminal(site)
    assert "\x1b[1mbriefings/bridge/claims.yml\x1b[0m" in coloured
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert "\x1b" not in plain
    assert on_a_terminal(site, NO_COLOR="1") == plain
    assert "\x1b" in on_a_terminal(site, NO_COLOR="")


def marked(line, column, number=1):
    """The line as it is shown, and what stands above the carets."""
    found = excerpt(SourceText("a.yml", "\n" * (number - 1) + line), Mark("a.yml", number, column))
    text = "".join(found[:3])
    assert columns(found.carets) == columns(found.before) + max(columns(found.inside), 1)
    return text, found.inside


TOKENS = {
    "a value": ("kind: human being # no", 7, "human being"),
    "a key": ("as-of: 2022", 1, "as-of"),
    "double quotes": (r'a: "x \" # y" # z', 4, r'"x \" # y"'),
    "single quotes": ("a: 'it''s' b", 4, "'it''s'"),
    "between brackets": ("{via: a b, quote: c}", 7, "a b"),
    "before a bracket": ("[a, b]", 5, "b"),
    "an opening bracket": ("about: [a, b]", 8, "["),
    "a web address": ("url: https://x.y/#z", 6, "https://x.y/#z"),
    "a link": ("They met [[place/x|here]] today.", 10, "[[place/x|here]]"),
    "a link set in": ("![[claim/x]]", 1, "![[claim/x]]"),
    "no value": ("kind:", 6, ""),
    "behind the end": ("kind: x", 40, ""),
    "a block": ("quote: |", 8, "|"),
    "an open quote": ('a: "x', 4, '"x'),
    "behind a tab": ("a:\tb", 4, "b"),
    "wide letters": ("人人: 人 x", 5, "人 x"),
}


@pytest.mark.parametrize("case", TOKENS)
def test_the_caret_stands_below_what_is_meant(case):
    line, column, inside = TOKENS[case]
    assert marked(line, column)[1] == inside


def test_carets_do_not_shift_behind_tabs_wide_letters_and_marks():
    line = "\té人e\u0301 x"
    found = excerpt(SourceText("a.yml", line), Mark("a.yml", 1, line.index("x") + 1))
    assert found.carets == " " * (4 + 1 + 2 + 1 + 1) + "^"
    assert "\t" not in found.before


def test_a_long_line_is_cut_around_the_place():
    line = "quote: " + "word " * 500 + "HERE" + " word" * 500
    text, inside = marked(line, line.index("HERE") + 1)
    assert inside.startswith("HERE word")
    assert text.startswith("...")
    assert text.endswith("...")
    assert columns(text) <= WIDTH + 6


def test_what_a_terminal_would_obey_is_shown_by_its_code_point():
    text, inside = marked("a: \u202e\x1b[31mred\u2066\x07", 4)
    assert inside == "U+202EU+001B[31mredU+2066U+0007"
    assert text == "a: U+202EU+001B[31mredU+2066U+0007"


def test_a_blank_line_is_not_shown():
    assert excerpt(SourceText("a.yml", "a\n \nb"), Mark("a.yml", 2, 1)) is None
    assert excerpt(SourceText("a.yml", ""), Mark("a.yml", 1, 1)) is None


@given(st.text(max_size=300), st.integers(1, 320))
def test_any_line_is_shown_on_one_line_that_fits(line, column):
    found = excerpt(SourceText("a.yml", line), Mark("a.yml", 1, column))
    if found is not None:
        text = "".join(found[:3])
        assert text.isprintable()
        assert columns(text) <= WIDTH + 6
        assert set(found.carets) <= {" ", "^"}
        assert found.carets.endswith("^")


def test_a_file_that_cannot_be_shown_has_no_excerpt(site):
    (site / "briefings/actors.yml").write_bytes(b"caf\xe9: {}\n")
    done = briefkit("check", cwd=site)
    assert b"[not-utf-8]" in done.stdout
    assert b" | " not in done.stdout


# fingerprints


def fingerprint(*problems):
    return list(fingerprints(in_order(problems)).values())


def test_a_fingerprint_stays_when_lines_move_and_differs_otherwise():
    one = Problem(Mark("a.yml", 3, 5), RULE, "given twice; the first is on line 2; see a.yml:2:1, p4", "h")
    moved = Problem(Mark("a.yml", 9, 7), RULE, "given twice; the first is on line 8; see a.yml:8:3, p5", "i")
    assert fingerprint(one) == fingerprint(moved)
    assert re.fullmatch(r"[0-9a-f]{64}", fingerprint(one)[0])
    others = [
        Problem(Mark("b.yml", 3, 5), RULE, one.message),
        Problem(one.mark, Rule("other-rule", Severity.ERROR, "Another."), one.message),
        Problem(one.mark, RULE, "something else"),
        Problem(one.mark, RULE, "“22:30” is no “2022”"),
        Problem(one.mark, RULE, "“22:31” is no “2022”"),
    ]
    assert len({*fingerprint(one), *(fingerprint(other)[0] for other in others)}) == 6


def test_equal_problems_have_fingerprints_of_their_own():
    twins = [Problem(Mark("a.yml", line), RULE, "the same") for line in (1, 5, 9)]
    assert len(set(fingerprint(*twins))) == 3
    assert fingerprint(*twins)[:2] == fingerprint(*twins[1:])


# for programs


def test_json_has_fix_fingerprint_and_record(site):
    write(site, {**WARNED, "briefings/actors.yml": ACTORS.replace("kind: person", "kind: Person")})
    mended, other = json.loads(briefkit("check", "--format", "json", cwd=site).stdout)
    assert (mended["fix"], mended["record"]) == ("person", "actor/calder")
    assert (other["fix"], other["record"]) == (None, None)
    assert len({mended["fingerprint"], other["fingerprint"]}) == 2


COMMAND = re.compile(r"::(error|warning) file=([^,:]+),line=(\d+),col=(\d+),title=([a-z0-9-]+)::(.+)")
"""A workflow command with its properties."""


def test_github_gets_a_workflow_command_for_each_problem_errors_first(site):
    write(site, {**BROKEN, "briefings/a/thing.yml": "name: X\n"})
    done = briefkit("check", "--format", "github", cwd=site)
    assert done.returncode == 1
    assert [COMMAND.fullmatch(line).groups()[:5] for line in lines(done)] == [
        ("error", "briefings/bridge/claims.yml", "7", "14", "reference-unknown"),
        ("warning", "briefings/a/thing.yml", "1", "1", "unknown-kind"),
    ]
    assert "::there is no actor “nobody-known”%0AWrite an id " in lines(done)[0]
    assert done.stderr == b"5 records: 1 error, 1 warning\n"


def test_github_is_told_that_it_does_not_show_everything(site):
    write(site, {f"briefings/a/thing-{number}.yml": "name: X\n" for number in range(11)})
    done = briefkit("check", "--format", "github", cwd=site)
    assert b"GitHub shows the first 10 errors and 10 warnings of a step" in done.stderr
    assert len(lines(done)) == 11


def test_gitlab_gets_a_code_quality_report(site):
    write(site, {**BROKEN, **WARNED})
    done = briefkit("check", "--format", "gitlab", cwd=site)
    report = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (1, b"")
    for entry in report:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert set(entry["location"]) == {"path", "lines"}
        assert not entry["location"]["path"].startswith(("./", "/"))
    assert [(entry["severity"], entry["location"]["lines"]["begin"]) for entry in report] == [
        ("major", 7),
        ("minor", 1),
    ]
    assert len({entry["fingerprint"] for entry in report}) == 2


@pytest.mark.parametrize("form", ["github", "gitlab"])
@pytest.mark.parametrize("repository", [True, False])
def test_paths_begin_at_the_repository_or_where_the_command_runs(site, form, repository):
    write(site, BROKEN)
    if repository:
        subprocess.run(["git", "init", "--quiet", site.parent], check=True)
    top = "site/" if repository else ""
    for folder, config in ((site, "mkdocs.yml"), (site.parent, "site/mkdocs.yml")):
        done = briefkit("check", "--format", form, "--config", config, cwd=folder)
        told = json.loads(done.stdout)[0]["location"]["path"] if form == "gitlab" else lines(done)[0]
        wanted = f"{top or ('' if folder == site else 'site/')}briefings/bridge/claims.yml"
        assert told == wanted if form == "gitlab" else f"file={wanted}," in told


# hostile content

HOSTILE = [
    "::error::fake",
    "a%0A::error::fake",
    "a\\n::error file=x::fake",
    "a\\r\\n::add-mask::e",
    "##[stop-commands]x",
    "\\e[31mred\\e]0;title\\a",
    "\\e]8;;https://example.org\\e\\\\\\\\link",
    "\\u202etxt.exe\\u2066",
    "100% sure, is: it",
    "</script>&<b>",
]


FORMS = ["text", "json", "github", "gitlab"]


@pytest.mark.parametrize("form", FORMS)
def test_content_cannot_speak_to_the_terminal_or_the_runner(site, form):
    write(
        site,
        {
            f"briefings/story-{number}/claims.yml": CLAIMS.replace("unsafe:", f"c-{number}:")
            .replace("kind: factual", f'kind: "{text}"')
            .replace("about:", f'"{text}": x\n  about:')
            for number, text in enumerate(HOSTILE)
        },
    )
    done = briefkit("check", "--format", form, cwd=site)
    assert done.returncode == 1
    for printed in (done.stdout, done.stderr):
        words = printed.decode()
        assert all(character.isprintable() or character == "\n" for character in words)
        for line in words.splitlines():
            if form == "github" and printed is done.stdout:
                assert COMMAND.fullmatch(line)
                assert re.search(r"%(?!25|0A)", line) is None
            else:
                assert not line.lstrip().startswith("::")


NAMES = ["a\x1b[31m", "a\n::error::b", "a,line=1::b", "a%0Ab", "a\u202eb", "a\rb"]


@pytest.mark.parametrize("form", FORMS)
def test_neither_can_the_names_of_files(site, form):
    paths = [f"briefings/actors/{name}.yml" for name in NAMES]
    write(site, dict.fromkeys(paths, "name: [\n"))
    done = briefkit("check", "--format", form, cwd=site)
    assert done.returncode == 1
    words = said(done)
    assert all(character.isprintable() or character == "\n" for character in words)
    assert not any(line.startswith("::error::") for line in words.splitlines())
    if form == "github":
        told = [COMMAND.match(line)[2] for line in lines(done)]
        for code, sign in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            told = [file.replace(code, sign) for file in told]
        assert {path for path in paths if "\x1b" not in path and "\u202e" not in path} <= set(told)
    if form in {"json", "gitlab"}:
        entries = json.loads(done.stdout)
        assert set(paths) <= {e["path"] if form == "json" else e["location"]["path"] for e in entries}


# files on the command line

TWO = {**BROKEN, **WARNED, "briefings/actors.yml": ACTORS.replace("kind: person", "kind: pilot")}


@pytest.mark.parametrize(
    ("named", "told", "hidden", "code"),
    [
        (["briefings/strange/thing.yml"], {"briefings/strange/thing.yml"}, 2, 0),
        (["briefings/bridge"], {"briefings/bridge/claims.yml"}, 2, 1),
        (["briefings/bridge/briefing.md"], set(), 3, 0),
        (["briefings/actors.yml", "briefings/strange"], {"briefings/actors.yml", "briefings/strange/thing.yml"}, 1, 1),
        (["briefings"], set(TWO), 0, 1),
        (["./briefings/../briefings/actors.yml"], {"briefings/actors.yml"}, 2, 1),
    ],
)  # fmt: skip
def test_named_files_limit_the_report_and_not_the_checking(site, named, told, hidden, code):
    write(site, TWO)
    done = briefkit("check", "--format", "json", *named, cwd=site)
    problems = json.loads(done.stdout)
    assert (done.returncode, {problem["path"] for problem in problems}) == (code, told)
    summary = briefkit("check", *named, cwd=site).stderr.decode()
    assert (f"; {hidden} in other files not shown" in summary) == bool(hidden)


def test_a_file_of_the_content_may_be_a_link_that_leads_out_of_it(site):
    write(site, {"shared/mayor.yml": "name: The mayor\nkind: pilot\n", "briefings/actors/x.yml": "x"})
    (site / "briefings/actors/x.yml").unlink()
    (site / "briefings/actors/mayor.yml").symlink_to("../../shared/mayor.yml")
    for named in ("briefings/actors/mayor.yml", "briefings/actors"):
        done = briefkit("check", named, cwd=site)
        assert (done.returncode, lines(done)[0]) == (1, "briefings/actors/mayor.yml (1 error)")
    assert briefkit("check", "shared/mayor.yml", cwd=site).returncode == 2


def test_a_link_to_a_file_is_the_file(site):
    write(site, BROKEN)
    (site / "elsewhere.yml").symlink_to("briefings/bridge/claims.yml")
    done = briefkit("check", "--format", "json", "elsewhere.yml", cwd=site)
    assert [problem["line"] for problem in json.loads(done.stdout)] == [7]


@pytest.mark.parametrize(
    "name", ["nowhere.yml", "mkdocs.yml", "docs", "..", "briefings/nothing", "a\x1b[31m"]
)
def test_a_name_that_is_no_file_of_the_content_is_told(site, name):
    before = tree(site)
    done = briefkit("check", "--fix", name, cwd=site)
    assert (done.returncode, done.stdout) == (2, b"")
    last = done.stderr.decode().splitlines()[-1]
    assert name.replace("\x1b", "U+001B") in last
    assert tree(site) == before


# the day


def test_the_day_is_an_option(site):
    write(site, {"briefings/actors.yml": ACTORS.replace("kind: person", "kind: person\n  review_by: 2024")})
    assert b"[review-due]" not in briefkit("check", "--today", "2023-12-31", cwd=site).stdout
    assert b"[review-due]" in briefkit("check", "--today", "2025-01-01", cwd=site).stdout


@pytest.mark.parametrize("day", ["tomorrow", "2024-02-30", "2024", "08/02/2024"])
def test_a_day_that_is_none_is_told(site, day):
    done = briefkit("check", "--today", day, cwd=site)
    assert (done.returncode, done.stdout) == (2, b"")
    assert day.encode() in done.stderr


def test_the_place_of_a_problem_is_printed_as_its_text_has_it():
    problem = Problem(Mark("a\x1b\n.yml", 1, 2), RULE, "wrong")
    assert str(problem) == "aU+001BU+000A.yml:1:2: error: wrong [some-rule]"
    assert Path(problem.mark.path).name == "a\x1b\n.yml"


# the manual


SAMPLE = re.compile(r"```console\n\$ briefkit (check[^\n]*)\n(.*?)```", re.DOTALL)
CHANGES = {
    "“Government”": ("kind: government", "kind: Government"),
    "“alises”": ("aliases:\n    - the council", "alises:\n    - the council"),
    "“human”": ("kind: person", "kind: human"),
    "already there": ("kind: person", "kind: human"),
}
"""What is changed in the starter's actors for a sample that holds the words."""


@pytest.mark.parametrize("page", ["mkdocs.md", "editing.md"])
def test_the_manual_shows_what_is_printed(tmp_path, page):
    samples = SAMPLE.findall(read(MANUAL / page))
    assert samples
    for number, (command, expected) in enumerate(samples):
        site = tmp_path / f"site-{number}"
        start(site, "Examples")
        actors = site / "briefings" / "actors.yml"
        text = actors.read_text(encoding="utf-8")
        for words, change in CHANGES.items():
            text = text.replace(*change) if words in expected else text
        actors.write_text(text, encoding="utf-8")
        if "--since main" in command:
            committed(site)
        done = briefkit(*command.split(), cwd=site)
        assert done.stdout.decode() + done.stderr.decode() == expected


def test_the_rules_begin_with_what_is_printed(tmp_path):
    start(tmp_path / "site", "Examples")
    actors = tmp_path / "site" / "briefings" / "actors.yml"
    actors.write_text(
        actors.read_text(encoding="utf-8").replace("kind: person", "kind: human"), encoding="utf-8"
    )
    told = "\n".join(lines(briefkit("check", cwd=tmp_path / "site"))[1:])
    assert f"```\n{told}\n```" in read(MANUAL / "rules.md")
