"""Figures in their sentences: the seed as a golden table, and one short text a rule."""

import csv
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedlib.documents import load_documents
from seedlib.figures import explain, extract_figures
from seedlib.schema import dtypes

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests/data/seed_figures.tsv"


def read(text: str, published: str | None = None) -> pd.DataFrame:
    """The figures of one text that is all body."""
    row = {"doc_id": "d", "raw": text, "sections": [(0, len(text), "body")], "published": published}
    return extract_figures(pd.DataFrame([row]))


def cells(figures: pd.DataFrame, column: str) -> list:
    return [None if not isinstance(v, list) and pd.isna(v) else v for v in figures[column]]


@pytest.fixture(scope="module")
def seed() -> pd.DataFrame:
    return load_documents(ROOT / "seeds")


@pytest.fixture(scope="module")
def figures(seed) -> pd.DataFrame:
    return extract_figures(seed)


def test_seed_is_the_golden_table(figures):
    start_of = dict(zip(figures["figure_id"], figures["start"], strict=True))
    golden = list(csv.DictReader(GOLDEN.read_text("utf8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(golden) == len(figures)
    for want, got in zip(golden, figures.to_dict("records"), strict=True):
        got["part_of"] = start_of.get(got["part_of"])
        for column, cell in want.items():
            value = got[column]
            shown = "" if value is None or pd.isna(value) else f"{value:g}" if isinstance(value, float) else str(value)
            assert shown == cell, (want["number_text"], want["start"], column)


def test_spans_are_the_words_of_the_text(seed, figures):
    raw = dict(zip(seed["doc_id"], seed["raw"], strict=True))
    for row in figures.itertuples():
        assert raw[row.doc_id][row.start : row.end] == row.number_text
        assert row.sentence_start <= row.start < row.end <= row.sentence_end


def test_columns_and_dtypes_are_those_of_the_schema(figures):
    assert {name: str(dtype) for name, dtype in figures.dtypes.items()} == {
        name: str(pd.Series([], dtype=dtype).dtype) for name, dtype in dtypes("figures").items()
    }
    assert list(read("لا أرقام هنا").columns) == list(figures.columns)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("مقتل 13 جريح و60 مقاتل", ["جريح", "مقاتل"]),
        ("أصيب 257 من العسكريين", ["العسكريين"]),
        ("مقتل 5 أشخاص وإصابة 3 آخرين", ["أشخاص", "آخرين"]),
        ("قُتل شخصان", ["شخصان"]),
        ("قُتل مدنيان اثنان", ["مدنيان"]),
        ("ارتفع عدد القتلى إلى 24", ["القتلى"]),
        ("بلغت حصيلة الضحايا 18", ["الضحايا"]),
        ("أفرج عن الأسرى الـ14", ["الأسرى"]),
        ("وصل 40 عنصراً من اللاذقية و30 من حمص", ["عنصراً", "عنصراً"]),
        ("ارتفعت الأسعار 12 بالمئة", ["بالمئة"]),
        ("عشرات القتلى والجرحى", ["القتلى"]),
        ("أصيب 11 بجروح خطرة", [None]),
        ("توزعت الغارات كالتالي: 3 لحلب و2 لحماة", ["الغارات", "الغارات"]),
        ("مقتل (15) جندياً", ["جندياً"]),
        ("وثقت مقتل (3) وإصابة (14) شخصاً", [None, "شخصاً"]),
        ("أعدم 9 بتهمة القتل", [None]),
        ("كان على متنه 9 يحملون جوازات مزورة", [None]),
        ("ارتفع عدد المصابين إلى 40 من المتظاهرين", ["المصابين"]),
        ("سجلت 7 حوادث في المدن والقرى وعلى طرق السفر كلها، 5 منها في حلب", ["حوادث", "حوادث"]),
        ("مقتل 30 مسلحاً: ثمانية قتلى في حلب وتسعة في درعا", ["مسلحاً", "قتلى", "قتلى"]),
        ("قتل 40 شخصاً. وأفرج عن 22 منهم", ["شخصاً", "شخصاً"]),
        ("إعدام 14 متهماً (10 حضورياً و4 غيابياً)", ["متهماً", "متهماً", "متهماً"]),
        ("حكم على 14 متهماً، 9 قيد التوقيف", ["متهماً", "متهماً"]),
        ("في البلد 40 سجناً، 9 منها سرية و31 ذات طابع رسمي", ["سجناً", "سجناً", "سجناً"]),
        ("اعتقل 30 شخصاً بحسب المحافظات:\nنابلس 22\nجنين 8", ["شخصاً", "شخصاً", "شخصاً"]),
        ("من بين الركاب 12 من غانا وتسعة من بنين", ["الركاب", "الركاب"]),
        ("ضبط 90 شخصاً، %36 منهم أجانب", ["شخصاً", "%"]),
        ("سجلت 30 إصابة منها سبع حرجة و14 مستقرة", ["إصابة", "إصابة", "إصابة"]),
        ("صوّت 3 ملايين ناخب من أصل 7 ملايين يحق لهم التصويت", ["ناخب", "ناخب"]),
        ("أنقذ 40 مهاجراً وانتشل 11 جثة، ولا يزال 24 في عداد المفقودين", ["مهاجراً", "جثة", "مهاجراً"]),
    ],
)
def test_counted(text, counted):
    assert cells(read(text), "counted") == counted


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("مقتل خمسة مدنيين وإصابة 12 آخرين", ["killed", "injured"]),
        ("قُتل وأصيب أربعة جنود", ["killed_or_injured"]),
        ("مقتل وجرح المئات", ["killed_or_injured"]),
        ("سقوط 56 قتيلاً وجريحاً", ["killed_or_injured"]),
        ("40 مدنياً بين قتيل وجريح", ["killed_or_injured"]),
        ("قالوا إن شخصين قُتلا وأصيب ثلاثة آخرون", ["killed", "injured"]),
        ("لقي سبعة عمال مصرعهم", ["killed"]),
        ("أودى الحريق بحياة ستة أشخاص", ["killed"]),
        ("تسجيل 340 إصابة بفيروس كورونا", ["infected"]),
        ("سقوط 20 إصابة في القصف", ["injured"]),
        ("نزوح 300 عائلة", ["displaced"]),
        ("قتل 3 من أصل 50 راكباً", ["killed", None]),
        ("توفي 5 من أصل 30 جريحاً", ["killed", "injured"]),
        ("اعتقلت الشرطة 23 مشتبهاً", ["detained"]),
        ("خطف مسلحون أربعة موظفين", ["abducted"]),
        ("أفرجت السلطات عن 75 معتقلاً", ["released"]),
        ("وفاة ثلاثة مصابين في المشفى", ["killed"]),
        ("سجلت الوزارة 316 حالة إصابة بالكوليرا", ["infected"]),
        ("فرّت 340 عائلة من البلدة", ["displaced"]),
        ("فقدان تسعة بحارة", ["missing"]),
        ("دمرت الغارات 38 منزلاً", ["destroyed"]),
        ("ثلاثة انفجارات هزت المدينة", [None]),
        ("لم ينج سوى أربعة ركاب", [None]),
        ("وصلت تسع جثث إلى المشفى", ["arrived"]),
        ("زار المعرض 500 شخص", [None]),
        ("تعرض 12 صحفياً للاعتقال، وتعرضت 30 تلميذة هناك للخطف", ["detained", "abducted"]),
        ("لا يزال مصير 82 آخرين مجهولاً", ["missing"]),
        ("وجود نحو 90 طالبة مدرجة في عداد المفقودين", ["missing"]),
        ("وصل 30 لاجئاً على متن ثلاثة قوارب", ["arrived", None]),
        ("أخلي سبيل 4 معتقلين", ["released"]),
        ("إخلاء 23 طفلاً من المشفى", ["displaced"]),
        ("على سبيل المثال زار المعرض 500 شخص", [None]),
        ("كان في الحافلة 52 راكباً، توفي 11 منهم", [None, "killed"]),
        ("اعتقل 25 آخرون أفرج عن 10 منهم", ["detained", "released"]),
        ("عدد الأبنية المنهارة 28 مبنى", ["destroyed"]),
        ("قتل 90 شخصاً، بينهم 12 معتقلاً و3 أسرى", ["killed", "killed", "killed"]),
        ("قالت الفرق إن 61 راكباً كانوا على السفينة، وإن بحارين لقيا حتفهما", [None, "killed"]),
    ],
)
def test_outcome(text, outcomes):
    assert cells(read(text), "outcome") == outcomes


