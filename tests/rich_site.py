"""A site with a record for everything that machines are told, and with much that they are not.

Most of it has no evidence: it is short, and does not check.
"""

from collections.abc import Mapping

HIDDEN = ("zqnote", "zqdraft", "zqhidden", "zqallow", "zqbefore", "zqgone", "2031-01-01")
"""Words that stand in the content and on no page."""

RICH: Mapping[str, str] = {
    "mkdocs.yml": "site_name: Bridges\ntheme: {name: mkdocs}\nplugins: [search, briefkit]\n",
    "briefings/actors.yml": """\
council:
  name: City council
  kind: government
  country: BY
  note: zqnote
  review_by: 2031-01-01
  aliases: [{name: Minsk, metonym: true}, {name: zqhidden, hidden: true}, {name: Gorsovet, language: be-Latn}]
  relations:
    - {type: employs, actor: calder}
    - {type: part-of, actor: union}
union:
  name: Union of cities
  kind: organization
  tlp: TLP:GREEN
  identifiers: {wikidata: Q1, other: "7"}
  relations:
    - {type: has-part, actor: council}
    - {type: has-member, actor: calder}
    - {type: founded-by, actor: calder}
    - {type: funded-by, actor: council}
  corrections: [{date: 2024-03-20, kind: correction, text: It was misspelt.}]
calder:
  name: Ines Calder
  kind: person
  country: BY
  summary: "Engineer of [[actor/council]], known to [[actor/secret]]."
  facts:
    - {property: office, value: City engineer, note: zqnote}
    - {property: office, value: Clerk, to: 2020}
  relations:
    - {type: employed-by, actor: council, tlp: TLP:AMBER}
    - {type: member-of, actor: union}
    - {type: member-of, actor: secret}
    - {type: leads, actor: union}
    - {type: employed-by, actor: union, to: 2020}
secret: {name: zqdraft, kind: person, draft: true}
""",
    "briefings/places.yml": """\
belarus: {name: Belarus, kind: country, country: BY}
oblast: {name: Oblast, kind: region, part_of: belarus}
town: {name: Town, kind: city, part_of: oblast, country: BY, coordinates: {latitude: 53.9, longitude: 27.5, precision_m: 500}}
river: {name: River, kind: water}
bridge: {name: Bridge, kind: site, part_of: town, allow: [{rule: paragraph-unsourced, reason: zqallow}]}
""",
    "briefings/bridge/events.yml": """\
works: {name: Works, date: 2024-01/2024-05~, places: [town]}
closing:
  name: Closing
  date: 2024-03-10/2024-03-12
  places: [bridge, town]
  part_of: works
  participants:
    - {actor: council, role: Organizer}
    - {actor: union, role: mediator}
    - {actor: calder, role: target}
    - {actor: secret}
reopening: {name: Reopening, status: planned}
feast: {name: Feast, status: cancelled, date: 2024-21}
""",
    "briefings/bridge/claims.yml": """\
unsafe:
  claim: The bridge is unsafe.
  kind: factual
  about: [actor/council, place/bridge, actor/secret]
  as_of: 2024-03-12
  source: report
  tlp: TLP:GREEN
  alternatives: [safe]
  positions:
    - actor: [calder, secret]
      stance: support
      date: 2024-03
      evidence:
        - {via: direct, quote: "The bridge is unsafe,", before: "zqbefore"}
        - {via: document, quote: "The bridge is unsafe,", document: survey, note: zqnote}
        - {source: earlier, quote: "It is unsafe"}
    - {actor: council, stance: deny}
  assessment:
    {verdict: refuted, author: desk, date: 2024-03-14, rationale: "As [[actor/calder]] found.", likelihood: unlikely}
  corrections:
    - {date: 2024-03-15, kind: correction, field: claim, was: It fell., now: It is unsafe., text: "See [[actor/calder|her]]."}
    - {date: 2024-03-16, kind: update, text: News alone.}
safe: {claim: The bridge is safe., kind: forecast, positions: [{unnamed: some, stance: support}]}
gone:
  claim: zqgone.
  kind: factual
  positions: [{actor: calder, stance: support}]
  corrections: [{date: 2024-03-17, kind: withdrawal, text: Nobody said so.}]
drafted: {claim: zqdraft., kind: factual, draft: true, positions: [{actor: calder, stance: deny}]}
""",
    "briefings/bridge/sources/report.md": """\
---
headline: Bridge unsafe
publisher: The paper
authors: [Ines Calder, Ann Other, The paper]
origin: union
published: 2024-03-12
retrieved: 2024-03-13
url: https://paper.example/a?b=1&c=2
archived_url: https://kept.example/a
language: en
text: full
links: [{quote: of the council, to: actor/council}]
---

“The bridge is unsafe,” said Ines Calder of the council. Nothing rests on zqtext.
""",
    "briefings/bridge/sources/earlier.md": """\
---
{headline: Unsafe already, publisher: Wire, published: 2024-02, text: full}
---

It is unsafe, it says.
""",
    "briefings/bridge/sources.yml": """\
survey: {headline: Survey, publisher: City council, text: none, published: unknown}
""",
    "briefings/bridge/briefing.md": """\
---
title: The bridge
summary: It stays shut.
published: 2024-03-13
updated: 2024-03-18
authors: [the city desk, Ann Other]
about: [claim/unsafe]
tlp: TLP:AMBER
---

Calder says [[claim/unsafe|it cannot carry a lorry]], and [[actor/secret]] nothing.
""",
}
