"""`briefkit pdf`: a briefing as a document on paper."""

import errno
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from briefkit.cli.report import failure
from briefkit.load import read_settings
from briefkit.model.ref import Ref
from briefkit.pipeline import checked
from briefkit.printing import Paper, pdf, printable, printer
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


def program(folder: Path, script: str) -> str:
    """A program in place of Chromium; its arguments are in `$@`."""
    path = folder / "in-place-of-chromium"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


PRINT = 'for a; do case $a in --print-to-pdf=*) printf {} > "${{a#--print-to-pdf=}}";; esac; done'


@pytest.mark.parametrize("content", ["nothing", "%%PDF-1.7"])
def test_what_is_no_whole_pdf_is_not_written(site: Path, content: str) -> None:
    fake = program(site, PRINT.format(content) + r"; printf '\033[2Jboom\n' >&2")
    done = briefkit("pdf", "briefing/bridge", cwd=site, CHROMIUM=fake)
    assert (done.returncode, "printed nothing (exit code 0)" in said(done)) == (1, True)
    # nothing that a terminal would obey
    assert "U+001B[2Jboom" in said(done)
    assert list(site.glob("*.pdf")) == []


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there are no such signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_ended_from_outside_it_leaves_no_program_and_no_file(site: Path, name: str) -> None:
    (site / "tmp").mkdir()
    started = site / "started"
    os.mkfifo(started)
    # slow to begin: nothing is in the way of what started it any more
    slow = program(site, f"sleep .2; echo $$ > {started}; exec sleep 99")
    environment = {**os.environ, "TMPDIR": str(site / "tmp"), "CHROMIUM": slow}
    command = [sys.executable, "-m", "briefkit", "pdf", "briefing/bridge"]
    with subprocess.Popen(command, cwd=site, env=environment, stderr=subprocess.PIPE) as child:
        # waits until the program runs
        printing = int(started.read_text())
        child.send_signal(getattr(signal, name))
        errors = child.communicate()[1]
    assert child.returncode != 0
    assert b"Traceback" not in errors
    with pytest.raises(ProcessLookupError):
        os.killpg(printing, 0)
    assert list((site / "tmp").iterdir()) == []
    assert list(site.glob("*.pdf")) == []


def test_a_full_disk_is_told_with_its_folder(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(site))
    found = checked(read_settings(site / "mkdocs.yml"))
    briefing = printable(found, Ref("briefing", "bridge"))

    def full(page: Path, target: Path) -> None:
        # so the system says it of a write
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left") as caught:
        pdf(found.site, briefing, Paper.A4, full)
    assert str(site / "briefkit-pdf-") in failure(caught.value).message
    assert failure(OSError(errno.ENOSPC, "No space left on device")).message == "No space left on device"


def test_what_is_no_file_is_not_replaced(site: Path) -> None:
    os.mkfifo(site / "pipe")
    done = briefkit("pdf", "briefing/bridge", "-o", "pipe", cwd=site)
    assert (done.returncode, "pipe is no file" in said(done)) == (2, True)
    assert (site / "pipe").is_fifo()


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