@pytest.mark.parametrize(
    ("text", "parts", "relations"),
    [
        ("مقتل 10 مدنيين بينهم 3 أطفال وامرأتان", [None, 0, 0], [None, "subset", "subset"]),
        ("مقتل 10 مدنيين، 4 منهم نساء", [None, 0], [None, "subset"]),
        ("قتل 7 أشخاص وهم 3 رجال و4 نساء", [None, 0, 0], [None, "partition", "partition"]),
        ("إصابة 7 أشخاص (3 رجال + 4 نساء)", [None, 0, 0], [None, "partition", "partition"]),
        ("مقتل 5 مدنيين بينهم طفلان، وإصابة 9 آخرين", [None, 0, None], [None, "subset", None]),
        ("مقتل 12 جندياً إضافة إلى 3 مدنيين", [None, None], [None, "additive"]),
        ("نجاة 5 ركاب من أصل 20 راكباً", [1, None], ["subset", None]),
        ("سقوط 7 قتلى بينهم أطفال و20 جريحاً", [None, None], [None, None]),
        ("مقتل 20 شخصاً:\n- 15 رجلاً\n- 5 نساء", [None, 0, 0], [None, "partition", "partition"]),
        ("مقتل 60 مدنياً (7 في حلب)، بينهم 5 أطفال", [None, 0, 0], [None, "partition", "subset"]),
        ("قتل 9 وأصيب 30، ومن بين القتلى طفلان", [None, None, 0], [None, None, "subset"]),
        ("بينهم 12 امرأة، 4 منهن حوامل", [None, 0], [None, "subset"]),
        ("إنقاذ 80 مهاجراً بينهم 9 قصر (7 منهم بلا ذويهم) و5 نساء", [None, 0, 1, 0], [None, *["subset"] * 3]),
        ("وصول 90 مقاتلاً من 6 دول، 30 منهم قصر", [None, None, 0], [None, None, "subset"]),
        ("إصابة 50، بينهم 9 بجروح خطرة، و8 أشخاص بجروح طفيفة", [None, 0, 0], [None, "subset", "subset"]),
        ("إنقاذ 70 مجدفاً، من بينهم 4 تونسيين", [None, 0], [None, "subset"]),
        ("سجلت 34 حالة قتل بينهم 5 نساء و3 أطفال، منها 4 حالات قنص", [None, 0, 0, 0], [None, *["subset"] * 3]),
        ("ضبط (27) حالة شملت (9) أطفال", [None, 0], [None, "subset"]),
        ("حضر 350 نازحاً من أصل 400 مسجلين", [1, None], ["subset", None]),
        ('"عادت 815 تلميذة" من أصل 926', [1, None], ["subset", None]),
        ("قتل 60 شخصاً منهم 34 مدنياً بينهم 8 أطفال، و20 جندياً", [None, 0, 1, 0], [None, *["subset"] * 3]),
        ("أخمد 70 حريقاً منها منزلية وغابية", [None], [None]),
        ("قتل 8% من مجموع الطيور، ونفق 9 آلاف", [None, None], [None, None]),
        ("نزح 12 ألف شخص، ثلثهم (4 آلاف) أطفال", [None, 0], [None, "subset"]),
        ("قتل 40 شخصاً يشملون 12 طفلاً", [None, 0], [None, "subset"]),
        ("حضر 8 أعضاء، وغاب نواب الكتلة البالغ عددهم 30", [None, None], [None, None]),
        ("قتل 90 شخصاً، بينهم 12 معتقلاً و3 أسرى", [None, 0, 0], [None, "subset", "subset"]),
        ("قتل 34 مدنياً بينهم 8 أطفال، و20 جندياً", [None, 0, None], [None, "subset", None]),
        ("جمعت 90 مليون دولار، منها 30 مليون دولار للقمح", [None, 0], [None, "subset"]),
        ("سجل 90 انتهاكاً، منها 12 حالة اعتقال و8 حالات تعذيب", [None, 0, 0], [None, "subset", "subset"]),
        ("كان 181 على متنها، 175 من الركاب، وطاقم من ستة أفراد", [None, 0, 0], [None, "partition", "partition"]),
        ("من أصل 300 مهاجر كانوا على متن القارب، لم ينج سوى 28", [None, 0], [None, "subset"]),
        ('قتل 80 جندياً "بينهم أفراد من الحرس" , وأصيب 20 مدنياً', [None, None], [None, None]),
    ],
)
def test_parts(text, parts, relations):
    figures = read(text)
    ids = list(figures["figure_id"])
    assert [ids.index(p) if p else None for p in cells(figures, "part_of")] == parts
    assert cells(figures, "relation") == relations


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("نزح 300 شخص. وشملت الموجة 120 امرأة و90 طفلاً.", [None, 0, 0]),
        ("نزح 300 شخص. كما تشمل حصيلة الشتاء 120 امرأة.", [None, None]),
        ("قتل 40 وأصيب 90 شخصاً. وبين هؤلاء 60 رجلاً و30 امرأة.", [None, None, 1, 1]),
        ("أصيب 24 جريحاً. ووصلت 3 سيارات، وتوفي اثنان من الجرحى.", [None, None, 0]),
        ("وصل 24 مهاجراً. ومن بين المهاجرين 3 نساء.", [None, 0]),
        ("وصل 24 مهاجراً. ومن بين القادمين 3 نساء.", [None, 0]),
        ("وصل 24 مهاجراً. وقالت إن المهاجرين يتألفون من 14 من غانا، و10 من بنين.", [None, 0, 0]),
        ("خطفت 90 فتاة. وتمكنت 12 من الفتيات المختطفات من الفرار.", [None, 0]),
        ("اعتقل 90 شخصاً، بينهم 6 نساء. وقالت إن 20 شخصاً من المعتقلين نقلوا.", [None, 0, 0]),
        ("سجلت 90 إصابة بالكوليرا. ومن بين الحالات التي تم تأكيدها خلال الأيام الأخيرة هناك 12 حالة لأطفال.",
         [None, 0]),
        ("أخمد 70 حريقاً. ومنها 12 حريقاً في حلب.", [None, 0]),
        ("حلب: 40 قتيلاً.\nإدلب: 30 قتيلاً.\nالمجموع: 70 قتيلاً.", [2, 2, None]),
        ("قتل 6 في بغداد و5 في ديالى، ليصل المجموع إلى 11.", [2, 2, None]),
        ("استشهد 5 شبان، ثلاثة منهم في جنين واثنان في طولكرم.", [None, 0, 0]),
        ("أوقف 35 شخصاً، أطلقت 11 منهم وأحالت 24 إلى القضاء.", [None, 0, 0]),
        ("خُطف 90 طالباً، لا يزال 20 منهم محتجزين.", [None, 0]),
        ("قتل 60 شخصاً وجرح 90 مدنياً، بينهم 20 قتيلاً و40 جريحاً في حلب.", [None, None, 0, 1]),
        ("بلغ عدد القتلى في صفوف الجيش 43: 12 ضابطاً و31 جندياً.", [None, 0, 0]),
        ("ضبط (1950) شخصاً، منهم (1400) رجل.", [None, 0]),
        ("سجلت (35) حالة في حلب، منها (15) في منبج.", [None, 0]),
        ("قتل 9 وأصيب 30 عاملاً. وبين المصابين 4 أطفال.", [None, None, 1]),
        ("قتل 30 وجرح 90 شخصاً. منهم 12 شهيداً قضوا في السجن.", [None, None, 0]),
        ("أعدم 60 شخصاً. ومن بين الذين أعدموا، سجلت 5 نساء.", [None, 0]),
        ("سقط 40 قتيلاً. وسجل 21 قتيلاً بإقليم كذا و12 قتيلاً بولاية كذا و5 قتلى بمحافظة كذا، وقتيل بمحافظة "
         "كذا، وقتيل بمدينة كذا.", [None, 0, 0, 0]),
        ("نزعت الفرق 90 لغماً. وتوزعت الألغام كالتالي: 20 لغماً بحرياً، 63 ذخيرة، و7 عبوات.", [None, 0, 0, 0]),
        ("بلغت الإصابات 60 إصابة، ليصل الإجمالي إلى 900 إصابة. وتوزعت: حلب (30)، درعا (29).", [None, None, 0, 0]),
        ("سجلت 82 إصابة، توزعت على 40 في حلب، و30 في درعا منها 9 في نوى، و12 في حمص", [None, 0, 0, 2, 0]),
        ("قالوا إن القتلى كالتالي: حلب (30)، درعا (29)، حمص (3).", [None, None, None]),
        ("إصابة 240 شخصاً، وبواقع 200 مدني و40 جندياً", [None, 0, 0]),
        ("أوقف 50 شخصاً، 20 منهم مدانون. ويتوزع المدانون: 12 بتهمة كذا، و8 بتهمة كذا.", [None, 0, 1, 1]),
    ],
)  # fmt: skip
def test_parts_of_what_was_told_before(text, parts):
    figures = read(text)
    ids = list(figures["figure_id"])
    assert [ids.index(p) if p else None for p in cells(figures, "part_of")] == parts


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("قالت وزارة الصحة إن 12 شخصاً قتلوا", "وزارة الصحة"),
        ("قتل 12 شخصاً، بحسب الدفاع المدني", "الدفاع المدني"),
        ("قتل 12 شخصاً وفقاً لمصدر طبي", "مصدر طبي"),
        ("ونقلت وكالة الأنباء عن مصادر محلية أن 12 شخصاً قتلوا", "مصادر محلية"),
        ("قتل 12 شخصاً، حسبما أعلن المجلس المحلي", "المجلس المحلي"),
        ("قتل 12 شخصاً، بحسب بيان صادر عن وزارة الداخلية", "وزارة الداخلية"),
        ("قالت شبكة الشمال إن القصف مستمر. وأضافت أن 12 شخصاً قتلوا", "شبكة الشمال"),
        ("قال مصدر أمني عراقي إن العملية بدأت. وذكر المصدر أن 12 شخصاً قتلوا", "مصدر أمني عراقي"),
        ("قال المتحدث باسم الجيش، أحمد سالم، إن 12 جندياً قتلوا", "أحمد سالم"),
        ("قتل 12 شخصاً في القصف", None),
        ("وثقت الجمعية الشرقية للدفاع عن حقوق العمال توقيف 12 شخصاً", "الجمعية الشرقية للدفاع عن حقوق العمال"),
        # requests, and reports that came out
        ("طالبت منظمة الساحل بتوفير 12 مليون دولار", "منظمة الساحل"),
        ("أطلقت هيئة الإغاثة البحرية نداءً للدول المانحة لجمع 12 مليون دولار", "هيئة الإغاثة البحرية"),
        ("صدر عن غرفة عمليات الميناء بيان جاء فيه أن 12 عاملاً أصيبوا", "غرفة عمليات الميناء"),
        ("أصيب 12 شخصاً، بحسب حصيلة الحماية المدنية", "الحماية المدنية"),
        ("قتل 12 شخصاً، وفق ما جاء على لسان مسؤول محلي", "مسؤول محلي"),
        ("نشر المركز تقريره. وبحسب الأرقام الرسمية أصيب 12 شخصاً", "الأرقام الرسمية"),
        ("قالت شبكة الشمال إن القصف مستمر، ونشرت لائحة بأسماء الضحايا وعددهم 12 شخصاً", "شبكة الشمال"),
        # to whom it was said, and what goes on
        ("وذكر مصدر في شرطة سوسة في تصريح لـ وكالة كذا أن 12 شخصاً أصيبوا", "مصدر في شرطة سوسة"),
        ("قال سامر الخطيب إن الوضع صعب. وأضاف في تصريح للصحفيين أن 12 شخصاً أصيبوا", "سامر الخطيب"),
        ('قال سامر الخطيب إن الوضع صعب. وتابع قوله "هناك 12 جريحاً في البلدة"', "سامر الخطيب"),
        ('وأضاف الخطيب قائلا "كلما طالت الحرب ازداد عدد الجرحى وهم 12 شخصاً"', "الخطيب"),
        ("قتل 12 شخصاً، بحسب قوله", None),
        ("قالت وزارة الصحة إن القصف مستمر. وبلغت الحصيلة الإجمالية 12 قتيلاً", "وزارة الصحة"),
        ("وقالت هيئة الموانئ، مساء الأحد، نقلاً عن بحارة، إن 12 شخصاً غرقوا", "بحارة"),
        ("قال حاكم الشرق سامر نعيم إن الوضع صعب. وجاء في منشور للحاكم أن 12 شخصاً أصيبوا", "حاكم الشرق سامر نعيم"),
        # the subject before its verb
        ("روسيا تعلن مقتل 12 شخصاً", "روسيا"),
        ("سلطات مابوتو تتوقع أن يرتفع عدد القتلى إلى 12 شخصاً", "سلطات مابوتو"),
        ("وكانت وزارة الصحة قد أعلنت الدفع بـ 12 سيارة إسعاف", "وزارة الصحة"),
        ("وكان غلادوف، أعلن صباحاً أن 12 شخصاً قتلوا", "غلادوف"),
        ("أما فرنسا، فقد اعترفت بمقتل 12 جندياً", "فرنسا"),
        ("في وقت قالت فيه الحركة الشعبية إن 12 شخصاً قتلوا", "الحركة الشعبية"),
        ('وأكدت ذلك "شبكة أطباء الساحل" ببيان قالت فيه إن 12 طبيباً خطفوا', "شبكة أطباء الساحل"),
        ("لاحقا أعلن مقتل 12 شخصاً", None),
        # who claims an attack vouches for no toll, unless it is what he claims
        ("أعلن تنظيم النهر مسؤوليته عن الهجوم الذي أودى بحياة 12 شخصاً", None),
        ("أعلن تنظيم النهر مسؤوليته عن مقتل 12 جندياً", "تنظيم النهر"),
        # at the head of a line
        ("وزارة الصحة في تعز: وفاة 12 شخصاً", "وزارة الصحة في تعز"),
        ("استمر القصف على البلدة.\n\n- شبكة أطباء الساحل: إصابة 12 شخصاً", "شبكة أطباء الساحل"),
        ("استمر القصف على البلدة.\n\nمستشفى الشفاء: وفاة 12 شخصاً", None),
        # how far names go
        ("أفادت الوكالة الوطنية للإعلام بإصابة 12 شخصاً", "الوكالة الوطنية للإعلام"),
        ("قتل 12 شخصاً، كما أفاد مسعفون من الهلال الأحمر المحلي", "مسعفون من الهلال الأحمر المحلي"),
        ("قتل 12 شخصاً، على ما أفاد متحدث قضائي اليوم (الأربعاء).", "متحدث قضائي"),
        ("أعلنت مديرية الإطفاء أن حريقاً شب. وبحسب المصالح ذاتها أصيب 12 شخصاً", "مديرية الإطفاء"),
    ],
)
def test_source(text, source):
    assert cells(read(text), "source") == [source]


