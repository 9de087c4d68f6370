"""According to whom: who reports a figure, from the verbs and phrases of attribution, innermost last."""

from bisect import bisect_left

from seedlib.arabic import bare
from seedlib.figures.sources.attribution import (
    BETWEEN,
    HIS_WORDS,
    Attribution,
    agreeing,
    begins_time,
    cue_of,
    feminine,
    feminine_verb,
    is_report,
    no_subject,
    relative_verbs,
    reporting_verbs,
    time_phrase,
    words_of,
)
from seedlib.figures.sources.names import name_end
from seedlib.figures.sources.reports import came_out_of, is_head, is_toll, may_lead, teller_at
from seedlib.figures.sources.speakers import COUNTED, DONE, Speakers
from seedlib.language.nouns import noun
from seedlib.language.outcome_cues import cues
from seedlib.language.phrases import CLOSING, OPENING
from seedlib.language.place_words import bodies
from seedlib.language.tokens import Tokens
from seedlib.lexicon import word_class

_SKIPPED = frozenset("احدث اخر ما عنه عنها به بها عن في ل الي من له لها ورد وردت جاء جاءت لما علم لدي".split())
# Behind these no verb that reports: a noun ("عدم كشف", "بعد نقل كذا"), what was not said, what others expected.
_NO_VERB = frozenset(
    "عدم دون بسبب نتيجه جراء عقب اثناء خلال تم وتم تمت وتمت يتم ويتم سيتم جري وجري يجري ويجري جرت من في علي عن الي مع "
    "بعد قبل لدي ضد لم ولم لا ولا لن ولن مما عما رفض رفضت رفضوا".split()
)
_WHEREIN = frozenset({"فيه", "فيها", "خلاله", "خلالها"})
_FOLLOWED = frozenset({"تابع", "تابعت"})  # went on to say, or followed what happened
_CARRIED = frozenset({"نقل", "نقلت", "نقلوا", "ينقل"})  # took somebody somewhere, or on whose word: "نقلت عن"
_WHICH = frozenset({"هو", "وهو", "هي", "وهي", "وذلك"})
_CLAIMED = frozenset({"مسؤوليته", "مسؤوليتها", "مسؤوليتهم", "المسؤوليه", "مسؤوليه"})
_NAMED, _TITLED = 9, 18  # tokens that a speaker takes up, and one with a title and where he said it
_THAT = frozenset({"ان", "بان", ":"})
_CLAUSES = _THAT | {"انه", "بانه", "انها", "بانها"}  # "أوضحت أنه بحسب كذا توفي 5": who speaks in the clause
_SAYS = _THAT | OPENING
_QUOTED = _THAT | HIS_WORDS | {"عن"}
_OPENED, _CLOSED = OPENING | {"("}, CLOSING | {")"}
_SORTED = ("وزع", "وزيع", "صنف", "صنيف", "مرتب", "ترتيب")
_BASES = frozenset({"قاعده", "قواعد"})  # "قواعد بيانات الوزارة"
_OFFICIAL = ("الرسمي", "الحكومي", "الامني", "الطبي")
_LISTS = frozenset({"سجلات", "قوائم", "قائمه", "لائحه", "لوائح"})
_ITS = frozenset({"له", "لها", "لهم", "عنه", "عنها", "عنهم"})
_RELAYS = frozenset({"نقل", "نقلت", "علمت", "اورد", "اوردت"})
_COUNT = frozenset({"حصيله", "احصاء", "احصائيه", "تعداد"})
_QUOTING = frozenset({"نقلا", "ونقلا"})


