"""Places, demonyms and groups by name. Expected codes are those of ISO 3166, checked by hand."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlib.figures.origin_names import codes_of, label_en
from seedlib.language import gazetteer
from seedlib.language.gazetteer import by_code, demonym, group, match_group, match_place, place
from seedlib.language.peoples import nisba, phrase_key
from seedlib.lexicon import make_gazetteer, rows
from seedlib.schema import categories

COUNTRIES = [
    *[("سوريا", "SYR"), ("سورية", "SYR"), ("إيران", "IRN"), ("ايران", "IRN"), ("السعودية", "SAU"), ("أمريكا", "USA")],
    *[("أميركا", "USA"), ("الولايات المتحدة", "USA"), ("بريطانيا", "GBR"), ("الإمارات", "ARE"), ("فلسطين", "PSE")],
    *[("المملكة العربية السعودية", "SAU"), ("العراق", "IRQ"), ("عراق", "IRQ"), ("كوت ديفوار", "CIV"), ("قطر", "QAT")],
    *[("جنوب السودان", "SSD"), ("السودان", "SDN"), ("كوريا الشمالية", "PRK"), ("عُمان", "OMN"), ("سلطنة عمان", "OMN")],
    *[
        ("أفريقيا الوسطى", "CAF"),
        ("الكونغو الديمقراطية", "COD"),
        ("النيجر", "NER"),
        ("نيجيريا", "NGA"),
        ("مالي", "MLI"),
    ],
]
SUBDIVISIONS = [
    *[("حلب", "SY-HL"), ("إدلب", "SY-ID"), ("ادلب", "SY-ID"), ("ريف دمشق", "SY-RD"), ("دمشق", "SY-DI")],
    *[("دير الزور", "SY-DY"), ("ديرالزور", "SY-DY"), ("درعا", "SY-DR"), ("حمص", "SY-HI"), ("حماة", "SY-HM")],
    *[("السويداء", "SY-SU"), ("سويداء", "SY-SU"), ("الأنبار", "IQ-AN"), ("نينوى", "IQ-NI"), ("صلاح الدين", "IQ-SD")],
    *[("أربيل", "IQ-AR"), ("إقليم كردستان", "IQ-KR"), ("الحديدة", "YE-HU"), ("تعز", "YE-TA"), ("حضرموت", "YE-HD")],
    *[("شمال دارفور", "SD-DN"), ("الخرطوم", "SD-KH"), ("خان يونس", "PS-KYS"), ("غزة", "PS-GZA"), ("رفح", "PS-RFH")],
    *[("جنوب لبنان", "LB-JA"), ("البقاع", "LB-BI"), ("مصراتة", "LY-MI"), ("طرابلس", "LY-TB"), ("شمال سيناء", "EG-SIN")],
    *[("الجيزة", "EG-GZ"), ("طهران", "IR-23"), ("خوزستان", "IR-06"), ("أصفهان", "IR-10"), ("قم", "IR-25")],
    *[("غازي عنتاب", "TR-27"), ("هاتاي", "TR-31"), ("إسطنبول", "TR-34"), ("كابل", "AF-KAB"), ("كابول", "AF-KAB")],
    *[("ننغرهار", "AF-NAN"), ("خيبر بختونخوا", "PK-KP"), ("البنجاب", "PK-PB"), ("مقديشو", "SO-BN"), ("عدن", "YE-AD")],
]
TOWNS = [
    *[("منبج", "SY-HL"), ("عين العرب", "SY-HL"), ("معرة النعمان", "SY-ID"), ("البوكمال", "SY-DY"), ("تدمر", "SY-HI")],
    *[("الموصل", "IQ-NI"), ("الفلوجة", "IQ-AN"), ("المكلا", "YE-HD"), ("جباليا", "PS-NGZ"), ("صيدا", "LB-JA")],
    *[("الفاشر", "SD-DN"), ("ود مدني", "SD-GZ"), ("العريش", "EG-SIN"), ("جلال آباد", "AF-NAN"), ("كراتشي", "PK-SD")],
]
# A demonym in one inflection or another, and its country; () is a people without a country.
DEMONYMS = {
    "IRN": "إيراني إيرانية إيرانيون إيرانيين إيرانيان إيرانيتان إيرانيتين إيرانيات الإيرانية الإيرانيون ايرانيا",
    "IRQ": "عراقي عراقية عراقيون عراقيين عراقيات العراقيين",
    "SYR": "سوري سورية سوريون سوريين سوريات السوريين سوريان",
    "LBN": "لبناني لبنانيون لبنانيين اللبنانية",
    "PAK": "باكستاني باكستانيون باكستانيين باكستانيات",
    "AFG": "أفغاني أفغان الأفغان أفغانيين أفغانية أفغانا",
    "TUR": "تركي أتراك الأتراك تركية أتراكا",
    "RUS": "روسي روس الروس روسية شيشان شيشاني الشيشانيين داغستاني",
    "IND": "هندي هنود الهنود هندية",
    "PSE": "فلسطيني فلسطينيون الفلسطينيين فلسطينيات غزيين غزاوي",
    "ISR": "إسرائيلي إسرائيليين الإسرائيليون",
    "EGY": "مصري مصريون مصريين مصريات",
    "YEM": "يمني يمنيين اليمنيون",
    "SAU": "سعودي سعوديين السعودية",
    "ARE": "إماراتي إماراتيون",
    "USA": "أمريكي أميركي أمريكيين أميركيون الأمريكان",
    "GBR": "بريطاني إنجليزي إنكليز",
    "FRA": "فرنسي فرنسيين",
    "DEU": "ألماني ألمان",
    "UKR": "أوكراني أوكرانيين أوكران",
    "SDN": "سوداني سودانيين سودانيات",
    "LBY": "ليبي ليبيين",
    "TUN": "تونسي توانسة",
    "DZA": "جزائري جزائريين",
    "MAR": "مغربي مغاربة المغاربة",
    "MRT": "موريتاني",
    "SOM": "صومالي صوماليين",
    "ETH": "إثيوبي أثيوبيين أحباش",
    "ERI": "إريتري",
    "JOR": "أردني أردنيين",
    "KWT": "كويتي",
    "QAT": "قطري قطريين",
    "BHR": "بحريني",
    "OMN": "عماني",
    "CHN": "صيني إيغور الأويغور تركستاني",
    "UZB": "أوزبكي أوزبك أوزبكستاني",
    "TJK": "طاجيكي طاجيك",
    "KGZ": "قرغيزي",
    "BGD": "بنغلاديشي بنغالي",
    "NPL": "نيبالي",
    "PHL": "فلبيني فلبينيات",
    "IDN": "إندونيسي",
    "AUT": "نمساوي",
    "BIH": "بوسني بوشناق",
    "MLI": "مالي ماليين",
    "NER": "نيجري",
    "NGA": "نيجيري",
    "TCD": "تشادي تشاديين",
    "SWE": "سويدي",
    "HUN": "مجري هنغاري",
    "": "كردي أكراد الأكراد كردية عربي عرب تركمان التركمان أمازيغ بلوش أفارقة أوروبيين",
}
FIRST_LEVEL = {
    "SYR": 14,
    "IRQ": 19,
    "YEM": 22,
    "LBN": 8,
    "LBY": 22,
    "SDN": 18,
    "PSE": 16,
    "EGY": 27,
    "JOR": 12,
    "SAU": 13,
    "ARE": 7,
    "KWT": 6,
    "QAT": 8,
    "BHR": 4,
    "OMN": 11,
    "DZA": 58,
    "MAR": 12,
    "TUN": 24,
    "MRT": 15,
    "SOM": 18,
    "DJI": 6,
    "COM": 3,
    "IRN": 31,
    "TUR": 81,
    "AFG": 34,
    "PAK": 7,
}


@pytest.mark.parametrize(("name", "code"), COUNTRIES + SUBDIVISIONS + TOWNS)
def test_place(name: str, code: str) -> None:
    found = place(phrase_key(name))
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(("code", "form"), [(code, form) for code, forms in DEMONYMS.items() for form in forms.split()])
def test_demonym(code: str, form: str) -> None:
    assert demonym(phrase_key(form)) == ((code,) if code else ())


@pytest.mark.parametrize(("form", "code"), [("جنوب سودانيين", "SSD"), ("جنوب أفريقي", "ZAF"), ("كوريين جنوبيين", None)])
def test_demonym_of_two_words(form: str, code: str | None) -> None:
    """Endings go on the second word alone."""
    assert demonym(phrase_key(form)) == ((code,) if code else None)


def test_demonyms_are_many() -> None:
    assert sum(len(forms.split()) for forms in DEMONYMS.values()) >= 105


@pytest.mark.parametrize("word", ["كتاب", "مقاتل", "حلب", "يوم", "في", "قتيل", "عام", "شهيد", "مدني", "عنصر"])
def test_no_demonym(word: str) -> None:
    assert demonym(word) is None


@pytest.mark.parametrize(
    ("name", "adjective"),
    [("تركيا", "تركي"), ("ليبيا", "ليبي"), ("الصومال", "صومالي"), ("كندا", "كندي"), ("جيبوتي", "جيبوتي")],
)
def test_nisba(name: str, adjective: str) -> None:
    assert nisba(name) == adjective


@pytest.mark.parametrize(("country", "count"), FIRST_LEVEL.items())
def test_subdivisions_of(country: str, count: int) -> None:
    """Every first-level subdivision has its code, English label and a position near its country's others."""
    found = [p for row in rows("subdivision_facts") if (p := by_code(row["code"])) and p.country == country]
    assert len(found) == count
    alpha2 = {row["iso3"]: row["iso2"] for row in rows("countries")}[country]
    assert all(p.code and p.code.startswith(alpha2) and p.name and p.name_en for p in found)
    latitudes, longitudes = [p.lat for p in found if p.lat], [p.lon for p in found if p.lon]
    assert len(latitudes) == len(longitudes) == count
    assert max(latitudes) - min(latitudes) < 20
    assert max(longitudes) - min(longitudes) < 22