def test_what_an_opening_refers_to_stands_near():
    said = "قالت الوزارة إن القصف مستمر. "
    between = "وصل الوفد إلى المدينة. "
    goes_on = "وبذلك ترتفع الحصيلة إلى 12 قتيلاً"
    assert cells(read(said + goes_on), "source") == ["الوزارة"]
    assert cells(read(said + between * 3 + goes_on), "source") == [None]


def test_source_chain_runs_from_the_outside_in():
    figures = read("ونقلت وكالة الأنباء عن مصادر محلية أن 12 شخصاً قتلوا")
    assert cells(figures, "source_chain") == [["وكالة الأنباء", "مصادر محلية"]]


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("قتل 12 شخصاً في حلب", "حلب", "SY-HL"),
        ("قتل 12 شخصاً ببغداد", "بغداد", "IQ-BG"),
        ("قصف قرية كفر سالم بريف درعا أدى إلى مقتل 12 شخصاً", "كفر سالم", None),
        ("قتل 12 شخصاً في مدينة دير الزور شرقي سوريا", "دير الزور", "SY-DY"),
        ("قتل 12 شخصاً قرب مخيم الأمل", "مخيم الأمل", None),
        ("أصيب 12 شخصاً في شجار شمال مدينة كسلا", "كسلا", "SD-KA"),
        ("وأدى القصف إلى مقتل 12 شخصاً في كسلا", "كسلا", "SD-KA"),
        ("ضبط 12 شخصاً في كسلا قبل سفرهم إلى إيطاليا", "كسلا", "SD-KA"),
        ("قتل 12 شخصاً", None, None),
    ],
)
def test_place(text, place, code):
    figures = read(text)
    assert cells(figures, "place") == [place]
    assert cells(figures, "place_code") == [code]


