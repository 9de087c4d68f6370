"""According to whom: who reports a figure, from the verbs and phrases of attribution, innermost last."""

from bisect import bisect_left

from seedlib.arabic import bare
from seedlib.attribution import (
    BETWEEN,
    CLITICS,
    Attribution,
    agreeing,
    cue_of,
    feminine,
    is_report,
    no_subject,
    relative_verbs,
    reporting_verbs,
    source_heads,
    time_phrase,
    words_of,
)
from seedlib.nouns import noun
from seedlib.number_atoms import begins_number
from seedlib.outcome_cues import cues
from seedlib.phrases import CLOSING, OPENING, QUOTES, boundaries, phrase_end, trim, word_class
from seedlib.place_words import bodies, is_place
from seedlib.source_names import HIS_WORDS, apposition, name_end, named_before, no_source
from seedlib.source_reports import is_head, issuer_at, teller_at
from seedlib.tokens import DIGITS, Tokens
from seedlib.told import Told

_SKIPPED = frozenset("احدث اخر ما عنه عنها به بها عن في ل الي من له لها ورد وردت جاء جاءت لما".split())
_WAS = frozenset({"كان", "كانت", "وكان", "وكانت"})
_OPENS_CLAUSE = _WAS | {"ان", "بان", "وان", "لكن", "ولكن"}
# Behind these no verb that reports: a noun ("عدم كشف", "بعد نقل كذا"), what was not said, what others expected.
_NO_VERB = frozenset(
    "عدم دون بسبب نتيجه جراء عقب اثناء خلال تم وتم تمت وتمت يتم ويتم سيتم جري وجري يجري ويجري جرت من في علي عن الي مع "
    "بعد قبل لدي ضد لم ولم لا ولا لن ولن مما عما".split()
)
_THIS = frozenset("هذا هذه ذات نفس نص احدث اخر".split())  # "قدّر هذا الموقع", "ذات المصدر", "نص البيان"
_WHEREIN = frozenset({"فيه", "فيها", "خلاله", "خلالها"})
_COUNTED = frozenset({"سجل", "سجلت"})  # of an area that had them: "سجلت محافظة كذا 93 قتيلاً"
_FOLLOWED = frozenset({"تابع", "تابعت"})  # went on to say, or followed what happened
_THAT = frozenset({"ان", "بان", ":"})
_COMMAS = frozenset({"،", ","})
_SAYS = _THAT | OPENING
_OPENED, _CLOSED = OPENING | {"("}, CLOSING | {")"}
_SORTED = ("وزع", "وزيع", "صنف", "صنيف", "مرتب", "ترتيب")
_BASES = frozenset({"قاعده", "قواعد"})  # "قواعد بيانات الوزارة"
_RELAYS = frozenset({"نقل", "نقلت", "علمت", "اورد", "اوردت"})
_QUOTING = frozenset({"نقلا", "ونقلا"})


