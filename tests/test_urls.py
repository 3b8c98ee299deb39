"""The ledger of addresses: no address that was published is lost."""

import json
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.building import build
from briefkit.load import hand_written, read_settings
from briefkit.model.addresses import address_of, belongs_to, canonical, file_at, mistake
from briefkit.model.ledger import Became, Ends, Entry
from briefkit.model.settings import Settings
from briefkit.model.standing import standing
from briefkit.pipeline import checked, published_addresses
from repositories import committed
from serving import clean, desk
from sites import ACTORS, CONFIG, briefkit, mkdocs, said, tree, write

LEDGER = "briefings/urls.txt"
MATERIAL = CONFIG.replace("name: mkdocs", "name: material\n  font: false")
SENDING = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)"')


def ledger(site: Path) -> list[str]:
    """The lines of the ledger, without remarks."""
    text = (site / LEDGER).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def urls(site: Path, *arguments: str, code: int = 0) -> str:
    done = briefkit("urls", *arguments, cwd=site)
    assert done.returncode == code, said(done)
    return said(done)


@pytest.fixture
def published(site: Path) -> Path:
    """A site with pages written by hand, and its ledger."""
    write(site, {"docs/notes.md": "# Notes\n", "docs/Über uns.md": "# Us\n", "docs/sub/README.md": "# Sub\n"})
    urls(site)
    return site


# the verb


def test_a_ledger_is_made_sorted_and_is_then_up_to_date(published: Path) -> None:
    lines = ledger(published)
    assert lines == sorted(lines, key=str.encode)
    for line in (
        "./ live",
        "about/ live",
        "actors/ live",
        "actors/calder/ live",
        "%C3%9Cber%20uns/ live",
        "sub/ live",
    ):
        assert line in lines
    assert "feeds/claims.xml live" in lines
    assert not [line for line in lines if line.startswith(("data/", "assets/", "problems/"))]
    before = (published / LEDGER).read_bytes()
    assert "up to date" in urls(published)
    assert "up to date" in urls(published, "--check")
    assert (published / LEDGER).read_bytes() == before


def test_renamed_and_merged_records_say_so_themselves(published: Path) -> None:
    done = briefkit("rename", "actor/calder", "ines-calder", cwd=published)
    assert done.returncode == 0, said(done)
    assert briefkit("check", cwd=published).returncode == 0
    told = urls(published, "--check", code=1)
    assert "+ actors/calder/ moved to actors/ines-calder/" in told
    urls(published)
    actors = (published / "briefings/actors.yml").read_text(encoding="utf-8")
    both = actors.replace("formerly: [calder]", "formerly: [calder, mayor]")
    write(published, {"briefings/actors.yml": f"{actors}mayor: {{name: The mayor, kind: person}}\n"})
    urls(published)
    assert "actors/mayor/ live" in ledger(published)
    write(published, {"briefings/actors.yml": both})
    urls(published)
    assert "actors/mayor/ merged into actors/ines-calder/" in ledger(published)
    # and again, to the end of the way at once
    assert briefkit("rename", "actor/ines-calder", "ines", cwd=published).returncode == 0
    urls(published)
    moved = [line for line in ledger(published) if line.startswith("actors/") and "live" not in line]
    assert moved == [
        "actors/calder/ moved to actors/ines/",
        "actors/ines-calder/ moved to actors/ines/",
        "actors/mayor/ merged into actors/ines/",
    ]