def test_and_before_digits_belongs_to_no_place():
    figures = read("قتل 12 في حلب و8 في إدلب، وأصيب 30 في خربة بعيدة و 7 في درعا")
    assert cells(figures, "place") == ["حلب", "إدلب", "خربة بعيدة", "درعا"]
    assert cells(figures, "place_code") == ["SY-HL", "SY-ID", None, "SY-DR"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("قتل 5 أشخاص في طرابلس", "LY-TB"),
        ("قتل 5 أشخاص في طرابلس، بحسب الجيش اللبناني", "LB-AS"),
        ("قتل 5 أشخاص في طرابلس. وتوجه الوزير من بيروت إلى بنغازي", "LY-TB"),
        ("قالت الشرطة الأردنية إن 5 أشخاص قتلوا في عمان", "JO-AM"),
        ("أصيب 5 أشخاص في صيدا بعد قصف على ريف درعا", "SY-DR"),
        ("قتلت القوات الإسرائيلية 5 أشخاص في القدس", "PS-JEM"),
    ],
)
def test_of_places_of_one_name_that_of_the_country_that_the_text_speaks_of(text, code):
    assert cells(read(text), "place_code") == [code]


@pytest.mark.parametrize(
    ("text", "origin", "kind", "codes"),
    [
        ("وصل 12 مقاتلاً من حلب", "حلب", "governorate", ["SY-HL"]),
        ("مقتل 9 عناصر من حزب العمال", "حزب العمال", "affiliation", None),
        ("مقتل 9 أشخاص بينهم 3 أطفال", "أطفال", "sex_age", None),
        ("مقتل 9 بينهم 4 إيرانيين", "إيرانيين", "country", ["IRN"]),
        ("مقتل 9 عناصر من الفصائل التابعة لتركيا", "الفصائل التابعة لتركيا", "affiliation", None),
        ("وصل 12 مقاتلاً من بانياس وجبلة", "بانياس وجبلة", "town", ["SY-TA", "SY-LA"]),
        ("سقوط 10 جرحى في صفوف القوات الحكومية", "القوات الحكومية", "affiliation", None),
        ("نزوح 12 عائلة من منازلهم", None, None, None),
        ("أعدم 12 شخصاً، اثنان منهم شنقاً", None, None, None),
        ("أصيب 12 شخصاً، 6 منهم بالرصاص", None, None, None),
        ("مقتل 12 بينهم 6 من الجنسية السورية والبقية من لبنان", "الجنسية السورية", "country", ["SYR"]),
        ("نقلت 12 جثة، 6 منها مجهولة الهوية", None, None, None),
        ("سجلت 12 حالة، 6 منها غادرت المشفى", None, None, None),
        ("مقتل 9 شخصاً بينهم 3 أردنيين وسعودياً", "أردنيين", "country", ["JOR"]),
        ("مقتل 9 بينهم 3 من الجنسية السورية وشخص من الجنسية الهندية", "الجنسية السورية", "country", ["SYR"]),
        ("مقتل 9 أشخاص: 4 في حلب و5 في درعا", None, None, None),
    ],
)
def test_origin(text, origin, kind, codes):
    figures = read(text)
    assert cells(figures, "origin")[-1] == origin
    assert cells(figures, "origin_type")[-1] == kind
    assert cells(figures, "origin_code")[-1] == codes


