"""The words of the interface: one catalogue, complete in every language, and nothing beside it."""

import re
from pathlib import Path

import pytest

from briefkit.building import build
from briefkit.load.settings import read_settings
from briefkit.model.dates import parse_edtf
from briefkit.model.vocabulary import PlaceKind, Stance
from briefkit.render import sheet
from briefkit.render.catalogue import Catalogue
from briefkit.render.dates import date_words
from briefkit.render.environment import environment
from briefkit.render.interface import relation
from briefkit.render.language_files import LanguageError, mistakes_in, parsed
from pseudo_language import Content, collector, outside, pseudo_language
from rich_site import RICH
from sites import ROOT, briefkit, write

TEMPLATES = ROOT / "templates"
SHIPPED = sorted((TEMPLATES / "languages").glob("*.po"))

# what the rich site does not have
MORE = {
    "briefings/mole/actors.yml": """\
harbour:
  name: Harbour board
  kind: group
  facts:
    - {property: seat, value: unknown, from: 2019, to: 2020-06}
    - {property: seat, value: none, to: 2021-XX}
    - {property: berths, value: "7", evidence: [{source: log, quote: seven berths, via: narration}]}
    - {property: berths, value: "9", from: 2020~, evidence: [{source: log, quote: nine berths, via: narration}]}
""",
    "briefings/mole/places.yml": """\
mole:
  name: Mole
  kind: territory
  coordinates: {latitude: -12.25, longitude: -7}
  control: [{actor: harbour, role: administers, from: 2020, date_basis: Ledger}, {actor: council, role: holds-part},
            {actor: union, role: claims, to: 2022}]
quay: {name: Quay, kind: border, part_of: mole, coordinates: {latitude: -12.2, longitude: -7.1, precision_m: 2500}}
""",
    "briefings/mole/events.yml": """\
storm: {name: Storm, date: 2023-10-05T14:30:00Z, date_basis: Logbook, places: [mole, quay], evidence: [{source: log, quote: A storm}]}
tide: {name: Tide, date: 198X, part_of: storm}
""",
    "briefings/mole/claims.yml": """\
sunk:
  claim: The mole sank.
  kind: interpretation
  about: [place/mole]
  source: log
  positions:
    - {actor: [harbour, council, union], stance: support, date: 2023-10, evidence: [{quote: nine berths, via: indirect}]}
    - {actor: harbour, stance: deny, date: 2023-11-XX, qualification: Only its head., evidence: [{quote: "seven … berths"}]}
    - {actor: harbour, stance: query, date: 1990-05-01/2023-12-02}
    - {own_voice: true, stance: comment, date: ../2023-09-01}
    - {unnamed: an onlooker, stance: deny, date: /2023}
  assessment: {likelihood: likely, confidence: low, credibility: 3, rationale: Divers looked.}
  corrections: [{date: 2023-12-24, kind: clarification, field: positions.stance, text: Bollards., author: Ines Calder}]
""",
    "briefings/mole/sources/log.md": """\
---
{headline: Log, publisher: Wire, authors: [Ann Other], published: 2023-10-06, date_basis: Postmark, text: full, reliability: C,
 status: retracted, language: ru, descriptor: Kept aboard., url: "https://wire.example/log"}
---

A storm shook it. It had seven old berths and nine berths. Nothing else.
""",
    "briefings/mole/briefing.md": """\
---
title: Under water
summary: Wet.
authors: [Ann Other]
key_judgements: [{judgement: It sank., likelihood: almost-certain, confidence: high, claims: [sunk, unsafe]}]
source_summary: Sailors.
---

# Deep

Nobody swam.

![[claim/sunk]]

![[map]]

![[timeline]]

![[claim/gone]] ![[event/storm]] ![[place/mole]] ![[actor/harbour]] ![[source/log]] ![[briefing/bridge]]
""",
}


