"""Words for a large site: every person, body, town and sentence is made up; the countries' outlines are real."""


def split(text: str, by: str | None = None) -> list[str]:
    """The words, or the phrases, without the ends of lines."""
    return text.split() if by is None else text.replace("\n", "").split(by)


COUNTRIES = (
    ("BY", "Belarus", 53.5, 28.0, 2.0),
    ("UA", "Ukraine", 49.0, 31.5, 3.0),
    ("SY", "Syria", 35.0, 38.5, 1.2),
    ("RU", "Russia", 57.5, 45.0, 6.0),
    ("PL", "Poland", 52.0, 19.3, 2.0),
    ("LT", "Lithuania", 55.4, 23.9, 0.8),
    ("GE", "Georgia", 42.0, 43.5, 0.6),
    ("AM", "Armenia", 40.3, 44.9, 0.5),
    ("TR", "Türkiye", 39.0, 35.2, 2.0),
    ("LB", "Lebanon", 33.9, 35.8, 0.3),
    ("IQ", "Iraq", 33.2, 43.7, 1.8),
    ("IR", "Iran", 32.6, 54.0, 4.0),
    ("EG", "Egypt", 26.8, 29.8, 2.5),
    ("SD", "Sudan", 15.5, 30.2, 3.0),
    ("ET", "Ethiopia", 9.1, 39.5, 2.5),
    ("KE", "Kenya", 0.5, 37.9, 1.8),
    ("NG", "Nigeria", 9.4, 8.1, 2.4),
    ("ML", "Mali", 17.3, -3.5, 2.2),
    ("CD", "Congo (DR)", -2.9, 23.6, 4.0),
    ("MZ", "Mozambique", -17.3, 35.5, 1.6),
    ("IN", "India", 22.9, 79.6, 5.0),
    ("MM", "Myanmar", 21.2, 96.5, 1.8),
    ("PH", "Philippines", 16.0, 121.0, 0.6),
    ("ID", "Indonesia", -0.8, 113.9, 1.6),
    ("CO", "Colombia", 4.1, -73.1, 2.2),
    ("VE", "Venezuela", 7.1, -66.2, 2.0),
    ("PE", "Peru", -9.2, -74.4, 2.2),
    ("BR", "Brazil", -10.8, -53.1, 7.0),
    ("DE", "Germany", 51.1, 10.4, 1.8),
    ("FR", "France", 46.6, 2.5, 2.0),
    ("NO", "Norway", 61.3, 9.5, 1.2),
    ("CA", "Canada", 55.0, -105.0, 6.0),
)
"""Code, name, a point inside it, and how many degrees around the point are surely inside it."""

GIVEN = split("""Ada Agnes Aleksei Alma Amadou Amina Anders Anka Anton Arvid Asta Aziza Bako Basil Beata Bela Boris Bruno
Carla Cassian Celeste Clara Dalia Damir Daria Delphine Dimitar Edda Elias Elif Emil Enzo Esra Fadil Farid Fatou Felix
Florin Gita Goran Greta Hakim Halina Hanna Hugo Ibrahim Ida Ilias Ines Irina Ivo Jamila Janek Jorge Judith Kaia Kamal
Karim Katarina Kofi Lamin Lars Leila Lena Levan Lidia Luka Magda Malik Marta Matei Mina Miriam Nadia Nils Noor Oksana
Olaf Omar Osman Paula Petra Pilar Rafael Rahel Ramona Rasmus Rita Rosa Ruben Saida Samir Sanna Selma Silas Sofia Stefan
Suna Tamar Tarek Teodor Tilda Tomas Ulla Vera Viktor Wanda Yara Yusuf Zara Zeno Zofia""")

FAMILY_STARTS = split("""Abar Bel Bor Cal Dar Dor El Fal Gal Gor Har Hol Ist Jan Kar Kel Lan Lor Mar Mel Nor Ost Pol Rad Sal
Sel Sor Tam Tar Tol Var Vel Vin Vol Zar Zel""")
FAMILY_ENDS = split(
    """adze alin ander ansky ari aro atov der dou eanu ekis eng enko ero eth ez ian idis ini man ova sen son ura"""
)

TOWN_STARTS = split("""Alder Amber Ash Bal Bar Birch Black Brod Cedar Clay Cold Dun East Elm Fen Gold Grey Hazel High Iron Kam
Lake Lime Long Marl Mill Moss North Oak Old Pine Port Quarry Red Reed Rock Rye Salt Sand Silver South Stone Sun Tarn
Thorn Upper Vale West White Wind Yar""")
TOWN_ENDS = split("""bank bridge brook burg by castle cliff dale fall field ford gate ham haven hill holm ica island kirk lin
march mere mouth ness ovo point pool rade reach ridge stead stow strand tal ton vik wade wick wold""")

BODIES = split("""Council Port-Authority Chamber-of-Trade Teachers'-Union Dockworkers'-League Water-Board Rail-Company
Farmers'-Front Observers'-Mission Medical-Association Civic-Forum Energy-Works Courier Election-Office Border-Guard
Veterans'-Circle Press-Club Housing-Trust Students'-Movement Relief-Committee""")