@pytest.mark.parametrize(
    ("text", "perpetrator"),
    [
        ("اعتقلت فصائل المعارضة 51 شخصاً بتهم شتى على يد القضاء.", "فصائل المعارضة"),
        ("قُتل 4 مدنيين برصاص مباشر.", None),
        ("مقتل 3 مدنيين برصاص حرس الحدود", "حرس الحدود"),
        ("مقتل 3 مدنيين على يد مسلحين مجهولين", "مسلحين مجهولين"),
        ("مقتل 3 مدنيين", None),
        ("قتلت قوات النظام أكثر من 4 مدنيين", "قوات النظام"),
        ("اعتقلت الشرطة 12 طالباً", "الشرطة"),
        ("قتلت الطفلة وأصيب 3 مدنيين", None),
        ("مقتل 3 مدنيين بقذائف موجهة", None),
        ("مقتل 3 مدنيين بقصف مدفعي لقوات النظام", "قوات النظام"),
        ("مقتل 3 مدنيين بقصف لقوات النظام وانفجارات متفرقة", "قوات النظام"),
        ("مقتل 3 مدنيين في غارة للطيران الحربي", "الطيران الحربي"),
        ("مقتل 3 مدنيين في هجوم للسيطرة على بلدة", None),
        ("شن الطيران الحربي نحو 14 غارة", "الطيران الحربي"),
        ("سجلت 14 هجمة لتنظيم مسلح", "تنظيم مسلح"),
        ("وقعت 14 حادثة سير", None),
        ("شنت أوكرانيا 14 غارة على المصفاة", "أوكرانيا"),
        ("قال المرصد إن طائرات التحالف قد شنت ما لا يقل عن 14 غارة", "طائرات التحالف"),
        ("تقدم الجيش الوطني، الذي شن 14 هجوماً", "الجيش الوطني"),
        ("سجلت 14 غارة جوية شنها سلاح الجو على الريف", "سلاح الجو"),
        ("سجلت 14 غارة جوية تركية", "تركية"),
        ("سجلت 14 غارة على تركيا", None),
        ("أطلقت الفصائل 14 صاروخاً", "الفصائل"),
        ("رصدت 14 مسيرة أطلقها المتمردون", "المتمردون"),
        ("سقط 14 صاروخاً تركياً", None),
        ("مقتل 3 مدنيين في غارة تركية", "تركية"),
        ("مقتل 3 مدنيين بقصف جوي روسي على البلدة", "روسي"),
        ("مقتل 3 مدنيين في قصف على قرية أردنية", None),
        ("مقتل 3 مدنيين ببرميل ألقته مروحية تابعة للجيش", "مروحية تابعة للجيش"),
    ],
)
def test_perpetrator(text, perpetrator):
    assert cells(read(text), "perpetrator") == [perpetrator]