def test_every_word_on_every_page_is_content_or_from_the_catalogue(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(sheet, "ENTRIES_A_PAGE", 3)
    files = {**RICH, **MORE}
    write(tmp_path, files)
    (tmp_path / "templates/languages").mkdir(parents=True)
    (tmp_path / "templates/languages/en.po").write_bytes(pseudo_language())
    built = build(read_settings(tmp_path / "mkdocs.yml"))
    assert outside(built, Content(built.dossier, files)) == []


# the files of messages


def test_the_list_of_messages_is_up_to_date() -> None:
    stale = [path.name for path, text in collector().files().items() if path.read_bytes() != text]
    assert stale == [], "make messages"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_language_is_complete(path: Path) -> None:
    messages = parsed(path)
    assert [message.id for message in messages if message.id and message.fuzzy] == []
    assert [message.id for message in messages if message.id and not _whole(message.string)] == []
    assert list(mistakes_in(messages)) == []
    assert Catalogue(path.stem, [TEMPLATES]).dates.locale == path.stem.replace("-", "_")


def _whole(translation: str | tuple[str, ...]) -> bool:
    return all(translation) if isinstance(translation, tuple) else bool(translation)


HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n{plural}"\n\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('msgid "since {date}"\nmsgstr "seit {datum}"\n', "da.po:4: “seit {datum}” has {datum}, its message"),
        (
            'msgid "since {date}"\nmsgstr "seit"\n',
            "“seit” has no placeholder, its message “since {date}” {date}",
        ),
        ('msgid "since {date}"\nmsgstr "seit {date"\n', "has a brace without its partner"),
        ('msgid "since {date}"\nmsgstr "seit {date!r}"\n', "{date!r}"),
        ('msgid "since"\nmsgstr "seit\n', "da.po:5: "),
        ('msgid "since {date}"\nmsgstr "<b>seit</b> {date}"\n', "da.po:4: “<b>seit</b> {date}” has “<”, “>”"),
        ('msgid "since"\nmsgstr "*seit*"\n', "has “*”, which its message has not"),
        ('msgid "State"\nmsgstr "Stand | Lage"\n', "words alone, without HTML or Markdown"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "[c](https://x)"\nmsgstr[1] "c&nbsp;d"\n', "“&nbsp;”"),
        ("since: seit\n", "is no line of a file of messages"),
        ('msgid "{count} a"\nmsgid_plural "{count} b"\nmsgstr[0] "{count} c"\n', "needs 2 forms"),
        ('msgid "{count} a"\nmsgid_plural "{count} b"\nmsgstr[0] "ein c"\nmsgstr[1] "{n} c"\n', "{n} c"),
    ],
)
def test_a_file_with_a_mistake_says_where_and_what_is_right(tmp_path, text: str, said: str) -> None:
    write(tmp_path, {"languages/da.po": HEAD.format(plural="") + text})
    with pytest.raises(LanguageError) as caught:
        Catalogue("da", [tmp_path])
    assert said in str(caught.value)
    assert str(tmp_path / "languages/da.po") in str(caught.value)


def test_other_mistakes_of_files_are_told_too(tmp_path) -> None:
    path = tmp_path / "languages/da.po"
    path.parent.mkdir()
    head = HEAD.format(plural="Plural-Forms: nplurals=2; plural=(n ! 1);\\n").encode()
    for text, said in (
        (b'msgid "a"\nmsgstr "\xff"\n', "UTF-8"),
        (head + b'msgid "a"\nmsgstr "b"\n', "Plural-Forms"),
        (head.replace(b"n ! 1", b"n / 0") + b'msgid "a"\nmsgstr "b"\n', "Plural-Forms"),
        (head.replace(b"n ! 1", b"n > 1 ? 2 : 0") + b'msgid "a"\nmsgstr "b"\n', "Plural-Forms"),
    ):
        path.write_bytes(text)
        with pytest.raises(LanguageError, match=said):
            Catalogue("da", [tmp_path])


def test_a_file_is_utf_8_whatever_its_head_says(tmp_path) -> None:
    text = HEAD.format(plural="").replace("UTF-8", "KOI8-R") + 'msgid "Map"\nmsgstr "خريطة"\n'
    write(tmp_path, {"languages/ar.po": text})
    assert Catalogue("ar", [tmp_path]).text("Map") == "خريطة"


def test_a_build_with_such_a_file_ends_in_a_sentence(tmp_path) -> None:
    config = "site_name: A\ntheme: {name: mkdocs, language: da}\nplugins: [briefkit]\n"
    po = HEAD.format(plural="") + 'msgid "Map"\nmsgstr "Kort {over}"\n'
    site = write(
        tmp_path, {"mkdocs.yml": config, "briefings/actors.yml": "", "templates/languages/da.po": po}
    )
    done = briefkit("generate", "out", cwd=site)
    assert done.returncode == 1
    assert "da.po:4: “Kort {over}” has {over}" in done.stderr.decode()
    assert not (site / "out").exists()


# which words are shown


def own(tmp_path: Path, tag: str, text: str) -> Catalogue:
    write(tmp_path, {f"languages/{tag}.po": HEAD.format(plural="") + text})
    return Catalogue(tag, [tmp_path, TEMPLATES])


def test_a_sites_own_words_win_one_by_one(tmp_path) -> None:
    words = own(tmp_path, "de", 'msgid "Corrections"\nmsgstr "Richtigstellungen"\n')
    assert words.text("Corrections") == "Richtigstellungen"
    assert words.text("Map") == "Karte"
    assert own(tmp_path, "en", 'msgid "Map"\nmsgstr "Chart"\n').text("Map") == "Chart"


def test_what_is_english_all_the_same_keeps_its_order_among_words_that_run_the_other_way(tmp_path) -> None:
    words = own(tmp_path, "ar", 'msgid "since {date}"\nmsgstr "منذ {date}"\n')
    assert words.markup("since {date}", date="2022") == "منذ 2022"
    assert words.markup("until {date}", date="2022") == "<bdi>until 2022</bdi>"


def test_a_region_is_in_the_words_of_its_language() -> None:
    words = Catalogue("de-AT", [TEMPLATES])
    assert (words.language, words.text("Map")) == ("de", "Karte")


