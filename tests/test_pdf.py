"""`briefkit pdf`: a briefing as a document on paper."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from briefkit.load import read_settings
from briefkit.pipeline import checked
from briefkit.printing import printer
from briefkit.printing.html import rendered, with_links
from briefkit.printing.metadata import described
from briefkit.printing.printers import PrinterError, print_with_weasyprint
from briefkit.render.document import in_css
from sites import BRIEFING, BROKEN, CONFIG, CONTENT, ROOT, briefkit, said, write


def flat(text: str) -> str:
    """The text without white space, which every line end of a PDF changes.

    Fonts have one sign for both apostrophes, so that Chromium cannot tell them apart.
    """
    return re.sub(r"\s+", "", text).replace("\u02bc", "’")


def text_of(reader: PdfReader) -> str:
    return flat("".join(page.extract_text() for page in reader.pages))


def titles(outline: Any) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from titles(entry)
        else:
            yield entry.title.replace("\u00a0", " ")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    path = tmp_path_factory.mktemp("pdf") / "demo.pdf"
    done = briefkit("pdf", "briefing/belarus-syria", "-o", path, cwd=ROOT)
    assert (done.returncode, said(done)) == (0, f"{path} written\n")
    return PdfReader(BytesIO(path.read_bytes()), strict=True)


def test_it_says_what_it_is(demo: PdfReader) -> None:
    assert demo.metadata is not None
    assert demo.metadata.title == "Belarusian soldiers for Syria: a draft and a denial"
    assert demo.metadata.author == "demo desk"
    # no clock: the newest date of what it shows
    assert demo.metadata.creation_date is not None
    assert demo.metadata.creation_date.year == 2022
    root = demo.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]


def test_its_outline_names_the_parts_and_the_claims(demo: PdfReader) -> None:
    found = list(titles(demo.outline))
    for part in (
        "Belarusian soldiers for Syria: a draft and a denial",
        "Key judgements",
        "Two accounts",
        "Claims: who says what",
        "Lukashenko has already sent people to Syria",
        "Notes",
        "Sources",
    ):
        assert part in found


def test_all_of_the_briefing_is_in_it(demo: PdfReader) -> None:
    found = text_of(demo)
    site = checked(read_settings(ROOT / "mkdocs.yml")).site
    claim = next(record for ref, record in site.records.items() if ref.id == "soldiers-to-syria")
    words = [position.qualification for position in claim.positions]
    words += [item.quote for position in claim.positions for item in position.evidence]
    words += ["Whatwouldchangethisview", "haggling", "roughlyevenchance", "sourceB,usuallyreliable"]
    assert [flat(text) for text in words if flat(text) not in found] == []


def test_its_notes_give_the_five_facts(demo: PdfReader) -> None:
    found = text_of(demo)
    note = "AlexanderLukashenko,intheirownwords,inBriefkitdemo·LukashenkosaysheplansnofightingroleinSyria"
    assert note in found
    assert "datenotgiven,paragraph11·sourceB,usuallyreliable" in found


def test_every_sheet_has_its_number_and_the_title(demo: PdfReader) -> None:
    count = len(demo.pages)
    for number, page in enumerate(demo.pages, start=1):
        words = page.extract_text()
        assert f"{number} of {count}" in words
        assert "Belarusian soldiers for Syria: a draft and a denial" in words
    assert demo.pages[0].mediabox.width == pytest.approx(595, abs=1)


def test_its_fonts_are_in_it(demo: PdfReader) -> None:
    seen = set()
    for page in demo.pages:
        for named in page["/Resources"].get("/Font", {}).values():
            font = named.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            described = inner.get("/FontDescriptor", {})
            held = font["/Subtype"] == "/Type3" or any(name.startswith("/FontFile") for name in described)
            seen.add((str(font.get("/BaseFont")), held))
    assert seen
    assert all(held for _, held in seen), seen


def test_links_lead_within_it_and_nowhere_on_this_machine(demo: PdfReader) -> None:
    links = [link.get_object() for page in demo.pages for link in page.get("/Annots", [])]
    away = [str(link["/A"]["/URI"]) for link in links if "/URI" in link.get("/A", {})]
    assert len(links) - len(away) > 50
    assert [address for address in away if not address.startswith("https://")] == []


HOSTILE = 'A "B" </style><script>x</script> (c\\) {{ d }}'


def test_markings_paper_and_hostile_names(tmp_path: Path) -> None:
    written = BRIEFING.replace("title: The bridge", f"title: '{HOSTILE}'\nauthors: ['{HOSTILE}']")
    marked = written.replace("summary:", "tlp: TLP:AMBER+STRICT\nsummary:")
    where = {"mkdocs.yml": f"{CONFIG}site_url: https://desk.example/x/\n"}
    site = write(tmp_path, {**CONTENT, **where, "briefings/bridge/briefing.md": marked})
    for name in ("one.pdf", "two.pdf"):
        done = briefkit("pdf", "briefing/bridge", "-o", name, "--paper", "letter", cwd=site)
        assert done.returncode == 0, said(done)
    assert (site / "one.pdf").read_bytes() == (site / "two.pdf").read_bytes()
    assert sorted(path.name for path in site.iterdir() if path.name.startswith(".")) == []
    reader = PdfReader(BytesIO((site / "one.pdf").read_bytes()), strict=True)
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (HOSTILE, HOSTILE)
    assert reader.pages[0].mediabox.width == pytest.approx(612, abs=1)
    for page in reader.pages:
        assert page.extract_text().count("TLP:AMBER+STRICT") >= 2
        assert flat(HOSTILE) in flat(page.extract_text())
    links = [link.get_object() for page in reader.pages for link in page.get("/Annots", [])]
    away = {str(link["/A"]["/URI"]) for link in links if "/URI" in link.get("/A", {})}
    assert "https://desk.example/x/actors/calder/" in away


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("claim/unsafe", "claim/unsafe is no briefing"),
        ("briefing/bridg", "briefing/bridge?"),
        ("bridge", "briefing/bridge?"),
    ],
)
def test_a_record_that_cannot_be_printed_is_wrong_use(site: Path, record: str, words: str) -> None:
    done = briefkit("pdf", record, cwd=site)
    assert done.returncode == 2
    assert words in said(done)
    assert list(site.glob("*.pdf")) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("draft: true", "is a draft"),
        ("corrections: [{date: 2024-05-01, kind: withdrawal, text: It was wrong.}]", "was withdrawn"),
    ],
)
def test_what_is_not_shown_is_not_printed(tmp_path: Path, line: str, words: str) -> None:
    text = BRIEFING.replace("summary:", f"{line}\nsummary:")
    site = write(tmp_path, {**CONTENT, "briefings/bridge/briefing.md": text})
    done = briefkit("pdf", "briefing/bridge", cwd=site)
    assert done.returncode == 2
    assert words in said(done)


def test_errors_in_the_content_keep_it_from_being_written(site: Path) -> None:
    write(site, BROKEN)
    done = briefkit("pdf", "briefing/bridge", cwd=site)
    assert done.returncode == 1
    assert "1 error in the content: nothing was written" in said(done)
    assert list(site.glob("*.pdf")) == []


def test_without_a_program_that_prints_it_says_what_to_install(site: Path) -> None:
    (site / "empty").mkdir()
    done = briefkit("pdf", "briefing/bridge", cwd=site, PATH=str(site / "empty"), CHROMIUM="")
    assert done.returncode == 2
    for words in ("Chromium", "WeasyPrint", "pip install 'briefkit[pdf]'"):
        assert words in said(done)


def test_a_program_that_is_not_there_or_prints_nothing_is_told(site: Path) -> None:
    done = briefkit("pdf", "briefing/bridge", cwd=site, CHROMIUM="/nowhere/chromium")
    assert (done.returncode, "CHROMIUM=/nowhere/chromium is no program" in said(done)) == (2, True)
    done = briefkit("pdf", "briefing/bridge", cwd=site, CHROMIUM="false")
    assert (done.returncode, "printed nothing (exit code 1)" in said(done)) == (1, True)
    assert list(site.glob("*.pdf")) == []


def test_weasyprint_is_taken_where_there_is_no_chromium(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert printer() is None
    write(tmp_path, {"weasyprint.py": ""})
    monkeypatch.syspath_prepend(tmp_path)
    assert printer() is print_with_weasyprint
    monkeypatch.setenv("CHROMIUM", "nothing-of-this-name")
    with pytest.raises(PrinterError, match="is no program"):
        printer()


def test_links_of_a_document(tmp_path: Path) -> None:
    settings = read_settings(write(tmp_path, CONTENT) / "mkdocs.yml")
    body = rendered(
        "# A title\n\n[a](../claims/unsafe.md#x) [b](../actors/calder.md) [c](https://a.example/?x&y)\n\n"
        '<a href="../../claims/unsafe/">d</a> <a href="#gone">e</a> <a href="mailto:x@y.example">f</a>\n'
    )
    refs = (next(ref for ref in checked(settings).site.records if ref.id == "unsafe"),)
    found = with_links(body, settings, "briefings/bridge.md", refs)
    assert re.findall(r'href="([^"]*)"', found) == [
        "#claim-unsafe",
        "https://a.example/?x&amp;y",
        "#claim-unsafe",
        "mailto:x@y.example",
    ]
    assert "<h1>A\u00a0<wbr>title</h1>" in found


def test_what_is_no_chromium_pdf_is_left_as_it_is() -> None:
    for content in (b"", b"%PDF-1.7 nothing", b"trailer <</Size 1>> startxref 5 %%EOF"):
        assert described(content, "T", ["A"], datetime(2024, 1, 1, tzinfo=UTC)) == content


def test_a_text_ends_neither_its_string_nor_the_style() -> None:
    assert set(re.sub(r"\\[0-9a-f]+ ", "", in_css('</style>"\\\n} É'))) <= set('"styleÉ')