class Sources(Speakers):
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
        if keys[i] in _QUOTING and keys[i + 1 : i + 2] != ["عن"]:
            return None  # "ونقلا إلى المستشفى"
        if kind == "report" and (keys[i - 1] in _BASES or bare(keys[i - 1]) in bodies()):
            return None  # "قواعد بيانات", "لوكالة أنباء كذا"
        if kind != "between":
            return kind
        that = keys[i + 1 : i + 2] == ["ان"] and i + 2 < len(keys) and keys[i + 2][0] != "ي"  # "بين أن يبقى"
        that = that or keys[i + 1 : i + 2] in (["انه"], ["انها"])
        return "verb" if that or "ّ" in self.tokens.surface(i, i) else None

    def sentence(self, first: int, last: int, title: bool) -> list[Attribution]:
        """The attributions between tokens ``first`` and ``last``, in order."""
        found = []
        line = ":" in self.keys[first : first + 10] and (title or first == 0 or self.keys[first - 1] == "\n")
        if line and (lead := self._lead(first, last, title)):
            found.append(lead)
        after = first
        reach = _TITLED if first + 1 < last and is_head(self.keys[first + 1]) else _NAMED  # to the أن of بيّن
        if self.keys[first] in BETWEEN and _THAT.intersection(self.keys[first + 2 : min(last, first + reach)]):
            said = self._verb(first, first, last, None)
            found += [said] if said else []
            after = said.at + 1 if said else first
        for i in self._cues[bisect_left(self._cues, first) : bisect_left(self._cues, last)]:
            if i < after:
                continue
            kind, hit = self._cue(i), None
            if kind == "according":
                hit = self._according(i, last, behind=i > first + 1 and self.keys[i - 1] not in _CLAUSES)
                if hit and found and self.keys[i] in _QUOTING and not found[-1].behind:
                    chain = (*found[-1].chain, hit.name)
                    if self._just_named(found[-1], i):
                        hit = hit._replace(chain=chain, behind=False)  # "أعلنت كذا، نقلاً عن كذا"
                    elif self.keys[i - 1] in {"،", "وذلك"}:
                        found[-1] = found[-1]._replace(name=hit.name, chain=chain)  # "... أن كذا، نقلاً عن كذا"
            elif kind == "verb":
                if found and self._published_in(i, first):
                    continue  # "قالت القيادة في بيان نشرته الوكالة": published there, said by the one before
                hit = self._verb(i, first, last, found[-1] if found else None)
                if hit and self._as_said(i, first, hit, last):
                    hit = hit._replace(behind=True)
            elif kind == "report" and not (found and self._is_object(i, last)):
                hit = self._out_of(i, first) or self._report(i, last) or self._issuer(i, first) or self._stated(i)
                if hit and self.keys[i] in _COUNT and self.keys[i - 1] == "في":
                    hit = hit._replace(behind=True)  # "قُتل 5 في حصيلة أعلنتها الوزارة"
            elif kind == "participle" and not found:
                hit = self._agent(i, first)
            if hit:
                found.append(hit)
                after = hit.at + 1
        return found

    def _is_object(self, i: int, last: int) -> bool:
        """Whether the report at ``i`` is what the source before it issued, "أعلن كذا عن نتائج الفرز", "بيان نشرته", or
        a list that somebody is on, "المقيدون في سجلات كذا".
        """
        if self.keys[i] in _LISTS and self.keys[i - 1] in {"في", "علي"}:
            return True
        return self.keys[i - 1] in {"عن", "ضمن"} or (i + 1 < last and self.keys[i + 1] in relative_verbs())

    def _just_named(self, said: Attribution, i: int) -> bool:
        """Whether no more than a time stands between a source and token ``i``."""
        return all(not word[0].isalpha() or begins_time(word) for word in self.keys[said.at + 1 : i])

    def _as_said(self, i: int, first: int, said: Attribution, last: int) -> bool:
        """Whether a clause with the verb at ``i`` only says who said what stands before it: "، كما أفادت الوكالة.",
        "على ما ذكر مصدر", "«نقل إلينا 5 جرحى»، قال الطبيب".
        """
        keys, before = self.keys, self.keys[i - 1]
        quoted = i > first + 2 and keys[i - 1 - (before == "،")] in CLOSING
        as_said = quoted or before == "كما" or (before == "ما" and keys[i - 2] == "علي")
        if not as_said or i < first + 2 or said.first < i:
            return False
        end = next((k for k in range(said.at + 1, last) if keys[k] in {"،", "."}), last)
        behind = [word for word in self.keys[said.at + 1 : end] if word[0].isalpha() and not begins_time(word)]
        return len(behind) < 4 and _SAYS.isdisjoint(self.keys[said.at + 1 : end])

    def _published_in(self, i: int, first: int) -> bool:
        """Whether a verb says where a report stood: "في بيان نشرته الوكالة", "وأوردته الوكالة"."""
        report = any(is_report(self.keys[k]) for k in (i - 1, i - 2) if k > first)
        return self.keys[i] in relative_verbs() and (report or self.keys[i][0] == "و")

    def _verb(self, i: int, first: int, last: int, previous: Attribution | None) -> Attribution | None:
        """قال X إن; نقلت X عن Y; a verb without subject goes on with the source before it."""
        start = i + 1
        if self._reports_nothing(i, first, last, previous):
            return None
        if start < last and self.keys[start] in _WHEREIN:
            if start + 1 == last or not is_head(self.keys[start + 1]):  # "أصدرت الوزارة بياناً قالت فيه إن"
                return self._issuer(i - 1, first) or previous or self.latest(first)
            start += 1  # "في وقت قالت فيه الوزارة إن"
        if (at := teller_at(self.keys, i, first)) is not None:
            return self._issuer(at, first) or self._named(i, at, i, behind=False)
        start += start + 1 < last and self.keys[start] == "ذلك"  # "وأكدت ذلك الوزارة"
        while start < last and (said := time_phrase(self.keys, start)) > start:
            start = said  # "أفادت الجمعة الماضية بمقتل"
        start = self._past_addressee(start, last)
        if relayed := self._relayed(i, start, first, last):
            return relayed
        spoken = start + (start + 1 < last and self.keys[start] in OPENING)  # "وأضاف "لدى كذا ...""
        told = start < last and (self.keys[spoken] in cues() or self.keys[spoken] in word_class("event"))
        silent = told or (start < last and no_subject(self.keys[i], self.keys[spoken]) and not self._is_ali(i, spoken))
        silent = silent or (self.keys[i][0] == "و" and self._says(start, last))
        before = silent or self.keys[i - 1] in DONE or self._led(i, first)  # "وكانت الوزارة قد أعلنت الدفع بسيارات"
        before = before or (self.keys[i][0] in "تي" and may_lead(self.keys[first]))  # "الخارجية تعلن إطلاق سراح 6"
        if before and (subject := self._subject_before(i, first)):
            return subject
        if silent:
            return self._going_on(i, first, previous, told)
        subject = self._after_cue(i, start, last, behind=False)
        return None if subject and previous and self._had(i, subject, first) else subject

    def _says(self, start: int, last: int) -> bool:
        """Whether what is quoted from token ``start`` on is words to the end of the sentence, no name of who speaks."""
        if start >= last or self.keys[start] not in OPENING:
            return False
        end = next((k for k in range(start + 1, min(last, start + _NAMED)) if self.keys[k] in CLOSING), last)
        return not any(word[0].isalnum() for word in self.keys[end + 1 : last])

    def _had(self, i: int, subject: Attribution, first: int) -> bool:
        """Whether the verb at ``i``, behind a source, says who had what is counted, not who tells it: "بحسب بيان
        المديرية، سجلت المصالح الأمنية 16 حادثاً"; one who spoke before tells it.
        """
        new = subject.name == self.tokens.surface(subject.first, subject.at)
        return new and bare(self.keys[i]) in COUNTED and self.keys[max(first, i - 1)] not in _CLAUSES

    def _reports_nothing(self, i: int, first: int, last: int, previous: Attribution | None) -> bool:
        """Whether the word at ``i``, with the letters of a verb that reports, is a noun here or reports no figure."""
        keys, start = self.keys, i + 1
        before = keys[i - 1] if i > first else ""
        if before == "ما" and keys[i - 2] in _WHICH:
            return True  # "وهو ما يؤكد تراجع كذا"
        vehicle = noun(before) if before and bare(keys[i]) == "نقل" else None  # "سيارة نقل"
        if before in bodies() or before in _NO_VERB or (vehicle and vehicle.category == "vehicle_or_weapon"):
            return True  # "مركز رصد كذا", "تم رصد كذا", "في نشرتها"
        named = keys[previous.at : i] if previous and first <= previous.first <= previous.at < i else [":"]
        this = keys[start : start + 1] in (["هذا"], ["هذه"])
        if this and any(bare(word) in word_class("incident") for word in keys[start + 1 : start + 2]):
            return True  # "وذكرت هذه الكارثة بكذا"
        if keys[i] == "نشر" and keys[start : start + 1] in (["قوات"], ["قوه"]):
            return True  # "أقر المجلس نشر قوات لحفظ السلام"
        if "رصد" in keys[i] and _THAT.isdisjoint(named):
            return True  # "مركز المصالحة ورصد تحركات اللاجئين"
        if bare(keys[i]) in _CARRIED and _QUOTED.isdisjoint(keys[start : min(last, start + 14)]):
            return True  # "نقل المسعفون 4 جرحى إلى المستشفى"
        if bare(keys[i]) in _FOLLOWED and _SAYS.isdisjoint(keys[start : min(last, start + 14)]):
            return True  # "تابع المحافظ تطورات الحادث"
        if keys[i] in words_of("issue") and start < last and is_report(keys[start]):
            return True  # "ونشرت لائحة بأسمائهم"
        if _CLAIMED.isdisjoint(keys[start : start + 8]):
            return False
        claimed = next((k for k in range(start, min(last - 2, start + 8)) if keys[k] in _CLAIMED), None)
        # "أعلن تنظيم كذا مسؤوليته عن هجوم أودى بحياة 5": he reports an attack, not its toll
        return claimed is not None and not is_toll(keys[claimed + 2])

    def _going_on(self, i: int, first: int, previous: Attribution | None, told: bool) -> Attribution | None:
        """Who goes on to speak by the verb at ``i``, which has no subject; ``told`` where what happened follows it."""
        also = i > first and (self.keys[i - 1] == "كما" or (self.keys[i - 1] in DONE and self._led(i, first)))
        if not (also or self.keys[i] in words_of("continues") or (told and self.keys[i][0] == "و")):
            return None
        # "أصدرت الشبكة تقريرها، وخلصت إلى أن": who acts in the sentence, if the verb agrees
        agent = self._agent(i, first) if not previous and i > first + 2 else None
        agent = agent if agent and feminine(agent.name) == feminine_verb(self.keys[i]) else None
        speaker = previous or agent or self.latest(first)
        chain = agreeing(self.keys[i], speaker.chain) if speaker else ()
        return Attribution(i, chain[-1], False, chain) if chain else None

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

    def _according(self, cue: int, last: int, behind: bool) -> Attribution | None:
        """بحسب X, وفقاً لـ X, حسبما أعلن X, بحسب ما قاله X, بحسب بيان صادر عن X."""
        if any(stem in word for word in self.keys[max(0, cue - 2) : cue] for stem in _SORTED):
            return None  # "تتوزع حسب كذا"
        start = cue + 1
        while start < last and (
            self.keys[start] == "،" or _skipped(self.keys[start]) or self.keys[start] in reporting_verbs()
        ):
            start += 1
            while start < last and (said := time_phrase(self.keys, start)) > start:
                start = said  # "حسب ما أوردته اليوم الأربعاء حصيلة"
        start += 2 * (self.keys[start : start + 2] == ["علي", "لسان"])  # "وفق ما جاء على لسان مسؤول"
        out = came_out_of(self.keys, start, last)  # "بحسب نتائج البحث الصادرة عن كذا"
        if out and (issuer := self._after_cue(out - 1, out, last, behind)):
            return issuer
        if start < last and is_report(self.keys[start]):
            if not _ITS.isdisjoint(self.keys[start + 1 : start + 3]):
                return None  # "وفق بيان لها", "وفق تقرير صادر عنه"
            if report := self._report(start, last):
                return report._replace(behind=behind)
            own = start + 1 < last and self.keys[start + 1].startswith(_OFFICIAL)  # "الأرقام الرسمية لكذا"
            if not own and self.keys[start].startswith("ال") and (latest := self.issuer_of_last(cue)):
                return Attribution(start, latest.name, behind, latest.chain)
        named = self._after_cue(cue, start, last, behind)
        return self._told_to(named, cue, start, last) if named else None

    def _told_to(self, named: Attribution, cue: int, start: int, last: int) -> Attribution:
        """Who told it to the one that is named behind a cue: "بحسب ما نقلته الوكالة عن مسؤول"."""
        relays = any(verb.removesuffix("ه") in _RELAYS for verb in self.keys[cue + 1 : start])
        if not relays or self.keys[named.at + 1 : named.at + 2] != ["عن"]:
            return named
        teller = self._after_cue(cue, named.at + 2, last, named.behind)
        return teller._replace(chain=(*named.chain, teller.name)) if teller else named


def _skipped(word: str) -> bool:
    return word in _SKIPPED or (len(word) > 3 and word.removeprefix("ل") in _SKIPPED)  # "وفقاً لآخر حصيلة"
