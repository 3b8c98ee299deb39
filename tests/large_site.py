"""A site of as many records as are asked for: `python tests/large_site.py FOLDER RECORDS [CLAIMS | plain]`.

The same numbers make the same site. It has what real ones have in the long run: people who are quoted
hundreds of times and people who are named once, claims with a dozen positions, uncertain and open dates,
corrections, withdrawals, drafts, markings, names in other scripts. `briefkit check` finds no error in it.
A plain one has no events and no briefings: 30 % actors, 10 % places, 20 % claims and 40 % sources.
"""

import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import large_words as words
from briefkit.model.slugs import slug

ROOT = Path(__file__).resolve().parents[1]

ARTICLE = 4000
"""Characters of an article, where its quotes do not need more."""

TRIES = 20
"""Times that other words are looked for."""

STANCES = (
    ("asserted", 40, ("support", "support", "support", "comment")),
    ("disputed", 32, ("support", "deny", "support", "deny", "query", "comment", "deny")),
    ("denied", 9, ("deny", "deny", "comment")),
    ("questioned", 11, ("query", "support", "query", "comment")),
    ("mentioned", 8, ("comment", "comment")),
)
"""State, its share in a hundred, and the stances that make it: the first are always taken."""

Row = dict[str, Any]


@dataclass
class Article:
    """A source, and the sentences it has to carry."""

    id: str
    path: str
    head: Row
    carried: list[str] = field(default_factory=list)

    @property
    def read(self) -> bool:
        """Whether a quote can rest on it."""
        return self.head["text"] != "none"

    def carry(self, sentence: str, quote: str) -> bool:
        """Whether the sentence could be taken in with its quote still standing there once."""
        if any(quote in one or one in sentence for one in self.carried):
            return False
        self.carried.append(sentence)
        return True


@dataclass
class Story:
    """One briefing with all that belongs to it."""

    folder: str
    country: "Country"
    thing: str
    articles: list[Article] = field(default_factory=list)
    known: list[Article] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)


@dataclass
class Country:
    """A country with its towns and with those who act in it."""

    code: str
    name: str
    row: tuple[str, str, float, float, float]
    folder: str
    government: str = ""
    towns: list[tuple[str, str]] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)


