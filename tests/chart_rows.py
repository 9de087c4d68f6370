"""Tables of any size for the charts: every qualifier, nulls, long names, several publishers, sources and places."""

import datetime as dt
from random import Random

import pandas as pd
from figure_rows import figures, said

PLACES = {
    "حلب": "SY-HL",
    "حمص": "SY-HI",
    "إدلب": "SY-ID",
    "درعا": "SY-DR",
    "دير الزور": "SY-DY",
    "اللاذقية": "SY-LA",
    "طرطوس": "SY-TA",
    "الرقة": "SY-RA",
    "الحسكة": "SY-HA",
    "حماة": "SY-HM",
    "ريف دمشق": "SY-RD",
    "البادية": None,
}
SOURCES = [
    "المرصد السوري لحقوق الإنسان",
    "وكالة الأناضول",
    "مصادر محلية",
    "الأمم المتحدة",
    "الدفاع المدني",
    "وزارة الداخلية",
    "المكتب الإعلامي لمجلس المحافظة في المنطقة الشرقية",
    None,
]
PUBLISHERS = ["وكالة أولى", "صحيفة ثانية", "إذاعة ثالثة", None, "موقع رابع"]
NOUNS = {"civilian": "مدنياً", "combatant": "مقاتلاً", "child": "طفلاً", "woman": "امرأة", None: "شخصاً"}
HEDGES = {
    "about": "نحو",
    "more_than": "أكثر من",
    "at_least": "ما لا يقل عن",
    "at_most": "لا يزيد عن",
    "less_than": "أقل من",
}
OUTCOMES = ["killed", "killed", "killed", "injured", "displaced", "detained", None]
NUMBERS = [1, 2, 3, 5, 7, 12, 15, 18, 25, 30, 60, 100, 120, 208, 450, 1500, 12000]
WORDS = ["عشرات", "مئات", "آلاف"]


def mixed(n: int) -> pd.DataFrame:
    """Figures of many kinds, the same ones for the same `n`."""
    chance, rows = Random(1), []
    for i in range(n):
        value, place, whom = float(chance.choice(NUMBERS)), chance.choice(list(PLACES)), chance.choice(list(NOUNS))
        qualifier = chance.choice(["exact", "exact", "exact", "vague", "range", *HEDGES])
        day, length = dt.date(2018, 10, 1) + dt.timedelta(chance.randrange(60)), chance.choice([0, 0, 1, 7, 30])
        more = {
            "doc_id": f"d{i % 9}",
            "section": chance.choice(["title", "body", "body"]),
            "counted": NOUNS[whom],
            "counted_class": whom,
            "outcome": chance.choice(OUTCOMES),
            "place": place,
            "place_code": PLACES[place],
            "source": chance.choice(SOURCES),
            "publisher": chance.choice(PUBLISHERS),
            "published": str(day + dt.timedelta(length + 1)),
            "time_start": day if chance.random() < 0.8 else None,
            "time_end": day + dt.timedelta(length) if chance.random() < 0.8 else None,
            "qualifier_text": HEDGES.get(qualifier),
        }
        if qualifier == "vague":
            rows.append(said(None, qualifier, number_text=chance.choice(WORDS), **more))
        elif qualifier == "range":
            rows.append(said(None, qualifier, number_text="15-25", **more) | {"low": 15.0, "high": 25.0})
        else:
            rows.append(said(value, qualifier, **more))
    return figures(*rows)


def divided(n: int) -> pd.DataFrame:
    """A total and its `n` parts, every fifth of them "about"; 25 are left."""
    chance, parts = Random(2), []
    for i in range(n):
        place, round_ = list(PLACES)[i % len(PLACES)], i // len(PLACES)
        about = {"qualifier_text": "نحو"} if i % 5 == 2 else {}
        parts.append(
            said(
                float(chance.randrange(1, 90)),
                "about" if about else "exact",
                origin=f"ناحية {round_} في {place}" if round_ else place,
                origin_en=None if round_ else f"Place {i}",
                origin_type="governorate",
                origin_code=[PLACES[place]] if PLACES[place] else None,
                part_of="f0",
                relation="subset",
                **about,
            )
        )
    if not parts:
        return figures()
    return figures(said(sum(part["value"] for part in parts) + 25, counted="عناصر", source=SOURCES[0]), *parts)


def repeated(n: int) -> pd.DataFrame:
    """Claims of the same things, three of each, of several sources: some agree, some do not."""
    rows = []
    for i in range(n):
        event = i // 3
        place, day = list(PLACES)[event % 11], dt.date(2018, 10, 1) + dt.timedelta(3 * event)
        value = float([5, 12, 30, 60, 100, 208][event % 6]) + (4 if event % 2 and not i % 3 else 0)
        qualifier = ["exact", "about", "at_least"][i % 3] if event % 4 == 3 else "exact"
        whom = list(NOUNS)[event % 5]
        rows.append(
            said(
                value,
                qualifier,
                doc_id=f"d{i}",
                section="title" if i % 7 == 0 else "body",
                counted=NOUNS[whom],
                counted_class=whom,
                outcome=["killed", "injured"][event % 2],
                place=place,
                place_code=PLACES[place],
                source=SOURCES[(i + event) % len(SOURCES)],
                publisher=PUBLISHERS[i % len(PUBLISHERS)],
                published=str(day + dt.timedelta(i % 3)),
                time_start=day,
                time_end=day,
                qualifier_text=HEDGES.get(qualifier),
            )
        )
    return figures(*rows)
