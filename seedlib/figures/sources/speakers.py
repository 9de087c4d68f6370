"""Who is named as a source: by a verb, before it, by a report, at the head of a line."""

from seedlib.arabic import bare
from seedlib.figures.sources.attribution import (
    CLITICS,
    Attribution,
    feminine_verb,
    is_report,
    reporting_verbs,
    source_heads,
    words_of,
)
from seedlib.figures.sources.name_words import is_described, is_title, no_source
from seedlib.figures.sources.names import apposition, is_bare_name, name_end, named_before
from seedlib.figures.sources.reports import TOLL, is_head, issuer_at
from seedlib.figures.sources.told import Told
from seedlib.language.number_atoms import begins_number
from seedlib.language.phrases import BULLETS, OPENING, QUOTES, boundaries, phrase_end, trim
from seedlib.language.place_words import is_place, place_noun
from seedlib.lexicon import word_class
from seedlib.memo import remembered

_WAS = frozenset({"كان", "كانت", "وكان", "وكانت"})
_AS_FOR = frozenset({"اما", "واما"})
DONE = frozenset({"قد", "وقد", "فقد"})
_OPENS_CLAUSE = _WAS | {"ان", "بان", "وان", "فان", "لكن", "ولكن"}
_THIS = frozenset("هذا هذه ذات نفس نص احدث اخر".split())  # "قدّر هذا الموقع", "ذات المصدر", "نص البيان"
_COUNTRIES = frozenset({"البلاد", "المملكه", "الدوله", "الجمهوريه", "السلطنه", "القطاع"})
_SAID = frozenset("قال اضاف اوضح صرح ذكر افاد اعلن".split())  # verbs that have no على behind them
_LATEST = frozenset({"احدث", "اخر"})  # "أفادت آخر إحصائية للمفوضية"
_ASIDE = 9  # words between commas behind a name: "مصادر كذا، من بينها مجلس كذا، أعلنت"
_ITEM = 6  # tokens from the colon of an item to its end
COUNTED = frozenset({"سجل", "سجلت"})  # of an area that had them: "سجلت محافظة كذا 93 قتيلاً"
_STATISTICS = frozenset("احصاء احصائيه احصاءات احصائيات استطلاع".split())
_CAME_OUT = frozenset({"صدر", "صدرت", "وصدر", "وصدرت"})