def test_subdivisions_can_be_found_by_name() -> None:
    """Each is reachable by its name or by its class word and name, though another may be likelier."""
    reachable = {p.code for places in gazetteer._places().values() for p in places}
    assert {row["code"] for row in rows("subdivision_facts")} <= reachable


def test_pcodes_are_unique() -> None:
    counts = Counter(row["pcode"] for row in rows("subdivision_facts") if row["pcode"])
    assert set(counts.values()) == {1}
    assert by_code("SY-ID").pcode == "SY07"  # type: ignore[union-attr]
    assert by_code("LB-AK").pcode is None  # type: ignore[union-attr]


def test_codes_in_the_lists_exist() -> None:
    countries = {row["iso3"] for row in rows("countries")}
    known = {row["code"] for row in rows("subdivision_facts")}
    assert len(countries - {"XKX"}) == 249
    assert {row["iso3"] for row in rows("country_aliases")} <= countries
    assert {row["iso3"] for row in rows("demonyms")} <= countries | {""}
    assert {row["country"] for row in rows("towns")} <= countries | {""}
    ours = {code[:2] for code in known}
    assert {row["code"] for row in rows("towns") if row["code"][:2] in ours} <= known
    assert {row["code"] for row in rows("subdivision_aliases")} <= known


def test_homonyms_are_names() -> None:
    """A row that warns of a name no list has warns of nothing."""
    cues = {phrase_key(row["name"]) for row in rows("place_homonyms") if row["use"] == "cue"}
    assert cues <= set(gazetteer._places())