def test_what_nobody_explains_stays_as_it_is_until_somebody_does(published: Path) -> None:
    (published / "docs/notes.md").rename(published / "docs/remarks.md")
    (published / "docs/Über uns.md").unlink()
    done = briefkit("check", cwd=published)
    assert done.returncode == 1
    assert "there is no page at notes/ any more [url-vanished]" in said(done)
    assert mkdocs("build", cwd=published).returncode == 1
    told = urls(published, code=1)
    assert "remarks/? Say what became of it: briefkit urls --moved notes/ NEW" in told
    assert {"notes/ live", "remarks/ live"} <= set(ledger(published))
    urls(published, "--moved", "notes/", "remarks/", "--withdrawn", "/Über%20uns/")
    assert {"notes/ moved to remarks/", "%C3%9Cber%20uns/ withdrawn"} <= set(ledger(published))
    assert briefkit("check", cwd=published).returncode == 0
    # a page that is there again
    write(published, {"docs/notes.md": "# Notes\n"})
    assert "[url-again]" in said(briefkit("check", cwd=published))
    urls(published)
    assert "notes/ live" in ledger(published)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--moved", "gone/", "remarks/"], "there is no page at remarks/: "),
        (
            ["--moved", "gone/", "claims/usafe/"],
            "there is no page at claims/usafe/: claims/unsafe/ or claims/ or",
        ),
        (["--moved", "about/", "notes/"], "there is a page at about/"),
        (["--moved", "gone/", "https://elsewhere.example/"], "should be below the site's own address"),
        (["--withdrawn", "../gone/"], "has a step that is empty"),
        (["--moved", "gone/", "away/", "--moved", "away/", "gone/"], "leads back to gone/"),
        (["--check", "--withdrawn", "gone/"], "--check writes nothing"),
        (["--since", "nowhere"], "--since: "),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    published: Path, arguments: list[str], words: str
) -> None:
    before = (published / LEDGER).read_bytes()
    assert words in urls(published, *arguments, code=2)
    assert (published / LEDGER).read_bytes() == before


def test_nothing_is_written_where_the_content_or_the_ledger_has_errors(published: Path) -> None:
    before = (published / LEDGER).read_text(encoding="utf-8")
    write(published, {"briefings/more/actors.yml": "x: {name: X}\n"})
    assert "nothing was written" in urls(published, code=1)
    (published / "briefings/more/actors.yml").unlink()
    conflict = f"<<<<<<< HEAD\n{before}=======\nx/ live\n>>>>>>> other\n"
    write(published, {LEDGER: conflict})
    assert "git could not decide [url-line]" in urls(published, code=1)
    assert (published / LEDGER).read_text(encoding="utf-8") == conflict


def test_remarks_stay_and_order_and_line_ends_are_put_right(published: Path) -> None:
    text = "# Ours\n" + "\n".join(reversed(ledger(published))) + "\n\n# Two\n"
    (published / LEDGER).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert "order, spaces or line ends alone" in urls(published, "--check", code=1)
    urls(published)
    lines = (published / LEDGER).read_bytes().decode().split("\n")
    assert lines[:3] == ["# Ours", "# Two", "%C3%9Cber%20uns/ live"]
    assert "up to date" in urls(published)


def test_a_late_ledger_knows_what_was_published_at_a_revision(site: Path) -> None:
    committed(site)
    (site / "docs/about.md").unlink()
    told = urls(site, "--since", "HEAD", code=1)
    assert "there is no page at about/ any more" in told
    assert "about/ live" in ledger(site)


# the pages


def pages_of(folder: Path, changes: Mapping[str, str]) -> dict[str, bytes]:
    """The site with the changes, built by MkDocs."""
    write(folder, {"mkdocs.yml": f"{MATERIAL}site_url: https://desk.example/a/b/\n", **changes})
    done = mkdocs("build", "--strict", cwd=folder)
    assert done.returncode == 0, said(done)
    return tree(folder / "site")


FORMER = """\
notes/ moved to remarks/
Über/ moved to Wir%20über%20uns/
deep/er/one/ merged into actors/calder/
actors/ines/ moved to actors/calder/
actors/index/2/ live
actors/calder/connections/ live
chain/ moved to notes/
claims/gone/ withdrawn
lost/ withdrawn
old.html moved to sub/
static.html live
to-static/ moved to static.html
./ live
"""
LEADING = {
    "notes/index.html": "../remarks/",
    "Über/index.html": "../Wir%20%C3%BCber%20uns/",
    "deep/er/one/index.html": "../../../actors/calder/",
    "actors/ines/index.html": "../calder/",
    "actors/index/2/index.html": "../../",
    "actors/calder/connections/index.html": "../",
    "chain/index.html": "../remarks/",
    "old.html": "sub/",
    "to-static/index.html": "../static.html",
}
OWN = {
    "docs/remarks.md": "# Remarks\n",
    "docs/Wir über uns.md": "# Us\n",
    "docs/sub/README.md": "# Sub\n",
    "docs/static.html": "<p>Static</p>\n",
    LEDGER: FORMER,
}