class Speakers(Told):
    """Reads who is named at a place of one document."""

    def _lead(self, first: int, last: int, title: bool) -> Attribution | None:
        """A headline that opens with its source and a colon, "وكالة: ..."; a line in the text with one that is known by
        its first word.
        """
        bar = next((i for i in range(first, min(first + 3, last)) if self.keys[i] == "|"), first - 1)
        start = bar + 1  # "عاجل | وزير الصحة: ..."
        start += not title and self.keys[start] in BULLETS
        if self.keys[first] in BULLETS and self.keys[first + 2 : first + 3] == [":"]:
            return None  # a fact of a list: "- الموقع: كذا", "- المستشفى: كذا"
        head = start + (start < last - 1 and self.keys[start] in OPENING)
        fields = words_of("field")
        word = self.keys[head] if head < last else ""
        of_place = "ال" + word in fields and is_place(self.keys, head + 1)  # "صحة غزة: ..."
        known = of_place or is_head(word) or word in fields
        for i in range(start + 1, min(start + 8, last)) if title or known else ():
            if self.keys[i] == ":":
                if is_place(self.keys, start) or not (known or self._may_speak(start, i)):
                    return None  # a dateline, or what it is about
                if not title and last - i < _ITEM and any(map(begins_number, self.keys[i + 1 : i + 2])):
                    return None  # an item of a list: "حزب كذا: 51 مقعداً"
                return self._named(start, start, i, behind=False)
            if self.keys[i] in boundaries() and not (known and self.keys[i] == "في"):
                return None
            if not (self.keys[i][0].isalpha() or self.keys[i] in QUOTES):
                return None
        return None

    def _may_speak(self, first: int, last: int) -> bool:
        """Whether words before a colon can be a source that no list has: no subject, "زلزال كذا:", and no kind of item,
        "بالفيديو:"; what happened somewhere names the place.
        """
        keys = self.keys
        topic = bare(keys[first]) in word_class("incident") or keys[first] in word_class("item_kind")
        return not topic and not any(is_place(keys, k) for k in range(first + 1, last))

    def _agent(self, i: int, first: int) -> Attribution | None:
        """Who did what the sentence says when the participle at ``i`` goes on with his words: "ودعا الوزير إلى كذا،
        مشيراً إلى".
        """
        lead = next((k + 1 for k in range(first, min(first + 4, i)) if self.keys[k] == "،"), first)  # "في المقابل، دعا"
        start = next((k for k in range(lead, min(lead + 2, i)) if is_head(self.keys[k])), None)
        return None if start is None else self._named(first, start, name_end(self.tokens, start, i), behind=False)

    def _subject_before(self, i: int, first: int) -> Attribution | None:
        """The subject before its verb, with or without كان and a phrase between: "وكان المرصد قد ذكر أن", "الوزارة في
        نشرتها الأخيرة، قالت إن", "وكالة كذا “وفا”، أفادت".
        """
        keys = self.keys
        start = next((k + 1 for k in range(i - 1, first - 1, -1) if keys[k] in _OPENS_CLAUSE), first)
        start += keys[start] in _AS_FOR  # "أما روسيا، فقد اعترفت"
        quoted = start + (keys[start] in OPENING)  # "وكانت "منظمة كذا" أكدت"
        head = keys[quoted] if keys[quoted] in source_heads() else keys[quoted].removeprefix("و")
        led = start > first and keys[start - 1] in _WAS | _AS_FOR
        if not feminine_verb(keys[i]) and head.endswith(("ه", "ات")):
            return None  # the verb agrees with its subject
        end = name_end(self.tokens, start, i)
        if end + 2 < i and keys[end] == "(" and keys[end + 2] == ")":
            end += 3  # "مكتب كذا (أوتشا) قد وثق"
        if end < i and keys[end] == "في" and is_place(keys, end + 1):
            end = phrase_end(self.tokens, end + 1, i, longest=4)
        gap = [word for word in keys[end:i] if word[0].isalpha() and word not in DONE]
        named = keys[end] == keys[i - 1] == "،"  # "الوزير، فلان الفلاني، أفاد", "أن فلاناً، قائد كذا، قال"
        post = bool(gap) and gap[0].startswith("ال") and is_title(gap[0])  # "لكن فلاناً الحاكم الإقليمي قال"
        if len(gap) > (_ASIDE if named else 4) or (gap and not (named or post or gap[0] in boundaries())):
            return None
        if is_report(keys[start]) and (report := self._report(start, i)):
            return report  # "وكان تقرير للهيئة أفاد"
        bare_name = not (head.startswith("ال") or head in source_heads())
        if bare_name and not (is_bare_name(keys, start, end) and (led or named or post or end == i)):
            return None
        return self._named(i, start, end, behind=False) if start < end else None

    def _is_ali(self, verb: int, i: int) -> bool:
        """Whether what has the key of على is the name of a man: "قال علي فلان", but not "قال علي هامش المؤتمر"."""
        name = self.keys[i] == "علي" and bare(self.keys[verb]) in _SAID and self.tokens.surface(i, i)[-1] == "ي"
        following = self.keys[i + 1 : i + 2]
        return name and following != ["هامش"] and not any(map(is_report, following))

    def _led(self, i: int, first: int) -> bool:
        """Whether كان stands before the verb at ``i``, so that its subject does too: "وكان المصدر أعلن"."""
        near = self.keys[max(first, i - _ASIDE) : i]
        return not _WAS.isdisjoint(near) and self.keys[i][1:] not in reporting_verbs()

    def _report(self, i: int, last: int) -> Attribution | None:
        """Whose the report at token ``i`` is."""
        j = issuer_at(self.keys, i, last)
        return None if j is None else self._after_cue(j - 1, j, last, behind=False)

    def _out_of(self, i: int, first: int) -> Attribution | None:
        """From whom the report at ``i`` came out: "صدر عن مديرية كذا بيان"."""
        if "عن" not in self.keys[first:i]:
            return None
        out = next((k for k in range(i - 2, first, -1) if self.keys[k] == "عن" and self.keys[k - 1] in _CAME_OUT), None)
        said = self._after_cue(out, out + 1, i, behind=False) if out is not None else None
        return said if said and i - said.at <= 3 else None

    def _issuer(self, i: int, first: int) -> Attribution | None:
        """Who issued the report at ``i``: "أصدرت مديرية كذا، اليوم، إحصائية", "قدمت شبكة كذا تقريراً"."""
        if said := self._out_of(i, first):
            return said
        verb = next((k for k in range(i - 2, first - 1, -1) if self.keys[k] in words_of("issue")), None)
        definite = self.keys[i].startswith(("ال", "وال"))
        return self._after_cue(verb, verb + 1, i, behind=False) if verb is not None and not definite else None

    def _stated(self, i: int) -> Attribution | None:
        """Whose the report at ``i`` is that was spoken of before: "وجاء في البيان أن", "وفي التقرير أن"."""
        keys = self.keys
        if not i or not keys[i].startswith("ال"):
            return None
        begins = i == 1 or not keys[i - 2][0].isalpha()
        opens = begins and keys[i - 1] in {"في", "وفي"} and keys[i + 1 : i + 2] in (["ان"], ["،"])
        stated = opens or (keys[i - 1] == "في" and keys[i - 2] in words_of("stated"))
        return self._named(i - 1, i, i + 1, behind=False) if stated else None

    def _past_addressee(self, start: int, last: int) -> int:
        """The speaker behind whom he spoke to: "قال لوكالة كذا مسؤول أمني"; ``start`` where nobody stands between."""
        if start >= last or self.keys[start] not in word_class("addressee"):
            return start
        near = (k for k in range(start + 1, min(start + 6, last)) if _speaks(self.keys[k]))
        return next(near, start)

    def _after_cue(self, cue: int, start: int, last: int, behind: bool) -> Attribution | None:
        """The source that stands at token ``start``, after a cue; of a report it is whose report it is."""
        start = self._past_addressee(start, last)
        if start + 1 < last and bare(self.keys[start]) in _THIS and self.keys[start + 1].startswith("ال"):
            start += 1
            if is_report(self.keys[start]) and (latest := self.issuer_of_last(cue)):
                return Attribution(start, latest.name, behind, latest.chain)  # "وأضافت نفس الحصيلة أن"
        start += start + 1 < last and self.keys[start] in _LATEST and is_report(self.keys[start + 1])
        if start < last and is_report(self.keys[start]) and (report := self._report(start, last)):
            return report._replace(behind=behind)
        end = name_end(self.tokens, start, last)
        if end == start + 1 < last and not self.keys[start].startswith("ال") and begins_number(self.keys[end]):
            return None  # what was announced: "أكد تسلم 33 جثة"
        role = self._named(cue, start, end, behind)
        name = apposition(self.tokens, start, end, last)
        if role and name:
            named = self._named(cue, *name, behind)
            return named._replace(chain=(role.name, named.name)) if named else role
        return role

    def _named(self, cue: int, start: int, end: int, behind: bool) -> Attribution | None:
        """The source whose name stands from token ``start`` to ``end``, after a cue; None for what can be no name."""
        while start < end and self.keys[start] in CLITICS:
            start += 1
        text = trim(self.tokens, start, end) if end > start else None
        word = self.keys[start] if start < end else ""
        told = cue + 1 == start and self.keys[cue] not in reporting_verbs()
        if (
            text is None
            or not (word[0].isalpha() or any(map(str.isalpha, text)))
            or (
                no_source(word)
                and not self._is_ali(cue, start)
                and not (told and word in word_class("addressee") and _vouches(self.keys[cue]))
            )
            or (start > cue and "ً" in self.tokens.surface(start, start))  # an object: "سجل معدلاً"
            or (word.endswith(("ها", "هم")) and self.keys[cue] in reporting_verbs())
            or (told and end == start + 1 and _his(self.tokens.surface(start, start)))
            or (bare(self.keys[cue]) in COUNTED and (is_place(self.keys, start) or _area(word)))
            or (start + 1 < end and self.keys[start + 1] in words_of("causing"))  # "وفق الجهة المسببة"
        ):
            return None
        if word.startswith("لل"):
            text = "ال" + text[2:]
        elif word.startswith("وال") and not is_title(word) and is_head(word[1:]):
            text = text[1:]  # "والمنظمة الدولية، ذكرت"
        elif told and word.startswith("ل") and len(word) > 4 and not word.startswith("لج"):
            text = text[1:]
        name = self.full_name(text, start)
        if name == text and (whole := named_before(self.tokens, start, end)):
            name = self.full_name(whole, start)
        return Attribution(end - 1, name, behind, (name,), start)


@remembered
def _area(word: str) -> bool:
    """Whether a word is a country or part of it that was named before: "سجلت البلاد 76 إصابة"."""
    return word in _COUNTRIES or place_noun(bare(word)) in {"area", "settlement", "zone"}


@remembered
def _speaks(word: str) -> bool:
    """Whether a word is a person with a title or a source that is described, one or two: "مسؤولان"."""
    return any(is_title(form) or is_described(form) for form in (word, word.removesuffix("ان")))


@remembered
def _his(word: str) -> bool:
    """Whether a word says what he has who spoke before: "وفقاً لمصادره"."""
    return word.endswith(("ها", "هم", "ه")) and not word.startswith(("ال", "لل"))


@remembered
def _vouches(word: str) -> bool:
    """Whether the agency behind ل is whose word it is: "وفقاً لوكالة كذا", "حصيلة لوكالة كذا", but "بيان لوكالة كذا"."""
    return word in words_of("according") or bare(word) in TOLL or bare(word) in _STATISTICS