class Sources(Told):
    """Reads the attributions that the sentences of one document name."""

    def __init__(self, tokens: Tokens, titles: int = 0) -> None:
        super().__init__(tokens, titles)
        self._cues = tokens.where("attribution")

    def _cue(self, i: int) -> str | None:
        """The kind of the cue at a token; None for a name in quotes or brackets ("كذا (آفاد)") and for بين between two
        things, which is a verb, "clarified", where a mark says so or أن follows.
        """
        keys, kind = self.keys, cue_of(self.keys[i])
        if 0 < i < len(keys) - 1 and keys[i - 1] in _OPENED and keys[i + 1] in _CLOSED:
            return None
        if kind == "report" and keys[i - 1] in _BASES:
            return None
        if kind != "between":
            return kind
        that = keys[i + 1 : i + 2] == ["ان"] and i + 2 < len(keys) and keys[i + 2][0] != "ي"  # "بين أن يبقى"
        return "verb" if that or "ّ" in self.tokens.surface(i, i) else None

    def sentence(self, first: int, last: int, title: bool) -> list[Attribution]:
        """The attributions between tokens ``first`` and ``last``, in order."""
        found = []
        if title and (lead := self._lead(first, last)):
            found.append(lead)
        after = first
        if self.keys[first] in BETWEEN and _THAT.intersection(self.keys[first + 2 : min(last, first + 9)]):
            said = self._verb(first, first, last, None)
            found += [said] if said else []
            after = said.at + 1 if said else first
        for i in self._cues[bisect_left(self._cues, first) : bisect_left(self._cues, last)]:
            if i < after:
                continue
            kind, hit = self._cue(i), None
            if kind == "according":
                hit = self._according(i, last, behind=i > first + 1)
                if hit and found and self.keys[i] in _QUOTING and 0 <= i - found[-1].at - 1 <= 1:
                    hit = hit._replace(chain=(*found[-1].chain, hit.name), behind=False)  # "أعلنت كذا، نقلاً عن كذا"
            elif kind == "verb":
                if found and self._published_in(i, first):
                    continue  # "قالت القيادة في بيان نشرته الوكالة": published there, said by the one before
                hit = self._verb(i, first, last, found[-1] if found else None)
                if hit and self._as_said(i, first, hit, last):
                    hit = hit._replace(behind=True)
            elif kind == "report" and not (found and i + 1 < last and self.keys[i + 1] in relative_verbs()):
                hit = self._report(i, last) or self._issuer(i, first)
            elif kind == "participle" and not found:
                hit = self._agent(i, first)
            if hit:
                found.append(hit)
                after = hit.at + 1
        return found

    def _agent(self, i: int, first: int) -> Attribution | None:
        """Who did what the sentence says when the participle at ``i`` goes on with his words: "ودعا الوزير إلى كذا،
        مشيراً إلى".
        """
        start = next((k for k in range(first, min(first + 2, i)) if is_head(self.keys[k])), None)
        return None if start is None else self._named(first, start, name_end(self.tokens, start, i), behind=False)

    def _as_said(self, i: int, first: int, said: Attribution, last: int) -> bool:
        """Whether a clause with the verb at ``i`` only says who said what stands before it: "، كما أفادت الوكالة.",
        "على ما ذكر مصدر".
        """
        before = self.keys[i - 1]
        as_said = before == "كما" or (before == "ما" and self.keys[i - 2] == "علي")
        if not as_said or i < first + 2 or said.first < i:
            return False
        end = next((k for k in range(said.at + 1, last) if self.keys[k] in {"،", "."}), last)
        return end < said.at + 5 and _SAYS.isdisjoint(self.keys[said.at + 1 : end])

    def _published_in(self, i: int, first: int) -> bool:
        """Whether a verb says where a report stood: "في بيان نشرته الوكالة", "وأوردته الوكالة"."""
        report = any(is_report(self.keys[k]) for k in (i - 1, i - 2) if k > first)
        return self.keys[i] in relative_verbs() and (report or self.keys[i][0] == "و")

    def _lead(self, first: int, last: int) -> Attribution | None:
        """A headline that opens with its source and a colon: "وكالة: ..."."""
        bar = next((i for i in range(first, min(first + 3, last)) if self.keys[i] == "|"), first - 1)
        start = bar + 1  # "عاجل | وزير الصحة: ..."
        for i in range(start + 1, min(start + 6, last)):
            if self.keys[i] == ":":
                if is_place(self.keys, start):
                    return None  # a dateline
                return self._named(start, start, i, behind=False)
            if self.keys[i] in boundaries() or not (self.keys[i][0].isalpha() or self.keys[i] in QUOTES):
                return None
        return None

    def _verb(self, i: int, first: int, last: int, previous: Attribution | None) -> Attribution | None:
        """قال X إن; نقلت X عن Y; a verb without subject goes on with the source before it."""
        start = i + 1
        before = self.keys[i - 1] if i > first else ""
        vehicle = noun(before) if before and bare(self.keys[i]) == "نقل" else None  # "سيارة نقل"
        if before in bodies() or before in _NO_VERB or (vehicle and vehicle.category == "vehicle_or_weapon"):
            return None  # "مركز رصد كذا", "تم رصد كذا", "في نشرتها"
        named = self.keys[previous.at : i] if previous and first <= previous.first <= previous.at < i else [":"]
        if "رصد" in self.keys[i] and _THAT.isdisjoint(named):
            return None  # "مركز المصالحة ورصد تحركات اللاجئين"
        if bare(self.keys[i]) in _FOLLOWED and _SAYS.isdisjoint(self.keys[start : min(last, start + 14)]):
            return None  # "تابع المحافظ تطورات الحادث"
        if start < last and self.keys[start] in _WHEREIN:
            return self._issuer(i - 1, first) or previous or self.latest(first)  # "أصدرت الوزارة بياناً قالت فيه إن"
        if (at := teller_at(self.keys, i, first)) is not None:
            return self._issuer(at, first) or self._named(i, at, i, behind=False)
        while start < last and (said := time_phrase(self.keys, start)) > start:
            start = said  # "أفادت الجمعة الماضية بمقتل"
        if relayed := self._relayed(i, start, first, last):
            return relayed
        spoken = start + (start + 1 < last and self.keys[start] in OPENING)  # "وأضاف "لدى كذا ...""
        told = start < last and (self.keys[spoken] in cues() or self.keys[spoken] in word_class("event"))
        if start < last and (told or no_subject(self.keys[i], self.keys[spoken])):
            if subject := self._subject_before(i, first):
                return subject
            also = i > first and self.keys[i - 1] == "كما"
            goes_on = also or self.keys[i] in words_of("continues") or (told and self.keys[i][0] == "و")
            # "أصدرت الشبكة تقريرها، وخلصت إلى أن": who acts in the sentence, if the verb agrees
            agent = self._agent(i, first) if goes_on and not previous and i > first + 2 else None
            agent = agent if agent and feminine(agent.name) == self.keys[i].endswith("ت") else None
            speaker = (previous or agent or self.latest(first)) if goes_on else None
            chain = agreeing(self.keys[i], speaker.chain) if speaker else ()
            return Attribution(i, chain[-1], False, chain) if chain else None
        return self._after_cue(i, start, last, behind=False)

    def _relayed(self, i: int, start: int, first: int, last: int) -> Attribution | None:
        """Who told the one that speaks: نقلت X عن Y; أفادت X عن Y قوله; علمت X من Y."""
        keys, verb = self.keys, bare(self.keys[i])
        near = keys[start : min(last, start + 14)]
        via = "من" if verb == "علمت" else "عن"
        if via not in near:
            return None
        j = start + near.index(via)
        his = verb in _RELAYS or not HIS_WORDS.isdisjoint(keys[j : min(last, j + 14)])
        if not his or not _THAT.isdisjoint(keys[start:j]):
            return None
        said = start == j or keys[start] in words_of("hour")
        end = min(j, name_end(self.tokens, start, j))
        outer = self._subject_before(i, first) if said else self._named(i, start, end, behind=False)
        inner = self._after_cue(i, j + 1, last, behind=False)
        chain = (outer.name,) if outer else ()
        return inner._replace(chain=(*chain, inner.name)) if inner else None

    def _subject_before(self, i: int, first: int) -> Attribution | None:
        """The subject before its verb, with or without كان and a phrase between: "وكان المرصد قد ذكر أن", "الوزارة في
        نشرتها الأخيرة، قالت إن", "وكالة كذا “وفا”، أفادت".
        """
        keys = self.keys
        start = next((k + 1 for k in range(i - 1, first - 1, -1) if keys[k] in _OPENS_CLAUSE), first)
        head = keys[start] if keys[start] in source_heads() else keys[start].removeprefix("و")
        if start > first and keys[start - 1] not in _WAS and head not in source_heads():
            return None
        if not (head.startswith("ال") or head in source_heads()) or head in cues() or head in word_class("adverb"):
            return None
        if not keys[i].endswith("ت") and head.endswith(("ه", "ات")):
            return None  # the verb agrees with its subject
        end = name_end(self.tokens, start, i)
        if end + 2 < i and keys[end] == "(" and keys[end + 2] == ")":
            end += 3  # "مكتب كذا (أوتشا) قد وثق"
        if end < i and keys[end] == "في" and is_place(keys, end + 1):
            end = phrase_end(self.tokens, end + 1, i, longest=4)
        gap = [word for word in keys[end:i] if word[0].isalpha() and word not in {"قد", "وقد"}]
        named = keys[end] == keys[i - 1] == "،"  # "الوزير، فلان الفلاني، أفاد"
        if len(gap) > 4 or (gap and not (named or gap[0] in boundaries())):
            return None
        return self._named(i, start, end, behind=False) if start < end else None

    def _report(self, i: int, last: int) -> Attribution | None:
        """Whose the report at token ``i`` is."""
        j = issuer_at(self.keys, i, last)
        return None if j is None else self._after_cue(j - 1, j, last, behind=False)

    def _issuer(self, i: int, first: int) -> Attribution | None:
        """Who issued the report at ``i``: "أصدرت مديرية كذا، اليوم، إحصائية", "قدمت شبكة كذا تقريراً"."""
        verb = next((k for k in range(i - 2, first - 1, -1) if self.keys[k] in words_of("issue")), None)
        definite = self.keys[i].startswith(("ال", "وال"))
        return self._after_cue(verb, verb + 1, i, behind=False) if verb is not None and not definite else None

    def _according(self, cue: int, last: int, behind: bool) -> Attribution | None:
        """بحسب X, وفقاً لـ X, حسبما أعلن X, بحسب ما قاله X, بحسب بيان صادر عن X."""
        if any(stem in word for word in self.keys[max(0, cue - 2) : cue] for stem in _SORTED):
            return None  # "تتوزع حسب كذا"
        start = cue + 1
        while start < last and (
            self.keys[start] in _COMMAS or _skipped(self.keys[start]) or self.keys[start] in reporting_verbs()
        ):
            start += 1
            while start < last and (said := time_phrase(self.keys, start)) > start:
                start = said  # "حسب ما أوردته اليوم الأربعاء حصيلة"
        if start < last and is_report(self.keys[start]):
            if report := self._report(start, last):
                return report._replace(behind=behind)
            if self.keys[start].startswith("ال") and (latest := self.latest(cue)):
                return Attribution(start, latest.name, behind, latest.chain)
        return self._after_cue(cue, start, last, behind)

    def _after_cue(self, cue: int, start: int, last: int, behind: bool) -> Attribution | None:
        """The source that stands at token ``start``, after a cue; of a report it is whose report it is."""
        start += start + 1 < last and bare(self.keys[start]) in _THIS and self.keys[start + 1].startswith("ال")
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
        while start < end and self.keys[start] in CLITICS:
            start += 1
        text = trim(self.tokens, start, end) if end > start else None
        word = self.keys[start] if start < end else ""
        if (
            text is None
            or not (word[0].isalpha() or any(map(str.isalpha, text)))
            or no_source(word)
            or ("ً" in text and "ً" in self.tokens.surface(start, start))  # no subject, an object: "سجل معدلاً"
            or (word in OPENING and any(key[0] in DIGITS for key in self.keys[start:end]))  # a clause in quotes
            or (word.endswith(("ها", "هم")) and self.keys[cue] in reporting_verbs())
            or (bare(self.keys[cue]) in _COUNTED and is_place(self.keys, start))
            or (start + 1 < end and self.keys[start + 1] in words_of("causing"))  # "وفق الجهة المسببة"
        ):
            return None
        if word.startswith("لل"):
            text = "ال" + text[2:]
        elif word.startswith("ل") and cue + 1 == start and len(word) > 4 and not word.startswith("لج"):
            text = text[1:]
        name = self.full_name(text, start)
        if name == text and end == start + 1 and (whole := named_before(self.tokens, start)):
            name = self.full_name(whole, start)
        return Attribution(end - 1, name, behind, (name,), start)


def _skipped(word: str) -> bool:
    return word in _SKIPPED or (len(word) > 3 and word.removeprefix("ل") in _SKIPPED)  # "وفقاً لآخر حصيلة"