def test_former_addresses_lead_on_and_stand_nowhere(site: Path) -> None:
    plain = pages_of(site, {name: text for name, text in OWN.items() if name != LEDGER})
    out = pages_of(site, OWN)
    assert all(out[path] == page for path, page in plain.items())
    sent = {
        path: unescape(found[1])
        for path, page in out.items()
        if path.endswith(".html") and (found := SENDING.search(page.decode()))
    }
    assert sent == LEADING
    for path, way in LEADING.items():
        assert f'<a href="{way}">' in out[path].decode()
    new = out.keys() - plain.keys()
    assert new == {*LEADING, "claims/gone/index.html", "lost/index.html"}
    assert 'href="../">Claims</a>' in out["claims/gone/index.html"].decode()
    assert 'href="../">Bridges</a>' in out["lost/index.html"].decode()
    assert "The page at this address was withdrawn." in out["lost/index.html"].decode()


@pytest.mark.parametrize("form", ["files", "project"])
def test_they_do_so_from_files_and_in_a_generated_project(site: Path, form: str) -> None:
    ending = "use_directory_urls: false\n" if form == "files" else ""
    write(site, {**OWN, "mkdocs.yml": MATERIAL + ending})
    folder = site
    if form == "project":
        done = briefkit("generate", "out", cwd=site)
        assert done.returncode == 0, said(done)
        folder = site / "out"
    done = mkdocs("build", "--strict", cwd=folder)
    assert done.returncode == 0, said(done)
    out = {path: page.decode() for path, page in tree(folder / "site").items() if path.endswith(".html")}
    sent = {path: unescape(found[1]) for path, page in out.items() if (found := SENDING.search(page))}
    assert sent.keys() >= LEADING.keys() - (
        {"actors/calder/connections/index.html"} if form == "files" else set()
    )
    for path, way in sent.items():
        there = Path(folder / "site" / path).parent / way.replace("%20", " ").replace("%C3%BC", "ü")
        assert (there / "index.html" if way.endswith("/") else there).is_file(), (path, way)


def test_the_sitemap_lists_no_page_that_leads_on(site: Path) -> None:
    actors = ACTORS.replace("kind: person\n", "kind: person\n  formerly: [ines]\n")
    out = pages_of(
        site, {"briefings/actors.yml": actors, LEDGER: "notes/ moved to about/\nlost/ withdrawn\n"}
    )
    found = out["sitemap.xml"].decode()
    assert "https://desk.example/a/b/actors/calder/" in found
    assert not re.search("notes|lost|ines", found)
    entries = json.loads(out["search/search_index.json"])["docs"]
    assert not [entry for entry in entries if re.match("notes|lost|actors/ines", entry["location"])]


def test_the_ledger_is_a_part_of_what_a_build_rests_on(site: Path) -> None:
    write(site, {"docs/remarks.md": "# Remarks\n", LEDGER: "notes/ moved to remarks/\n"})
    assert b"../remarks/" in pages_of(site, {})["notes/index.html"]
    again = pages_of(site, {LEDGER: "notes/ moved to about/\n"})
    assert b"../about/" in again["notes/index.html"]
    (site / LEDGER).unlink()
    assert "notes/index.html" not in pages_of(site, {})