def share(total: int, parts: int, part: int) -> range:
    """The numbers below `total` that fall to one of the parts."""
    return range(total * part // parts, total * (part + 1) // parts)


class Writer:
    """Makes the records, each file's in the order in which they were made."""

    def __init__(self, records: int, claims: int | None, seed: int, *, plain: bool = False) -> None:
        self.chance = random.Random(seed)
        self.plain = plain
        others = records if claims is None else max(records - claims, 20)
        self.claims = others * 20 // 100 if claims is None else claims
        self.actors, self.places = max(others * 30 // 100, 4), max(others * 10 // 100, 2)
        self.events, self.briefings = max(others * 5 // 100, 1), max(others * 2 // 100, 1)
        if plain:
            self.events = 0
        told = 0 if plain else self.events + self.briefings
        rest = self.actors + self.places + told + self.claims
        self.sources = max(records - rest, 3)
        self.files: dict[str, dict[str, Row]] = {}
        self.texts: dict[str, str] = {}
        self.taken: set[str] = set()
        self.names: dict[str, str] = {}
        """What actors, events and places are called, by `kind/id`."""
        self.stories: list[Story] = []
        self.countries: list[Country] = []

    # small choices

    def often(self, percent: float) -> bool:
        return self.chance.random() * 100 < percent

    def number(self, low: int = 2, high: int = 999) -> int:
        return self.chance.randint(low, high)

    def day(self) -> date:
        return date(2019, 1, 1) + timedelta(days=int(2190 * self.chance.random() ** 0.6))

    def edtf(self) -> str:
        """A date of any kind that there is."""
        day = self.day()
        later = day + timedelta(days=self.number(1, 200))
        month, year = f"{day:%Y-%m}", f"{day:%Y}"
        rare = (
            *(
                f"{day}~",
                f"{day}?",
                f"{day}%",
                f"{month}~",
                f"{month}?",
                f"{year}~",
                f"{year}-XX",
                f"{month}-XX",
            ),
            *(f"{year[:3]}X", f"{year}-2{self.number(1, 4)}", f"{day}T10:30:00Z"),
            *(
                f"{day}/{later}",
                f"{month}/{later:%Y-%m}~",
                f"{day}/..",
                f"{month}/",
                f"../{day}",
                f"/{month}",
            ),
        )
        return self.chance.choices((str(day), month, year, self.chance.choice(rare)), (50, 14, 4, 32))[0]

    def fresh(self, *candidates: str) -> str:
        """The first of the names that nobody has; a number behind the last, where all are taken."""
        for name in candidates:
            if name.casefold() not in self.taken:
                break
        else:
            number = 2
            while f"{candidates[-1]} {number}".casefold() in self.taken:
                number += 1
            name = f"{candidates[-1]} {number}"
        self.taken.add(name.casefold())
        return name

    def key(self, kind: str, text: str) -> str:
        """An id that no other record of the kind has."""
        wanted = slug(text)[:60].strip("-")
        return self.fresh(f"{kind}/{wanted}").partition("/")[2].replace(" ", "-")

    def put(self, path: str, key: str, row: Row) -> None:
        self.files.setdefault(path, {})[key] = row

    def sprinkle(self, row: Row, kind: str) -> None:
        """What any record may have."""
        if self.often(4):
            row["tlp"] = self.chance.choices(
                ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:RED"), (4, 6, 3, 1)
            )[0]
        if self.often(3):
            row["review_by"] = str(self.day() + timedelta(days=self.number(200, 3000)))
        if self.often(1):
            row["formerly"] = [self.key(kind, f"was {self.number(1000, 999999)}")]
        if self.often(2):
            row["note"] = "Seen again on the telephone; nothing to add."

    def corrected(self, row: Row, percent: float, field_name: str = "") -> None:
        while self.often(percent):
            change: Row = {
                "date": str(self.day()),
                "kind": self.chance.choice(("correction", "clarification", "update", "editors-note")),
            }
            if field_name and self.often(50):
                change |= {"field": field_name, "was": "An earlier wording.", "now": row[field_name]}
            change |= {"text": self.chance.choice(CORRECTED), "author": self.chance.choice(AUTHORS)}
            row.setdefault("corrections", []).append(change)

    # countries, places, actors

    def make_countries(self) -> None:
        count = min(len(words.COUNTRIES), max(1, self.places // 4), self.briefings, self.actors // 3)
        for number, row in enumerate(words.COUNTRIES[:count]):
            code, name, latitude, longitude, around = row
            country = Country(code, name, row, slug(name))
            key = self.key("place", self.fresh(name))
            self.names[f"place/{key}"] = name
            precision = {"precision_m": round(around * 111000)}
            place = {"name": name, "kind": "country", "country": code}
            place["coordinates"] = {"latitude": latitude, "longitude": longitude, **precision}
            place["summary"] = (
                f"A country in which {len(share(self.places, count, number))} places of this site lie."
            )
            self.put("places.yml", key, place)
            self.make_towns(country, key, len(share(self.places, count, number)) - 1)
            self.make_actors(country, len(share(self.actors, count, number)))
            self.countries.append(country)

    def town_name(self) -> str:
        starts, ends = self.chance.choice(words.TOWN_STARTS), self.chance.choice(words.TOWN_ENDS)
        second = self.chance.choice(words.TOWN_ENDS)
        other = self.chance.choice(("New", "Upper", "Lower", "Saint", "Great", "Little"))
        return self.fresh(f"{starts}{ends}", f"{starts}{second}", f"{other} {starts}{ends}")

    def make_towns(self, country: Country, parent: str, count: int) -> None:
        _, _, latitude, longitude, around = country.row
        for _ in range(count):
            name = self.town_name()
            key = self.key("place", name)
            kind = self.chance.choices(
                ("city", "region", "site", "territory", "border", "water", "other"), (55, 14, 14, 6, 5, 4, 2)
            )[0]
            row: Row = {"name": name, "kind": kind, "country": country.code, "part_of": parent}
            aliases = list(self.other_names(name, 25))
            if aliases:
                row["aliases"] = aliases
            if self.often(85):
                row["coordinates"] = {
                    "latitude": round(latitude + self.chance.uniform(-around, around), 3),
                    "longitude": round(longitude + self.chance.uniform(-around, around), 3),
                    "precision_m": self.chance.choice((100, 500, 2000, 10000, 50000)),
                }
            if self.often(60):
                row["summary"] = (
                    f"A {kind} in {country.name}, known for its {self.chance.choice(words.THINGS)}."
                )
            self.sprinkle(row, "place")
            self.put(f"{country.folder}/places.yml", key, row)
            self.names[f"place/{key}"] = name
            country.towns.append((key, name))
        if not country.towns:
            country.towns.append((parent, country.name))

    def other_names(self, name: str, percent: float) -> Iterator[str | Row]:
        for language, letters in (("uk", words.CYRILLIC), ("ar", words.ARABIC)):
            if self.often(percent):
                written = "".join(letters.get(c, c) for c in name.casefold())
                written = written.title() if language == "uk" else written
                if written.casefold() not in self.taken:
                    yield {"name": self.fresh(written), "language": language}
        if self.often(percent / 2):
            yield {"name": self.fresh(f"{name[:-1]}{name[-1] * 2}"), "hidden": True}

    def person(self) -> str:
        given, start = self.chance.choice(words.GIVEN), self.chance.choice(words.FAMILY_STARTS)
        ends = self.chance.sample(words.FAMILY_ENDS, 2)
        middle = self.chance.choice("ABDEGHJKLMNRSTV")
        return self.fresh(*(f"{given} {start}{end}" for end in ends), f"{given} {middle}. {start}{ends[0]}")

    def make_actors(self, country: Country, count: int) -> None:
        government = self.fresh(f"Government of {country.name}")
        country.government = self.actor(country, government, "government")
        for _ in range(count - 1):
            kind = self.chance.choices(("person", "organization", "group"), (62, 27, 11))[0]
            if kind == "person":
                name = self.person()
            else:
                bodies = self.chance.sample(words.BODIES, 3)
                town = self.chance.choice(country.towns)[1]
                name = self.fresh(*(f"{town} {body.replace('-', ' ')}" for body in bodies))
            self.actor(country, name, kind)

    def actor(self, country: Country, name: str, kind: str) -> str:
        key = self.key("actor", name)
        row: Row = {"name": name, "kind": kind, "country": country.code}
        aliases = list(self.other_names(name, 25)) if kind == "person" else []
        if aliases:
            row["aliases"] = aliases
        if self.often(70):
            row["summary"] = self.chance.choice(ABOUT).format(
                town=self.chance.choice(country.towns)[1], thing=self.chance.choice(words.THINGS)
            )
        if self.often(10):
            row["identifiers"] = {"wikidata": f"Q{self.number(900000000, 999999999)}"}
        self.sprinkle(row, "actor")
        self.corrected(row, 2)
        path = f"actors/{key}.yml" if self.often(8) else f"{country.folder}/actors.yml"
        if kind != "government" and self.often(1):
            row["draft"] = True
        elif kind != "government" and self.often(1):
            row["corrections"] = [
                {"date": str(self.day()), "kind": "withdrawal", "text": "There is no such body."}
            ]
        else:
            country.actors.append(key)
            self.names[f"actor/{key}"] = name
        self.put(path, key, row)
        return key

    def any_actor(self, country: Country) -> str:
        """Some of them speak again and again, most once."""
        if self.often(18):
            country = self.countries[int(len(self.countries) * self.chance.random() ** 3)]
        return country.actors[int(len(country.actors) * self.chance.random() ** 2.5)]

    # stories: sources, events, claims, briefings

    def make_stories(self) -> None:
        for number in range(self.briefings):
            country = self.countries[number % len(self.countries)]
            thing = self.chance.choice(words.THINGS)
            town = self.chance.choice(country.towns)[1]
            story = Story(self.key("briefing", f"{thing} {town}"), country, thing)
            self.stories.append(story)
            for _ in share(self.sources, self.briefings, number):
                self.source(story, lasts=not story.articles)
            for _ in share(self.events, self.briefings, number):
                self.event(story)
            for _ in share(self.claims, self.briefings, number):
                self.claim(story)
            if not self.plain:
                self.briefing(story, town)

    def source(self, story: Story, *, lasts: bool) -> None:
        town = self.chance.choice(story.country.towns)[1]
        language = "en" if lasts else self.chance.choices(("en", "ru", "ar"), (96, 2, 2))[0]
        if language == "en":
            headline = self.chance.choice(HEADLINES).format(
                thing=story.thing, town=town, number=self.number()
            )
        else:
            headline = words.ABROAD[language][0].format(town=town)
        headline = headline[0].upper() + headline[1:]
        published = self.day()
        publisher = f"{town} {self.chance.choice(words.PUBLISHERS).replace('-', ' ')}"
        key = self.key("source", f"{publisher} {published:%Y%m%d}")
        text = "full" if lasts else self.chance.choices(("full", "excerpts", "none"), (84, 8, 8))[0]
        head: Row = {"headline": headline, "publisher": publisher}
        if self.often(60):
            head["authors"] = [self.names[f"actor/{self.any_actor(story.country)}"]]
        if self.often(30):
            head["origin"] = self.chance.choice(("northern-wire", "harbour-news-agency", "radio-pool"))
        head["published"] = self.edtf() if self.often(6) else "unknown" if self.often(3) else str(published)
        if self.often(70):
            head["url"] = f"https://{slug(publisher)}.example/{published:%Y/%m}/{self.number(100, 99999)}"
        if self.often(40):
            head["archived_url"] = f"https://archive.example/{self.number(10**6, 10**7)}"
        head |= {"language": language, "text": text}
        if self.often(80):
            head["reliability"] = self.chance.choices("ABCDEF", (10, 30, 30, 12, 4, 14))[0]
        if not lasts and self.often(2):
            head["status"] = self.chance.choice(("corrected", "retracted"))
        self.sprinkle(head, "source")
        self.corrected(head, 1)
        article = Article(key, f"{story.folder}/sources/{key}.md", head)
        (story.articles if article.read else story.known).append(article)

    def carried(
        self, story: Story, sentences: Iterable[tuple[str, str]], other_than: Iterable[str] = ()
    ) -> Row | None:
        """A sentence of one of the story's articles, as evidence; each with the words that are the quote."""
        for sentence, quote in sentences:
            article = self.chance.choice(story.articles)
            if "status" in article.head or article.head["language"] != "en":
                article = story.articles[0]
            if article.id not in other_than and article.carry(sentence, quote):
                return {"source": article.id, "quote": quote}
        return None

    def event(self, story: Story) -> None:
        kind = self.chance.choice(words.EVENT_KINDS)
        place, town = self.chance.choice(story.country.towns)
        name = self.fresh(
            f"{kind.capitalize()} at {town}", f"{kind.capitalize()} over the {story.thing} at {town}"
        )
        key = self.key("event", name)
        row: Row = {"name": name, "kind": kind}
        if self.often(90):
            row["date"] = self.edtf()
            if self.often(15):
                row["date_basis"] = "“Last Tuesday”, counted from the day of the report"
        if "date" not in row or self.often(8):
            row["status"] = self.chance.choice(("planned", "reported", "cancelled"))
        row["places"] = [place] if self.often(80) else [place, self.chance.choice(story.country.towns)[0]]
        row["places"] = list(dict.fromkeys(row["places"]))
        actors = dict.fromkeys(self.any_actor(story.country) for _ in range(self.number(0, 4)))
        if actors:
            row["participants"] = [{"actor": one, "role": self.chance.choice(ROLES)} for one in actors]
        if story.events and self.often(20):
            row["part_of"] = story.events[0]
        sentence = f"Much was said of the {kind} at {town}, which {self.number()} people took part in."
        evidence = self.carried(story, [(sentence, sentence)])
        if evidence:
            row["evidence"] = [evidence]
        row["summary"] = f"What the papers call the {kind} over the {story.thing}."
        if self.often(1.5):
            row["draft"] = True
        else:
            story.events.append(key)
            self.names[f"event/{key}"] = name
        self.sprinkle(row, "event")
        self.put(f"{story.folder}/events.yml", key, row)

    def claim(self, story: Story) -> None:
        kind = self.chance.choices(tuple(words.STATES), (60, 15, 12, 13))[0]
        thing = story.thing if self.often(50) else self.chance.choice(words.THINGS)
        place, town = self.chance.choice(story.country.towns)
        said = f"the {thing} at {town} {self.chance.choice(words.STATES[kind])}"
        key = self.key("claim", said.removeprefix("the "))
        row: Row = {"claim": f"T{said[1:]}.", "kind": kind, "about": [f"place/{place}"]}
        row["about"] += [f"actor/{self.any_actor(story.country)}"] if self.often(60) else []
        row["about"] += (
            [f"event/{self.chance.choice(story.events)}"] if story.events and self.often(40) else []
        )
        if self.often(60):
            row["as_of"] = str(self.day())
        row["positions"] = list(self.positions(story, said, town))
        gone = self.often(1.5)
        if self.often(25):
            row["assessment"] = self.assessment(kind)
        if not gone and story.claims and self.often(8):
            row["alternatives"] = [self.chance.choice(story.claims)]
        self.sprinkle(row, "claim")
        self.corrected(row, 4, "claim")
        if gone:
            change = {
                "date": str(self.day()),
                "kind": "withdrawal",
                "text": "The paper took the sentence back.",
            }
            row["corrections"] = [*row.get("corrections", ()), change]
        elif self.often(1):
            row["draft"] = True
        else:
            story.claims.append(key)
        path = f"{story.folder}/claims/{key}.yml" if self.often(10) else f"{story.folder}/claims.yml"
        self.put(path, key, row)

    def positions(self, story: Story, said: str, town: str) -> Iterator[Row]:
        _, _, stances = self.chance.choices(STANCES, [one[1] for one in STANCES])[0]
        least = 2 if "deny" in stances[1:2] or stances[0] == "query" else 1
        count = self.number(least, len(stances))
        if self.often(1):
            stances, count = stances * 4, 14
        held: set[str] = set()
        for number, stance in enumerate(stances[:count]):
            row: Row = {}
            if number == 0 and stance == "support" and self.often(15):
                row["own_voice"] = True
                evidence = self.told(story, said)
            elif number and self.often(6):
                row["unnamed"] = self.chance.choice(("some", "two officials", "a diplomat", "residents"))
                evidence = self.said(story, row["unnamed"].capitalize(), stance, said, town)
            else:
                holders = {self.any_actor(story.country) for _ in range(1 if self.often(92) else 2)} - held
                if not holders:
                    continue
                held |= holders
                row["actor"] = sorted(holders) if len(holders) > 1 else min(holders)
                names = " and ".join(self.names[f"actor/{one}"] for one in sorted(holders))
                evidence = self.said(story, names, stance, said, town)
            row["stance"] = stance
            if self.often(20):
                row["qualification"] = self.chance.choice(words.QUALIFICATIONS)
            if self.often(75):
                row["date"] = str(self.day()) if self.often(80) else self.edtf()
            if evidence:
                row["evidence"] = evidence
            yield row

    def told(self, story: Story, said: str) -> list[Row]:
        """The report's own voice, now and then in another language."""
        for article in story.articles:
            language = article.head["language"]
            if language != "en" and self.often(30):
                sentence = self.chance.choice(words.ABROAD[language][1]).format(number=self.number())
                usable = "status" not in article.head
                if usable and article.carry(sentence, sentence):
                    return [{"source": article.id, "quote": sentence}]
        sentence = f"What can be said is that {said}, {self.chance.choice(SURE)}."
        found = self.carried(story, [(sentence, sentence.rstrip("."))])
        return [found] if found else []

    def said(self, story: Story, names: str, stance: str, said: str, town: str) -> list[Row]:
        """Who said it; again in other words, where those stood in the article already."""
        for _ in range(TRIES):
            if found := self.said_once(story, names, stance, said, town):
                return found
        return []

    def said_once(self, story: Story, names: str, stance: str, said: str, town: str) -> list[Row]:
        found: list[Row] = []
        used: set[str] = set()
        for _ in range(1 if self.often(75) else 2):
            tail = self.chance.choice(words.TAILS).format(town=town, number=self.number())
            via = self.chance.choices(("direct", "indirect", "document"), (35, 55, 10))[0]
            if via == "direct":
                quote = f"{OPENING[stance]}{said}, {tail}"
                quote = quote[0].upper() + quote[1:]
                row = self.carried(story, [(f"“{quote},” said {names}.", quote)], used)
            else:
                paper = "A paper seen by us has it that " if via == "document" else ""
                sentence = f"{paper}{names} {REPORTED[stance]} {said}, {tail}."
                row = self.carried(story, [(sentence, sentence.rstrip("."))], used)
            if row is None:
                continue
            used.add(row["source"])
            known = (
                {"document": self.chance.choice(story.known).id} if via == "document" and story.known else {}
            )
            found.append({"source": row["source"], "via": via, **known, "quote": row["quote"]})
        return found

    def assessment(self, kind: str) -> Row:
        row: Row = {}
        if kind != "interpretation" and self.often(80):
            row["verdict"] = self.chance.choices(
                ("unverified", "confirmed", "refuted", "mixed"), (5, 2, 2, 1)
            )[0]
        if self.often(60):
            row["credibility"] = str(self.number(2, 6))
        if kind in ("forecast", "intent"):
            row["likelihood"] = self.chance.choice(LIKELIHOODS)
        if self.often(60):
            row["confidence"] = self.chance.choice(("low", "moderate", "high"))
        rationale = self.chance.choice(RATIONALES)
        return {**row, "rationale": rationale, "author": self.chance.choice(AUTHORS), "date": str(self.day())}

    def briefing(self, story: Story, town: str) -> None:
        published = self.day()
        told = story.claims[:12]
        title = f"The {story.thing} at {town}: {self.chance.choice(TITLES)}"
        head: Row = {
            "title": title,
            "summary": f"{self.chance.choice(BOTTOM)} The {story.thing} at {town} is one.",
        }
        head |= {"authors": [self.chance.choice(AUTHORS)], "published": str(published)}
        if self.often(60):
            head["updated"] = str(published + timedelta(days=self.number(1, 90)))
        if told:
            head["key_judgements"] = [
                {
                    "judgement": JUDGED[at],
                    "likelihood": self.chance.choice(LIKELIHOODS),
                    "claims": told[at : at + 3],
                }
                for at in range(min(3, len(told)))
            ]
        head["source_summary"] = (
            f"It rests on {len(story.articles)} reports; {len(story.known)} are known and not read."
        )
        head["about"] = [
            f"place/{self.chance.choice(story.country.towns)[0]}",
            f"actor/{story.country.government}",
        ]
        self.sprinkle(head, "briefing")
        self.corrected(head, 10)
        links = [f"[[claim/{key}|{self.chance.choice(LINKED)}]]" for key in told]
        links += [f"[[event/{key}]]" for key in story.events[:4]] or [f"[[source/{story.articles[0].id}]]"]
        lines = [self.chance.choice(TOLD).format(link=link, town=town) for link in links]
        parts = [" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]
        embeds = [*(f"![[claim/{key}]]" for key in told[:2]), "![[timeline]]", "![[map]]"]
        text = "\n\n".join(
            ["## What is said", *parts[:2], embeds[0], "## What follows", *parts[2:], *embeds[1:]]
        )
        self.texts[f"{story.folder}/briefing.md"] = f"---\n{block(head)}---\n\n{text}\n"

    # what is said of actors needs articles

    def make_facts(self) -> None:
        for country in self.countries:
            stories = [story for story in self.stories if story.country is country]
            rows = {
                key: row for path, rows in self.files.items() if "actors" in path for key, row in rows.items()
            }
            for key in country.actors:
                self.facts(rows[key], key, country, self.chance.choice(stories))

    def facts(self, row: Row, key: str, country: Country, story: Story) -> None:
        name = row["name"]
        for _ in range(self.chance.choices((0, 1, 2, 4), (45, 35, 15, 5))[0]):
            office, since = self.chance.choice(words.OFFICES), self.number(1990, 2018)
            place = self.chance.choice(country.towns)[1]
            sentence = f"{name}, {office} of {place} since {since}, had come with {self.number()} others."
            evidence = self.carried(story, [(sentence, f"{name}, {office} of {place} since {since}")])
            fact: Row = {"property": "office", "value": f"{office} of {place}", "from": str(since)}
            row.setdefault("facts", []).append({**fact, "evidence": [evidence]} if evidence else fact)
        others = {
            self.any_actor(country) for _ in range(self.chance.choices((0, 1, 2, 3), (35, 40, 17, 8))[0])
        }
        for other in sorted(others - {key}):
            kind = self.chance.choice(RELATIONS)
            sentence = f"{name} has long been close to {self.names[f'actor/{other}']}, a {kind.replace('-', ' ')} matter."
            evidence = self.carried(story, [(sentence, sentence)])
            relation: Row = {"type": kind, "actor": other}
            relation |= {"from": str(self.number(2000, 2020))} if self.often(30) else {}
            row.setdefault("relations", []).append(
                {**relation, "evidence": [evidence]} if evidence else relation
            )

    def make_control(self) -> None:
        for country in self.countries:
            rows = self.files.get(f"{country.folder}/places.yml", {})
            stories = [story for story in self.stories if story.country is country]
            for row in rows.values():
                if row["kind"] in ("territory", "region", "border") and self.often(45):
                    row["control"] = list(self.control(row["name"], country, self.chance.choice(stories)))

    def control(self, place: str, country: Country, story: Story) -> Iterator[Row]:
        neighbour = self.chance.choice(self.countries)
        parties = dict.fromkeys((country.government, neighbour.government, self.any_actor(country)))
        for party, role in zip(parties, ("administers", "claims", "holds-part"), strict=False):
            sentence = f"{place} is a place that {self.names[f'actor/{party}']} {role.replace('-', ' ')}, by its own account."
            evidence = self.carried(story, [(sentence, sentence)])
            yield {"actor": party, "role": role, **({"evidence": [evidence]} if evidence else {})}

    def make_texts(self) -> None:
        for story in self.stories:
            for article in [*story.articles, *story.known]:
                if article.head["text"] == "excerpts" and not article.carried:
                    article.head["text"] = "none"
                self.texts[article.path] = f"---\n{block(article.head)}---\n{self.body(story, article)}"

    def body(self, story: Story, article: Article) -> str:
        if article.head["text"] == "none":
            return ""
        if article.head["text"] == "excerpts":
            return "\n" + "\n\n".join(article.carried) + "\n"
        lines = list(article.carried)
        size = sum(map(len, lines))
        while size < ARTICLE:
            lines.insert(self.number(0, len(lines)), self.filler(story, article))
            size += len(lines[-1]) + 1
        return "\n" + "\n\n".join(" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)) + "\n"

    def filler(self, story: Story, article: Article) -> str:
        if article.head["language"] != "en":
            return self.chance.choice(words.ABROAD[article.head["language"]][1]).format(
                number=self.number(1000, 9999)
            )
        town = self.chance.choice(story.country.towns)[1]
        day = f"{self.day():%A}"
        return self.chance.choice(words.FILLERS).format(
            town=town, day=day, number=self.number(), thing=story.thing
        )

    def make(self) -> dict[str, str]:
        """Every file of the content, by its path."""
        self.make_countries()
        self.make_stories()
        self.make_facts()
        self.make_control()
        self.make_texts()
        for path, rows in self.files.items():
            alone = path.endswith(tuple(f"s/{key}.yml" for key in rows)) and len(rows) == 1
            self.texts[path] = (
                block(*rows.values())
                if alone
                else "\n".join(f"{key}:\n{block(row, 1)}" for key, row in rows.items())
            )
        return self.texts


PLAIN = re.compile(r"[A-Za-z][\w’.-]*(?: [\w’.-]+)*|-?\d[\d.-]*", re.ASCII)


def scalar(value: Any, name: str = "") -> str:
    """A value as YAML: without quotation marks where none are needed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return text if name != "quote" and PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def flow(value: Any, name: str = "") -> str:
    """A value in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(one, key)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value, name)


def is_flat(value: Mapping[str, Any] | Sequence[Any]) -> bool:
    """Whether nothing is nested in it."""
    parts = value.values() if isinstance(value, Mapping) else value
    return not any(isinstance(one, dict | list) for one in parts)


def block(row: Row, depth: int = 0) -> str:
    """A record as its editors would write it."""
    space, lines = "  " * depth, []
    for key, value in row.items():
        if not isinstance(value, dict | list) or is_flat(value):
            lines.append(f"{space}{key}: {flow(value, key)}\n")
        elif isinstance(value, dict):
            lines.append(f"{space}{key}:\n{block(value, depth + 1)}")
        else:
            lines.append(f"{space}{key}:\n")
            lines.extend(f"{space}  - {item(one, depth)}" for one in value)
    return "".join(lines)


def item(value: Any, depth: int) -> str:
    """One of a list."""
    if isinstance(value, dict) and not is_flat(value):
        return block(value, depth + 2).lstrip()
    return f"{flow(value)}\n"


AUTHORS = ("the city desk", "Ann Other", "the night desk", "Ines Weir and Jo Marsh")
CORRECTED = (
    "The figure was that of the year before.",
    "An earlier version had the wrong town.",
    "The words were given to the wrong speaker.",
    "The ministry has answered since.",
)
ABOUT = (
    "Known in {town} for the dispute over the {thing}.",
    "Has spoken on the {thing} since it was first planned.",
    "Based in {town}; little else is known.",
    "Took part in the talks at {town}.",
)
HEADLINES = (
    "What became of the {thing} at {town}",
    "{town}: {number} people wait for an answer",
    "The {thing}, a year on",
    "Council of {town} splits over the {thing}",
    "“Nobody asked us”: voices from {town}",
    "Who pays for the {thing}?",
    "{thing} at {town}: the papers",
)
ROLES = ("organizer", "mediator", "target", "speaker", "observer", "signatory")
RELATIONS = (
    "ally-of",
    "rival-of",
    "partner-of",
    "member-of",
    "part-of",
    "leads",
    "supports",
    "employed-by",
    "funds",
)
SURE = ("and the papers bear it out", "as far as could be seen", "for what that is worth", "by all accounts")
OPENING = {
    "support": "",
    "deny": "It is not true that ",
    "query": "Where is the proof that ",
    "comment": "People say that ",
}
REPORTED = {
    "support": "said that",
    "deny": "denied that",
    "query": "asked what showed that",
    "comment": "had heard, and would not judge, that",
}
LIKELIHOODS = (
    "almost-no-chance",
    "very-unlikely",
    "unlikely",
    "roughly-even-chance",
    "likely",
    "very-likely",
    "almost-certain",
)
RATIONALES = (
    "Two reports say so and neither names its ground.",
    "The speaker has an interest in it, and nobody else was asked.",
    "The papers that were shown carry no date.",
    "It agrees with what the inspectors had found before.",
)
JUDGED = (
    "It will not be settled this year.",
    "The council will have to pay.",
    "The other side will come back to the table.",
)
TITLES = (
    "two accounts",
    "what is known",
    "who says what",
    "the open questions",
    "a year on",
    "promises and papers",
)
BOTTOM = (
    "Nothing is settled, and both sides say so.",
    "The papers say one thing and the speakers another.",
    "What was denied in spring is now conceded in part.",
)
LINKED = ("what is said of it", "the charge", "that account", "the point in dispute", "an old promise")
TOLD = (
    "Much turns on {link}.",
    "In {town} they speak of {link} first.",
    "There is, besides, {link}.",
    "Nobody doubts that {link} matters.",
)


def configuration() -> str:
    """The demo's own, without the manual."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^  - Manual:\n(?:^   .*\n?)*|^ *style_page:.*\n", "", text)
    return text.replace("site_name: Briefkit", "site_name: A large site")


def write_large_site(
    folder: Path, records: int, seed: int = 1, *, claims: int | None = None, plain: bool = False
) -> Path:
    """Writes a site of so many records, a fifth of them claims if not told otherwise, and returns its folder.

    A plain one has neither events nor briefings.
    """
    made = Writer(records, claims, seed, plain=plain).make()
    files = {f"briefings/{path}": text for path, text in made.items()}
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    for name, text in {"mkdocs.yml": configuration(), **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit("usage: python tests/large_site.py FOLDER RECORDS [CLAIMS | plain]")
    last = sys.argv[3] if sys.argv[3:] else None
    number = int(last) if last and last != "plain" else None
    write_large_site(Path(sys.argv[1]), int(sys.argv[2]), claims=number, plain=last == "plain")