def test_dead_and_injured_in_brackets_are_what_the_total_was_of():
    figures = read("ارتفعت حصيلة قتلى القصف إلى 162 شخصاً (54 قتيلاً، و108 جرحى)")
    assert cells(figures, "outcome") == ["killed_or_injured", "killed", "injured"]
    assert cells(figures, "relation") == [None, "partition", "partition"]


def test_nationalities_are_nobodys_own():
    figures = read("أعلنت الشرطة توقيف 150 مهاجراً، بينهم 95 سورياً و48 أفغانياً و7 عراقيين.")
    assert cells(figures, "actor") == [None] * 4
    assert cells(figures, "origin_en") == [None, "Syrian", "Afghan", "Iraqi"]


def test_perpetrator_is_of_its_event_and_of_the_parts_of_its_figure():
    text = "قتلت قوات النظام 8 مدنيين بينهم 3 أطفال، فيما قتل 6 مدنيين برصاص مسلحين مجهولين"
    assert cells(read(text), "perpetrator") == ["قوات النظام", "قوات النظام", "مسلحين مجهولين"]


def test_who_attacked_did_what_came_of_it():
    figures = read("قتل 30 مدنياً جراء 14 غارة شنها الطيران الحربي، فيما أصيب 5 في حريق")
    assert cells(figures, "perpetrator") == ["الطيران الحربي", "الطيران الحربي", None]


