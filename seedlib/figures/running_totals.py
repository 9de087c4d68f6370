"""Running totals: figures that add up a period or a series, not of the event spoken of last."""

from seedlib.figures import times
from seedlib.figures.days import WEEKDAYS
from seedlib.figures.mentions import Mention
from seedlib.language.tokens import Tokens

# Words of a running total, which is no figure of the event spoken of last.
_RUNNING = frozenset("تعداد اجمالي الاجماليه وبذلك".split())
# Whole wars, and verbs behind which they are who did it: "وأودت الحرب بحياة 20 ألفاً".
_WARS = frozenset("الحرب النزاع الصراع التمرد تمرد الجائحه".split())
_COST = frozenset("اوقعت اوقع ادت ادي اسفرت اسفر تسببت تسبب خلفت خلف اودت اودي حصدت حصد شردت".split())
# Units of periods as long as one event can last: "خلال الأيام الأربعة من كذا".
_SOME_DAYS = frozenset("اسبوعين الاسبوعين يومين اليومين يوم ايام الايام ليله الليل الفجر فجر الصباح صباح مساء".split())


def is_running_total(tokens: Tokens, mention: Mention) -> bool:
    """Whether a figure adds up a period or a series, so that the place of a single event is not its own."""
    near = tokens.keys[max(mention.first, mention.at - 8) : mention.end + 2]
    if not _RUNNING.isdisjoint(near) or (not _WARS.isdisjoint(near) and any(map(_costs, near, near[1:]))):
        return True
    first, last = mention.cues.get("time_text", (mention.at, mention.at))
    period = tokens.keys[first:last]
    opens = bool(period) and period[0].removeprefix("و") in times.YEARS | {"منذ", "خلال", "طوال"}
    year = len(period) == 1 and period[0].isdecimal()
    one = not _SOME_DAYS.isdisjoint(period) or not WEEKDAYS.keys().isdisjoint(period[2:])  # "منذ بدء الهجوم الأحد"
    return (opens or year) and not one


def _costs(verb: str, subject: str) -> bool:
    return subject in _WARS and verb.removeprefix("و") in _COST
