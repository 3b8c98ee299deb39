"""Rules that a record may break: what is silenced, what is not, and what the pages say then."""

import pytest

from briefkit.building import build
from briefkit.model.mark import Mark
from briefkit.model.ownership import Owners
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings
from briefkit.pipeline import examine
from sites import ACTORS, CLAIMS, REPORT, briefkit, mkdocs, said, write

QUOTE = "The bridge is unsafe,"
ALLOW = "  allow: [{{rule: {}, reason: The paper has changed its text.}}]\n"


def with_quote(quote, rule):
    text = CLAIMS.replace(QUOTE, quote)
    return {"briefings/bridge/claims.yml": text + (ALLOW.format(rule) if rule else "")}


BROKEN_QUOTES = {
    "quote-missing": "Nobody has ever said so.",
    "quote-altered": "The bridge is not safe,",
    "quote-ambiguous": "bridge",
    "quote-moved": 'The bridge is unsafe", before: "He said',
}


@pytest.mark.parametrize("rule", BROKEN_QUOTES)
def test_a_quote_that_is_allowed_is_published_and_says_that_it_was_not_found(site, rule):
    report = REPORT.replace("of the council.", "of the council, at the bridge.")
    write(site, {**with_quote(BROKEN_QUOTES[rule], None), "briefings/bridge/sources/report.md": report})
    assert f"[{rule}]" in said(briefkit("check", cwd=site))
    write(site, with_quote(BROKEN_QUOTES[rule], rule))
    done = briefkit("check", cwd=site)
    assert (done.returncode, done.stdout) == (0, b""), said(done)
    assert done.stderr == b"5 records: 0 errors, 0 warnings; 1 allowed\n"
    built = mkdocs("build", "--strict", cwd=site)
    assert built.returncode == 0, said(built)
    page = (site / "site/claims/unsafe/index.html").read_text(encoding="utf-8")
    assert "these words were not found at a single place in the stored text" in page
    assert "../../sources/report/" in page
    assert "#e-" not in page


def test_a_source_without_a_text_says_so(site):
    fields = REPORT.replace("text: full", "text: none").split("---\n")[1]
    (site / "briefings/bridge/sources/report.md").unlink()
    allow = "  allow: [{rule: source-not-read, reason: It was read out to us.}]\n"
    files = {"briefings/bridge/sources/report.yml": fields, "briefings/actors.yml": ACTORS + allow}
    write(site, {**files, **with_quote(QUOTE, "source-not-read")})
    built = build(Settings(root=site))
    assert (built.allowed, built.problems) == (2, ())
    page = next(page.text for page in built.pages if page.path == "claims/unsafe.md")
    assert "there is no stored text to find these words in" in page


def told(root, files):
    write(root, {f"briefings/{name}": text for name, text in files.items()})
    built = build(Settings(root=root))
    return built.allowed, [
        f"{problem.mark.path}:{problem.mark.line} {problem.rule.name}" for problem in built.problems
    ]


TWINS = "one: {name: The union, kind: group}\ntwo: {name: The union, kind: group}\n"
REASON = "reason: There are two."


def test_only_the_rule_named_is_silenced_and_only_at_its_record(tmp_path):
    allowed = f"allow: [{{rule: name-shared, {REASON}}}]"
    text = TWINS.replace(
        "group}\n", f"group, relations: [{{type: x-of, actor: one, evidence: []}}], {allowed}}}\n"
    )
    count, problems = told(tmp_path, {"actors.yml": text})
    assert count == 1
    assert sorted(problem.split()[1] for problem in problems) == [
        "allow-unused",
        "evidence-missing",
        "evidence-missing",
        "relation-unknown",
        "relation-unknown",
    ]


def test_all_problems_of_the_rule_at_the_record_are_silenced(tmp_path):
    facts = "[{property: a, value: b}, {property: c, value: d}]"
    text = f"name: One\nkind: person\nfacts: {facts}\nallow: [{{rule: evidence-missing, {REASON}}}]\n"
    assert told(tmp_path, {"actors/one.yml": text}) == (2, [])


def test_a_reason_is_needed(tmp_path):
    _, problems = told(
        tmp_path, {"actors/one.yml": "name: One\nkind: person\nallow: [{rule: name-shared}]\n"}
    )
    assert problems == ["briefings/actors/one.yml:3 missing-field"]


def test_an_error_that_is_allowed_does_not_stop_the_site_and_an_unused_one_does_when_strict(site):
    write(site, with_quote("Nobody has ever said so.", "quote-missing"))
    assert mkdocs("build", "--strict", cwd=site).returncode == 0
    write(site, with_quote(QUOTE, "quote-missing"))
    done = mkdocs("build", cwd=site)
    assert done.returncode == 0
    assert "[allow-unused]" in said(done)
    assert mkdocs("build", "--strict", cwd=site).returncode == 1


def test_a_rule_that_needs_an_option_is_judged_when_it_is_given(tmp_path):
    text = f"name: One\nkind: person\nreview_by: 2020\nallow: [{{rule: review-due, {REASON}}}]\n"
    write(tmp_path, {"briefings/actors/one.yml": text})
    settings = Settings(root=tmp_path)
    assert examine(settings)[1] == ()
    write(tmp_path, {"mkdocs.yml": "site_name: X\nplugins: [briefkit]\n"})
    late = briefkit("check", "--today", "2024-01-01", cwd=tmp_path)
    assert late.stderr == b"1 record: 0 errors, 0 warnings; 1 allowed\n"
    early = briefkit("check", "--today", "2019-01-01", cwd=tmp_path)
    assert b"[allow-unused]" in early.stdout


def test_places_belong_to_the_record_that_begins_above(tmp_path):
    files = {
        "actors.yml": "# all\none: {name: One, kind: person}\n\ntwo:\n  name: Two\n  kind: person\nBad: {}\n",
        "sources/report.yml": "headline: R\npublisher: P\ntext: full\n",
        "sources/report.txt": "One.\n\nTwo.\n",
        "story/briefing.md": "---\n  title: S\n  summary: T\n---\n[[source/report]]\n",
    }
    write(tmp_path, {f"briefings/{name}": text for name, text in files.items()})
    owners = Owners(examine(Settings(root=tmp_path))[0])

    def owner(name, line, column=1):
        return owners.of(Mark(f"briefings/{name}", line, column))

    one, two = Ref("actor", "one"), Ref("actor", "two")
    assert [owner("actors.yml", line, 3) for line in range(1, 8)] == [None, one, one, two, two, two, two]
    assert owner("actors.yml", 7) is None
    assert owner("sources/report.yml", 2) == owner("sources/report.txt", 3) == Ref("source", "report")
    assert owner("story/briefing.md", 5) == Ref("briefing", "story")
    assert owner("nowhere.yml", 1) is None