OFFICES = split(
    """mayor|deputy mayor|harbour master|spokesperson|chief engineer|minister of transport|party leader|judge
|union secretary|envoy|chief of staff|head of the water board|director of the railway|police chief|member of parliament
|election officer|army commander|governor|head nurse|editor""",
    "|",
)

THINGS = split(
    """bridge|harbour|railway line|water main|power station|grain store|ceasefire|border crossing|election roll
|school roof|hospital wing|ferry|dam|airfield|pipeline|housing plan|fishing quota|aid convoy|trade deal|broadcast mast
|customs post|rail tunnel|vaccine programme|budget|prisoner exchange""",
    "|",
)

_STATES = {
    "factual": """was shut without notice|has cracks that were known for years|cost twice what was announced
|was paid for from abroad|was damaged by shelling|was inspected by nobody|is run by the army|has been sold in secret
|serves fewer than half of those it was meant for|was working again within a week""",
    "intent": """will be handed to a foreign company|will be closed before the winter|will be guarded by soldiers
|is to be rebuilt without a tender|will be opened to the other side|is to be taken from the council""",
    "forecast": """will fail within a year|will not be ready in time|will cost the governor the vote
|will bring back half of those who left|will be overtaken by events before the spring""",
    "interpretation": """matters more to the capital than to the town|is a sign that the two sides are tired
|has become a bargaining chip|shows who gives the orders|is a pretext""",
}
STATES = {kind: split(words, "|") for kind, words in _STATES.items()}
"""What is said of a thing, for each kind of claim."""

EVENT_KINDS = split("""talks election protest strike inspection closure explosion delivery vote hearing ceasefire exercise
evacuation flood summit trial""")

PUBLISHERS = split("""Courier Evening-Post Herald Independent Ledger Messenger Monitor Observer Radio-One Telegraph Tribune
Voice""")

QUALIFICATIONS = (
    "Only if the money is there.",
    "Said of the old part, not of the new one.",
    "“Not now”, and no date given.",
    "As a personal view.",
    "By hearsay; no document is named.",
    "On condition that the other side does the same.",
)

TAILS = split(
    """and nobody was told|and we have the papers to show it|as everybody in {town} knows|whatever the ministry says
|and it will not be the last time|and that is all there is to say|as we wrote in {number} letters|since the flood
|and {number} people saw it|which the council has denied for years|and I was there|at least in part
|for the second time in {number} months|without a single vote""",
    "|",
)

FILLERS = split(
    """About {number} people live within sight of it, and most of them have stopped asking when it will be settled.
|The road from {town} was empty on {day}, and the shops along it had their shutters down.
|Rain had fallen since the morning, and the meeting was moved to the school.
|Officials in {town} gave no figures, and those who did asked not to be named.
|A year ago the same hall had been full for quite another reason.
|The {thing} is older than most of the houses around it and has been mended {number} times.
|Two of the papers that were shown to us carry no date.
|On {day} a delegation arrived from {town} and left again before noon.
|Nobody could say who had signed the order, and the office that keeps it was closed.
|Prices in the market at {town} have gone up by {number} per cent since the autumn.
|The court at {town} has set no date for a hearing.
|What happens next depends on a vote that has been put off {number} times already.
|Teachers, drivers and nurses had come, some of them from villages an hour away.
|The ministry answered a list of {number} questions with one sentence.
|A map on the wall showed the {thing} as it had been planned, with two lanes and a park beside it.
|In {town} the same story is told with other names.
|The photographs were taken on {day}, from the far bank, and show little but smoke.
|Some {number} lorries were waiting at the crossing when we passed it.
|The radio reported it first, without a name and without a place.
|Even the minutes of the meeting, {number} pages long, leave out who was in the room.
|By {day} the water had gone back, and the damage could be seen.
|The company that holds the contract has its seat in {town} and no telephone.""",
    "|",
)

CYRILLIC = dict(zip("abcdefghijklmnoprstuvwyzöä", "абцдефгхийклмнопрстувшызёя", strict=True))
ARABIC = dict(zip("abcdefghijklmnoprstuvwyz", "ابصدعفجهيژكلمنوةرستوثشيز", strict=True))

ABROAD = {
    "ru": (
        "Переправа у {town} закрыта",
        (
            "У переправы стояли {number} грузовиков.",
            "В собрании участвовали {number} человек.",
            "Дорогу чинили {number} раз, и никто не знает, кто за это платит.",
            "Министерство ответило на {number} вопросов одной фразой.",
            "Цены на рынке выросли на {number} рублей.",
            "На карте был показан мост, каким его задумали: {number} метров длиной.",
        ),
    ),
    "ar": (
        "إغلاق المعبر عند {town}",
        (
            "وصلت {number} شاحنة إلى المعبر.",
            "حضر الاجتماع {number} شخصا من القرى المجاورة.",
            "أصلح الطريق {number} مرات ولا أحد يعرف من دفع الثمن.",
            "أجابت الوزارة عن {number} سؤالا بجملة واحدة.",
            "كان طول الجسر على الخريطة {number} مترا.",
            "قال سائق إنه انتظر {number} ساعة ثم عاد.",
        ),
    ),
}
"""Headline and sentences in other languages."""