def test_perpetrator_is_of_all_that_one_verb_tells_of():
    figures = read("دمرت القوات المهاجمة 3 دبابات و5 مدرعات، وأصيب 7 جنود")
    assert cells(figures, "perpetrator") == ["القوات المهاجمة", "القوات المهاجمة", None]


def test_actor_is_whose_the_counted_are():
    assert cells(read("سقط 100 قتيل للميليشيات الموالية"), "actor") == ["الميليشيات الموالية"]
    assert cells(read("تضررت 20 شبكة للمياه و3 مقار للشرطة"), "actor") == [None, "الشرطة"]


def test_furniture_is_not_read():
    text = "مقتل 5 مدنيين\nالأكثر قراءة: مقتل 30 شخصاً"
    row = {"doc_id": "d", "raw": text, "sections": [(0, 13, "body"), (14, len(text), "furniture")]}
    assert list(extract_figures(pd.DataFrame([row]))["number_text"]) == ["5"]


def test_explain_names_the_words_behind_each_column(seed, figures):
    raw = seed["raw"].iloc[0]
    figure = figures[figures["number_text"] == "60"].iloc[0]
    reasons = explain(seed, figure["figure_id"])
    assert {"value", "qualifier", "counted", "outcome", "source", "part_of", "origin"} <= set(reasons["column"])
    assert all(raw[r.start : r.end] == r.cue for r in reasons.itertuples())
    with pytest.raises(KeyError, match="no figure"):
        explain(seed, "nothing:1-2")


