"""Certain fixes: what is mended, what is left, and that nothing else in the files changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.editing.fixes import fixed, fixes
from briefkit.model.mark import Mark
from briefkit.model.settings import Settings
from briefkit.pipeline import examine
from briefkit.problems import Problem, Rule, Severity
from briefkit.writing import WriteError, replace_files
from casefiles import CASES, differing, expected_problems, read_case, write_files
from sites import CLAIMS, briefkit, said, tree, write

FILES = sorted((CASES / "fix").glob("*.txt"))


def everything(dossier, problems):
    return problems


def split_case(path):
    case = read_case(path)
    sections = case.files
    after = {
        name.removeprefix("after "): text for name, text in sections.items() if name.startswith("after ")
    }
    before = {name: text for name, text in sections.items() if not name.startswith("after ")}
    assert after.keys() <= before.keys(), case.title
    return before, {**before, **after}, case.expected


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.stem)
def test_what_is_certain_is_mended_and_nothing_else(case, tmp_path):
    before, after, expected = split_case(case)
    site, wanted = tmp_path / "site", tmp_path / "wanted"
    write_files(site, before)
    write_files(wanted, after)
    settings = Settings(root=site)
    made = fixes(settings, None, everything)
    assert {change.path for change in made.changes} == {
        site / name for name in tree(wanted) if tree(wanted)[name] != tree(site)[name]
    }
    replace_files(made.changes)
    assert tree(site) == tree(wanted)
    assert differing(examine(settings)[1], expected_problems(expected)) == []
    again = fixes(settings, None, everything)
    assert (again.changes, again.mended) == ([], [])


# only the value at the mark changes

WORDS = {
    "stance": ["Support", "DENY", "que-ry", "com ment"],
    "via": ["Direct", "NARRATION"],
    "as_of": ["8 February 2022", "2022/02/08", "2022-2-8"],
    "draft": ["Yes", "FALSE", "on"],
    "tlp": ["amber", "TLP:WHITE", "tlp_green"],
    "about": ["norhaven"],
    "actor": ["actor/union"],
}
NOISE = st.lists(st.sampled_from(["", "  # é 人 \U0001f30d", "# 'x\": [", "#\u2028\u0085 ,]"]), max_size=3)
STYLES = st.sampled_from(["{}", "'{}'", '"{}"', "  {}  # said so", '"{}" # [, "'])
OTHERS = {
    "briefings/actors.yml": "union: {name: The union, kind: group}\n",
    "briefings/places.yml": "norhaven: {name: Norhaven, kind: city}\n",
    "briefings/sources/report.md": "---\nheadline: R\npublisher: P\ntext: full\n---\n“It is so.”\n",
}
SOUND = {
    "stance": "support",
    "via": "narration",
    "as_of": "2022",
    "draft": "false",
    "tlp": "TLP:CLEAR",
    "about": "place/norhaven",
    "actor": "union",
}


@st.composite
def claims(draw):
    """A claim with one field written in a way that is certain to mend, its noise, and how it is saved."""
    field = draw(st.sampled_from(sorted(WORDS)))
    wrong = draw(st.sampled_from(WORDS[field]))
    values = {**SOUND, field: draw(STYLES).format(wrong)}
    noise = "".join(f"{line}\n" for line in draw(NOISE))
    text = (
        f"{noise}claim: It is so. # {wrong}\nkind: factual\nas_of: {values['as_of']}\n{noise}"
        f"draft: {values['draft']}\ntlp: {values['tlp']}\nabout: {values['about']}\nsource: report\n"
        f"positions:\n- actor: {values['actor']}\n  stance: {values['stance']}\n{noise}"
        f'  evidence:\n  - via: {values["via"]}\n    quote: "It is so"\n{noise}'
    )
    data = text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig"])))
    return field, wrong, data.replace(b"\n", draw(st.sampled_from([b"\n", b"\r\n"])))


@given(claims())
def test_a_fix_changes_the_value_at_its_mark_and_no_other_byte(tmp_path_factory, claim):
    field, wrong, before = claim
    root = tmp_path_factory.mktemp("site")
    write(root, OTHERS)
    path = "briefings/claims/c.yml"
    settings = Settings(root=root)
    _, problems = examine(settings, instead={path: before})
    (problem,) = [problem for problem in problems if problem.fix is not None]
    after, (mended,) = fixed(path, before, [problem])
    assert mended.was.strip("'\"") == wrong
    pattern = rb"(?<=\b%s: )\s*['\"]?%s['\"]?" % (field.encode(), re.escape(wrong.encode()))
    (place,) = re.finditer(pattern, before)
    written = place[0].replace(wrong.encode(), problem.fix.encode())
    assert after == before[: place.start()] + written + before[place.end() :]
    _, left = examine(settings, instead={path: after})
    assert left == tuple(other for other in problems if other != problem)


@given(
    st.binary(max_size=60),
    st.integers(0, 5),
    st.integers(0, 70),
    st.text(max_size=5),
)
def test_no_place_and_no_bytes_are_too_odd(data, line, column, value):
    problem = Problem(Mark("a.yml", line, column), Rule("x", Severity.ERROR, "X."), "x", fix=value)
    after, mended = fixed("a.yml", data, [problem])
    assert (after == data) == (mended == [])


# on disk

BROKEN = {
    "briefings/bridge/claims.yml": CLAIMS.replace("kind: factual", "kind: Factual").replace(
        "actor: calder", "actor: actor/calder"
    )
}


def test_the_command_mends_tells_what_and_reports_the_rest(site):
    write(site, {**BROKEN, "briefings/strange/thing.yml": "name: X\n"})
    before = tree(site)
    offered = briefkit("check", cwd=site)
    assert b"    fix: factual\n" in offered.stdout
    assert b"1 can be mended by: briefkit check --fix\n" in offered.stderr
    assert tree(site) == before
    done = briefkit("check", "--fix", cwd=site)
    assert done.returncode == 0, said(done)
    assert done.stdout.decode().splitlines()[:3] == [
        "mended: briefings/bridge/claims.yml:3: Factual -> factual",
        "mended: briefings/bridge/claims.yml:7: actor/calder -> calder",
        "",
    ]
    assert b"[unknown-kind]" in done.stdout
    assert done.stderr == b"5 records: 0 errors, 1 warning\n"
    assert tree(site) == {**before, "briefings/bridge/claims.yml": CLAIMS.encode()}


@pytest.mark.parametrize("form", ["json", "github", "gitlab"])
def test_other_formats_tell_what_was_mended_beside_the_report(site, form):
    write(site, BROKEN)
    done = briefkit("check", "--fix", "--format", form, cwd=site)
    assert done.returncode == 0
    assert b"mended: " not in done.stdout
    assert b"mended: briefings/bridge/claims.yml:3: Factual -> factual\n" in done.stderr


def test_what_cannot_be_mended_yet_is_told(site):
    """An alias that names nothing: nobody can be sure what the rest of the file is to YAML."""
    actors = (site / "briefings/actors.yml").read_text(encoding="utf-8")
    write(site, {"briefings/actors.yml": actors.replace("kind: person", "kind: Person\n  note: *x")})
    before = tree(site)
    done = briefkit("check", "--fix", cwd=site)
    assert done.returncode == 1
    assert b"mended: " not in done.stdout
    assert b"1 was not mended: see what else is wrong with the file\n" in done.stderr
    assert tree(site) == before


def test_nothing_to_mend_writes_nothing(site):
    write(site, {"briefings/strange/thing.yml": "name: X\n"})
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    done = briefkit("check", "--no-cache", "--fix", cwd=site)
    assert b"mended" not in done.stdout
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before


def test_only_the_files_named_are_mended(site):
    actors = (site / "briefings/actors.yml").read_text(encoding="utf-8")
    write(site, {**BROKEN, "briefings/actors.yml": actors.replace("kind: person", "kind: Person")})
    before = tree(site)
    done = briefkit("check", "--fix", "briefings/actors.yml", cwd=site)
    changed = {name for name, data in tree(site).items() if data != before[name]}
    assert (done.returncode, changed) == (0, {"briefings/actors.yml"})


def test_a_read_only_file_is_named_and_no_file_is_changed(site):
    actors = (site / "briefings/actors.yml").read_text(encoding="utf-8")
    write(site, {**BROKEN, "briefings/actors.yml": actors.replace("kind: person", "kind: Person")})
    (site / "briefings/bridge/claims.yml").chmod(0o444)
    before = tree(site)
    done = briefkit("check", "--fix", cwd=site)
    assert (done.returncode, done.stdout) == (1, b"")
    (line,) = done.stderr.decode().splitlines()
    assert "briefings/bridge/claims.yml" in line
    assert "read-only" in line
    assert tree(site) == before


def test_a_file_changed_meanwhile_is_left_and_so_are_all_others(site):
    actors = (site / "briefings/actors.yml").read_text(encoding="utf-8")
    write(site, {**BROKEN, "briefings/actors.yml": actors.replace("kind: person", "kind: Person")})
    made = fixes(Settings(root=site), None, everything)
    assert len(made.changes) == 2
    write(site, {"briefings/bridge/claims.yml": "# mine\n"})
    before = tree(site)
    with pytest.raises(WriteError, match="changed meanwhile"):
        replace_files(made.changes)
    assert tree(site) == before


def test_what_a_terminal_would_obey_is_shown_and_not_sent(site):
    write(site, {"briefings/bridge/claims.yml": CLAIMS.replace("kind: factual", 'kind: "Fac\\e[31mtual"')})
    done = briefkit("check", "--fix", cwd=site)
    assert b"\x1b" not in done.stdout + done.stderr