def test_a_language_without_a_file_is_english_in_words_and_dates(tmp_path) -> None:
    words = Catalogue("fr", [TEMPLATES])
    assert words.text("Map") == "Map"
    assert date_words(parse_edtf("2022-03-08"), words.dates) == "8 March 2022"
    # nor do months mix with the words around them, where a file has some of the words
    words = own(tmp_path, "fr", 'msgid "Map"\nmsgstr "Carte"\n')
    assert words.text("Map") == "Carte"
    assert date_words(parse_edtf("2022-03-08"), words.dates) == "8 March 2022"


def test_a_message_has_a_translation_for_each_of_its_meanings(tmp_path) -> None:
    words = own(
        tmp_path,
        "da",
        'msgctxt "stance"\nmsgid "denies"\nmsgid_plural "deny"\nmsgstr[0] "1"\nmsgstr[1] "2"\n',
    )
    assert [words.words(Stance.DENY, number) for number in (1, 2)] == ["1", "2"]
    assert words.text_in("connection", "denies") == "denies"


def test_templates_show_the_words_of_closed_lists_in_the_language() -> None:
    made = environment(None, Catalogue("de", [TEMPLATES]))
    text = "{{ kind.words }} {{ [kind] | map(attribute='words') | join }} {{ stance.many }}"
    assert made.from_string(text).render(kind=PlaceKind.CITY, stance=Stance.DENY) == "Stadt Stadt bestreiten"


def test_a_sites_own_types_of_relations_stay_as_they_are_written() -> None:
    words = Catalogue("de", [TEMPLATES])
    assert relation(words, "part-of") == "Teil von"
    assert relation(words, "tenant-of") == "tenant of"


def test_lists_are_written_as_the_language_writes_them() -> None:
    english, german = Catalogue("en", []), Catalogue("de", [TEMPLATES])
    assert [english.plain_list("ABC"[:n]) for n in range(4)] == ["", "A", "A and B", "A, B and C"]
    assert german.plain_list("ABCD") == "A, B, C und D"
    assert str(english.series(["A, x", "B"])) == "A, x; B"
    assert german.distance(2.5) == "2,5 km"


# names in the site's language

NAMES = """\
minsk:
  name: Minsk
  kind: city
  country: BY
  aliases: [Менск, {name: Мінск, language: be}, {name: Minszk, language: hu, hidden: true}]
"""


def named(tmp_path: Path, language: str) -> dict[str, str]:
    config = f"site_name: A\ntheme: {{name: mkdocs, language: {language}}}\nplugins: [briefkit]\n"
    write(tmp_path, {"mkdocs.yml": config, "briefings/places.yml": NAMES})
    built = build(read_settings(tmp_path / "mkdocs.yml"))
    assert not built.problems
    return {page.path: page.text for page in built.pages}


@pytest.mark.parametrize("language", ["be", "be-BY"])
def test_a_record_is_called_by_its_alias_in_the_sites_language(tmp_path, language: str) -> None:
    pages = named(tmp_path, language)
    assert "\n# Мінск\n" in pages["places/minsk.md"]
    assert ">Minsk</span>" in pages["places/minsk.md"]
    assert "[Мінск](minsk.md)" in pages["places/index.md"]


@pytest.mark.parametrize("language", ["en", "hu"])
def test_without_such_an_alias_by_its_name(tmp_path, language: str) -> None:
    assert "\n# Minsk\n" in named(tmp_path, language)["places/minsk.md"]


# writing from right to left


def test_a_name_that_runs_against_its_page_is_isolated() -> None:
    words = Catalogue("en", [])
    assert words.markup("Map of {name}", name="حلب") == "Map of <bdi>حلب</bdi>"
    assert words.markup("Map of {name}", name="Minsk") == "Map of Minsk"
    # without a file for the language the words themselves run against the page
    arabic = Catalogue("ar", [])
    assert arabic.markup("Map of {name}", name="Minsk") == "<bdi>Map of <bdi>Minsk</bdi></bdi>"
    assert arabic.markup("Map of {name}", name="حلب") == "<bdi>Map of حلب</bdi>"


def test_no_element_stands_in_an_attribute() -> None:
    made = environment(None, Catalogue("en", []))
    text = """<a title="{{ _('Map of {name}', name=name) | attr }}">"""
    assert made.from_string(text).render(name='حلب "&') == '<a title="Map of حلب &quot;&#38;">'


def test_styles_know_beginning_and_end_and_not_left_and_right() -> None:
    physical = re.compile(
        r"(?:margin|padding|border)-(?:left|right)\b|(?:text-align|float|clear): *(?:left|right)\b|[;{ ](?:left|right): "
        r"|(?:margin|padding): [^\s;}]+ ([^\s;}]+) [^\s;}]+ (?!\1[;}])[^\s;}]+[;}]"
    )
    found = {
        f"{path.name}: {hit[0].strip()}"
        for path in (TEMPLATES / "styles").glob("*.css")
        for hit in physical.finditer(path.read_text(encoding="utf-8"))
    }
    assert sorted(found) == []