@settings(max_examples=150)
@given(st.text(alphabet="قتلمرحي ابسنوعشرة20٣،.:\n-()«»وفي من بينهم منهم نحو حلب آخرين", max_size=120))
def test_any_text_gives_rows_whose_spans_hold(text):
    figures = read(text)
    above = dict(zip(figures["figure_id"], cells(figures, "part_of"), strict=True))
    for row in figures.itertuples():
        assert text[row.start : row.end] == row.number_text
        chain = [row.figure_id]
        while (total := above[chain[-1]]) is not None:
            assert total not in chain, "a part of itself"
            chain.append(total)


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "5 ",
        "و5 ",
        "قتل 5 مدنيين ",
        "بينهم 5 أطفال و",
        "في حلب 5 قتلى ",
        "وقال مصدر إن 5 ",
        "- 5 من كذا\n",
        "كذا: 5\n- 6 ",
    ],
)
def test_work_grows_with_the_text_and_not_faster(unit):
    """Ten times the text, without a stop in it, is at most twelve times the work."""

    def calls(text: str) -> int:
        count = 0

        def tally(_frame, event, _arg):
            nonlocal count
            count += event in {"call", "c_call"}

        sys.setprofile(tally)
        try:
            read(text)
        finally:
            sys.setprofile(None)
        return count

    read(unit * 20)
    assert calls(unit * 4_000) <= 12 * calls(unit * 400)