def test_groups_fit_the_schema() -> None:
    for row in rows("groups"):
        assert row["type"] in categories("origin_type")
        assert row["counted_class"] in {*categories("counted_class"), ""}


@pytest.mark.parametrize("name", ["الباب", "الراعي", "الثورة", "صور", "مالي", "القصير", "إب", "سورية", "العين"])
def test_needs_a_cue(name: str) -> None:
    found = place(phrase_key(name))
    assert found is None or found.common_noun


@pytest.mark.parametrize("name", ["حمص", "حماة", "درعا", "غزة", "حلب", "سوريا", "منبج"])
def test_needs_no_cue(name: str) -> None:
    assert not place(phrase_key(name)).common_noun  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["الشمال", "الشرقية", "الجزيرة", "الداخلية", "معسكر", "العاصمة", "قبلي", "الوادي"])
def test_never_bare(name: str) -> None:
    assert place(phrase_key(name)) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [("محافظة الشمال", "LB-AS"), ("ولاية الجزيرة", "SD-GZ"), ("محافظة الشرقية", "EG-SHR"), ("ولاية تونس", "TN-11")],
)
def test_behind_its_class_word(name: str, code: str) -> None:
    assert place(phrase_key(name)).code == code  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "country", "code"),
    [
        ("طرابلس", "LBN", "LB-AS"),
        ("أريحا", "SYR", "SY-ID"),
        ("أريحا", None, "PS-JRH"),
        ("الجوف", "SAU", "SA-12"),
        ("الجوف", None, "YE-JA"),
        ("عمان", "JOR", "JO-AM"),
        ("القنيطرة", "MAR", "MA-04"),
        ("المنصورة", None, "EG-DK"),
        ("المنصورة", "YEM", "YE-AD"),
    ],
)
def test_places_of_one_name(name: str, country: str | None, code: str) -> None:
    assert place(phrase_key(name), country).code == code  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "i", "code", "end"),
    [
        ("في دير الزور شرقي سوريا", 1, "SY-DY", 3),
        ("ريف دمشق", 0, "SY-RD", 2),
        ("ريف حلب", 1, "SY-HL", 2),
        ("من جنوب السودان", 1, "SSD", 3),
        ("خان شيخون", 0, "SY-ID", 2),
        ("شمال غربي سوريا", 0, "SYR", 3),
    ],
)
def test_longest_name(words: str, i: int, code: str, end: int) -> None:
    found = match_place(phrase_key(words).split(), i)
    assert found is not None
    assert (found[0].code, found[1]) == (code, end)


