import pytest

from briefkit.building import build
from briefkit.model.settings import Settings
from briefkit.pipeline import PAGE_COLLISION, RULES, examine
from briefkit.urls import URL_RULES
from casefiles import CASES, differing, expected_problems, hand_written, read_case, write_files

FOLDER = CASES / "check"
FILES = sorted(FOLDER.glob("*/*.txt"))


@pytest.mark.parametrize("case", FILES, ids=[f"{case.parent.name}/{case.stem}" for case in FILES])
def test_every_problem_is_told_at_its_place(case, tmp_path):
    title, files, expected, today = read_case(case)
    assert title
    write_files(tmp_path, files)
    settings = Settings(root=tmp_path, today=today)
    full_texts = tmp_path / "full-texts" if (tmp_path / "full-texts").is_dir() else None
    built = build(settings, hand_written(tmp_path), full_texts=full_texts)
    assert differing(built.problems, expected_problems(expected)) == []
    told = tuple(problem for problem in built.problems if problem.rule not in (PAGE_COLLISION, *URL_RULES))
    assert examine(settings, full_texts)[1] == told
    for problem in built.problems:
        assert problem.hint, problem
        assert problem.message.isprintable(), problem


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_case_that_breaks_it_and_one_that_keeps_it(rule):
    told = [read_case(case).expected for case in sorted(FOLDER.glob(f"{rule.name}/*.txt"))]
    assert any(f"{rule.severity}: " in text and f"[{rule.name}]" in text for text in told)
    assert any(f"[{rule.name}]" not in text for text in told)


def test_every_folder_of_cases_is_named_for_a_rule():
    assert {folder.name for folder in FOLDER.iterdir()} - {rule.name for rule in RULES} == {"several"}


ODD = r'"a\u202eb\nc\e[31md"'
REPORT = "---\nheadline: Report\npublisher: Agency\ntext: full\n---\nIt is so.\n"
QUOTE = 'evidence: [{source: report, quote: "so"}]'


def told(root, files):
    write_files(root, {f"briefings/{name}": text for name, text in files.items()})
    return examine(Settings(root=root))[1]


def test_messages_are_one_line_in_which_everything_can_be_seen(tmp_path):
    """A terminal would obey what is in them."""
    person = f"name: {ODD}\nkind: person\n"
    problems = told(
        tmp_path,
        {
            "actors/one.yml": f"name: {ODD}\nkind: {ODD}\ncountry: {ODD}\n",
            "actors/two.yml": f"{person}relations: [{{type: {ODD}, actor: {ODD}, {QUOTE}}}]\n",
            "actors/three.yml": f"{person}facts: [{{property: a, value: b, date: {ODD}}}]\n",
            "actors/four.yml": f'{person}summary: "[[x\\u202ey]] [[y\\e[31m]]"\n',
            "claims.yml": f"{ODD}: {{a: b}}\nc: {{claim: x, kind: factual, about: {ODD}}}\n",
            "events.yml": f"e: {{name: {ODD}, date: 2022, evidence: [{{source: report, quote: {ODD}}}]}}\n",
            "sources/report.md": REPORT,
        },
    )
    assert len(problems) > 8
    for problem in problems:
        assert str(problem).isprintable()
        assert all(line.isprintable() for line in problem.hint.splitlines())


def test_a_wrong_source_of_a_record_is_told_once(tmp_path):
    evidence = 'evidence: [{quote: "a"}, {quote: "b"}]'
    text = f"name: One\nkind: person\nsource: reprot\nfacts: [{{property: a, value: b, {evidence}}}]\n"
    (problem,) = told(tmp_path, {"actors/one.yml": text, "sources/report.md": REPORT})
    assert (problem.mark.line, problem.mark.column, problem.hint) == (3, 9, "report?")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("actors.yml", "one: {name: One, kind: person\n"),
        ("actors.yml (latin-1)", "one: {name: Oné, kind: person}\n"),
        ("actors.yml -> nowhere.yml", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_not_all_that_refers_into_it(tmp_path, name, text):
    event = f"{{name: Talks, status: planned, participants: [{{actor: one}}], {QUOTE}}}"
    files = {name: text, "events/talks.yml": event, "sources/report.md": REPORT}
    assert [problem.mark.path for problem in told(tmp_path, files)] == ["briefings/actors.yml"]


def test_an_unclosed_front_matter_is_told_and_not_all_that_refers_to_it(tmp_path):
    event = f"{{name: Talks, status: planned, {QUOTE}}}"
    files = {"events/talks.yml": event, "sources/report.md": REPORT.replace("full\n---", "full\n")}
    assert [problem.rule.name for problem in told(tmp_path, files)] == ["front-matter-not-closed"]


def test_a_second_text_for_one_source_is_told(tmp_path):
    files = {
        "sources.yml": "report: {headline: Report, publisher: Agency, text: full}\n",
        "a/sources/report.txt": "One text.\n",
        "b/sources/report.txt": "Another text.\n",
    }
    (problem,) = told(tmp_path, files)
    assert problem.mark.path == "briefings/b/sources/report.txt"


def test_a_link_in_a_table_that_the_bar_cuts_is_told(tmp_path):
    table = "| a | b |\n|---|---|\n| [[place/syria|Syria]] | [[source/report]] |\n"
    files = {
        "places.yml": "syria: {name: Syria, kind: country}\n",
        "sources/report.md": REPORT,
        "story/briefing.md": f"---\n{{title: a, summary: b}}\n---\n{table}",
    }
    (problem,) = told(tmp_path, files)
    assert problem.mark.line == 6
    assert r"\|" in problem.hint


def test_a_point_is_not_infinitely_far_off(tmp_path):
    text = "{name: One, kind: city, coordinates: {latitude: 1, longitude: 1, precision_m: inf}}"
    assert [problem.rule.name for problem in told(tmp_path, {"places/one.yml": text})] == ["bad-value"]