def test_a_site_that_is_served_follows_its_ledger(site: Path) -> None:
    write(
        site, {"mkdocs.yml": MATERIAL, "docs/remarks.md": "# Remarks\n", LEDGER: "notes/ moved to remarks/\n"}
    )
    with desk(site) as kept:
        for text in ("notes/ moved to about/\n", "notes/ withdrawn\nteam/ live\n", ""):
            write(site, {LEDGER: text})
            kept.rebuild()
            assert kept.served() == clean(site)
        write(site, {"docs/notes.md": "# Notes\n", LEDGER: "notes/ moved to about/\n"})
        kept.rebuild()
        assert kept.served() == clean(site)
        assert "there is a page at notes/" in kept.get("problems/")


def test_a_site_that_turns_its_folders_into_files_and_back_keeps_its_promises(published: Path) -> None:
    write(published, {"mkdocs.yml": f"{CONFIG}use_directory_urls: false\n"})
    for _ in range(2):
        done = briefkit("check", cwd=published)
        assert done.returncode == 0, said(done)
        urls(published)
        lines = ledger(published)
        assert "actors/calder/ moved to actors/calder.html" in lines
        assert {"actors/ live", "./ live", "actors/calder.html live"} <= set(lines)
    write(published, {"mkdocs.yml": CONFIG})
    assert "0 errors, 0 warnings" in said(briefkit("check", cwd=published))
    urls(published)
    assert {"actors/calder/ live", "actors/calder.html moved to actors/calder/"} <= set(ledger(published))


# addresses


@pytest.mark.parametrize("directories", [True, False])
def test_what_the_check_takes_for_granted_is_what_is_laid_out(site: Path, directories: bool) -> None:
    many = "".join(f"a{number}: {{name: A {number}, kind: person}}\n" for number in range(230))
    write(site, {"briefings/many/actors.yml": many, "docs/Ö/README.md": "# O\n", "docs/x.html": "<p>"})
    write(site, {"mkdocs.yml": f"{CONFIG}use_directory_urls: {json.dumps(directories)}\n"})
    settings = read_settings(site / "mkdocs.yml")
    own = hand_written(settings)
    content = checked(settings, own)
    addresses = published_addresses(content)
    goes = {address for address in addresses if belongs_to(address)}
    assert {canonical("actors/index/2/" if directories else "actors/index/2.html")} <= goes
    assert addresses.keys() - goes == standing(content.dossier, own)
    made = {address_of(settings, page.path) for page in build(settings, own).pages}
    assert made - set(addresses) == set()
    for address in addresses:
        assert not mistake(address), address
        file = file_at(settings, address)
        assert file is None or address_of(settings, file) == address


def test_the_published_form_is_that_of_every_build(site: Path) -> None:
    for as_files in (True, False):
        settings = Settings(root=site, as_files=as_files)
        assert {"./", "actors/calder/"} <= published_addresses(checked(settings)).keys()


@given(st.text(min_size=1, max_size=30))
def test_any_text_is_an_address_or_has_a_mistake_that_is_told(text: str) -> None:
    wrong = mistake(text)
    if not wrong:
        whole = canonical(text)
        assert not mistake(whole)
        assert canonical(whole) == whole
        assert "#" not in whole
        assert "?" not in whole


NAMES = st.sampled_from([f"{letter}/" for letter in "abcdefgh"])


@given(st.dictionaries(NAMES, st.tuples(st.sampled_from(Became), NAMES)), st.sets(NAMES))
def test_every_way_ends_at_a_page_or_is_known_to_have_no_end(
    told: dict[str, tuple[Became, str]], live: set[str]
) -> None:
    entries = {
        name: Entry(name, became, target if became in (Became.MOVED, Became.MERGED) else "")
        for name, (became, target) in told.items()
    }
    ends = Ends(entries, live, {})
    for name in entries:
        end = ends.of(name)
        assert end is None or end in live or entries[end].became is Became.WITHDRAWN
        step, seen = name, set[str]()
        while step not in live and step in entries and entries[step].target and step not in seen:
            seen.add(step)
            step = entries[step].target
        ended = step in live or (step in entries and entries[step].became is Became.WITHDRAWN)
        assert (end is not None) == ended
        assert bool(ends.circle(name)) <= (end is None)