def test_no_place() -> None:
    assert match_place(["في", "يوم"], 1) is None
    assert match_group(["في", "يوم"], 1) is None


@pytest.mark.parametrize(
    ("name", "kind", "counted_class", "label"),
    [
        ("أطفال", "sex_age", "child", "children"),
        ("الطفلتين", "sex_age", "child", "children"),
        ("نساء", "sex_age", "woman", "women"),
        ("امرأة", "sex_age", "woman", "women"),
        ("المدنيين", "status", "civilian", "civilians"),
        ("مسلحون", "status", "combatant", "combatants"),
        ("مسعفين", "status", "medic", "medics"),
        ("صحفيين", "status", "journalist", "journalists"),
        ("لاجئون", "status", "refugee", "refugees"),
        ("قسد", "affiliation", "combatant", "Syrian Democratic Forces (SDF)"),
        ("الحوثيين", "affiliation", "combatant", "Houthis"),
        ("الحرس الثوري الإيراني", "affiliation", "combatant", "Islamic Revolutionary Guard Corps"),
        ("الأكراد", "affiliation", None, "Kurdish"),
    ],
)
def test_group(name: str, kind: str, counted_class: str | None, label: str) -> None:
    found = group(phrase_key(name))
    assert found is not None
    assert (found.type, found.counted_class, found.name_en) == (kind, counted_class, label)


@pytest.mark.parametrize(
    ("phrase", "codes", "label"),
    [
        (
            "إيرانيون وباكستانيون وعراقيون ولبنانيون",
            ["IRN", "PAK", "IRQ", "LBN"],
            "Iranian, Pakistani, Iraqi, Lebanese",
        ),
        ("حلب وإدلب", ["SY-HL", "SY-ID"], "Aleppo, Idlib"),
        ("ريف حلب", ["SY-HL"], "rural Aleppo"),
        ("ريف إدلب الجنوبي", ["SY-ID"], "southern rural Idlib"),
        ("جنوب غربي الحسكة", ["SY-HA"], "south-western Hasakah"),
        ("جنوبي إدلب وشمال حماة", ["SY-ID", "SY-HM"], "southern Idlib, northern Hama"),
        ("محافظة درعا", ["SY-DR"], "Daraa"),
        ("للرقة", ["SY-RA"], "Raqqa"),
        ("بريف دمشق", ["SY-RD"], "Rural Damascus"),
        ("مدينة الباب", ["SY-HL"], "Al-Bab"),
        ("الباب", ["SY-HL"], "Al-Bab"),
        ("أطفال ونساء", [], "children, women"),
        ("الأكراد", [], "Kurdish"),
        ("مقاتلين أفغان", ["AFG"], "combatants, Afghan"),
        ("عناصر المصالحات", [], None),
        ("الشرطة الروسية", ["RUS"], "police, Russian"),
        ("", [], None),
    ],
)
def test_phrase(phrase: str, codes: list[str], label: str | None) -> None:
    assert codes_of(phrase) == codes
    assert label_en(phrase) == label


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإةى ًٌّـ-،.", max_size=40))
def test_never_fails(text: str) -> None:
    known = {row["iso3"] for row in rows("countries")} | {row["code"] for row in rows("towns")}
    known |= {row["code"] for row in rows("subdivision_facts")}
    assert set(codes_of(text)) <= known
    assert label_en(text) != ""


@pytest.mark.skipif(not make_gazetteer.CLDR.exists(), reason="unicode-cldr-core is not installed")
def test_made_anew_the_files_are_the_same() -> None:
    folder = make_gazetteer.CLDR.parent
    made = {"countries": make_gazetteer.countries(), "subdivisions": make_gazetteer.subdivisions()}
    for name, lines in made.items():
        if lines[0]["source"] != rows(name)[0]["source"]:
            pytest.skip(f"another version of CLDR in {folder} or Babel")
        written = make_gazetteer.Path(make_gazetteer.__file__).with_name(f"{name}.csv").read_text("utf8")
        assert make_gazetteer.to_csv(lines) == written
