"""Who has spoken so far in a text: who spoke last, the names that later ones refer back to, who goes on speaking.

Sentences without figures are read only when a figure's own sentence refers back to them.
"""

from bisect import bisect_left, insort
from functools import cache

from seedlib.arabic import bare, key
from seedlib.figures.sources.attribution import Attribution, begins_time, cue_of, is_report
from seedlib.figures.sources.known_names import KnownNames, forms_of
from seedlib.figures.sources.name_words import is_deed
from seedlib.language.phrases import BULLETS, CLOSING, OPENING, QUOTES
from seedlib.language.tokens import DIGITS, Tokens
from seedlib.lexicon import rows

_THAT = frozenset({"ان", "بان", "فان"})  # they go on with a sentence that a full stop cut, bullets with a heading
_TOO = frozenset({"كما", "وكما"})
_FEW = 25  # sentences passed over that are read backwards, or for a word; more are read in their order
_NEAR = 2  # sentences back to which "وبذلك" and the like can refer


@cache
def _openings(kind: str) -> dict[str, list[list[str]]]:
    """Phrases that open a sentence, also with و, by their first words: by which a report ``goes_on``, or ``turns``."""
    out: dict[str, list[list[str]]] = {}
    for row in rows("openings"):
        for clitic in ("", "و") if row["class"] == kind else ():
            words = [key(word) for word in (clitic + row["phrase"]).split()]
            out.setdefault(words[0], []).append(words)
    return out


def opens(tokens: Tokens, first: int, kind: str) -> bool:
    """Whether the sentence at token ``first`` opens with a phrase of a kind."""
    first += tokens.keys[first : first + 1] == ["و"]  # apart from its word
    phrases = _openings(kind).get(tokens.keys[first]) if first < len(tokens.keys) else None
    return phrases is not None and any(tokens.keys[first : first + len(phrase)] == phrase for phrase in phrases)


class Told:
    """The attributions of one document, sentence by sentence; ``sentence`` reads those that a sentence names itself."""

    def __init__(self, tokens: Tokens, titles: int = 0) -> None:
        self.tokens, self.keys = tokens, tokens.keys
        self._titles = titles  # offset at which the headlines end
        self._known = KnownNames()
        self._said: list[Attribution] = []  # of each sentence that was read and names anybody the last, in order
        self._issuers: dict[int, Attribution] = {}  # by who spoke last in a sentence, whose report it is there
        self._quoting = False  # whether what was said last goes on in quotes behind its sentence
        self._passed = 0  # sentences
        self._unread: list[int] = []  # sentences that were passed over, in order
        self._unread_words: set[str] = set()

    def sentence(self, first: int, last: int, title: bool) -> list[Attribution]:
        """The attributions between tokens ``first`` and ``last``, in order."""
        raise NotImplementedError

    def attributions(self, n: int) -> list[Attribution]:
        """The attributions of sentence ``n``, behind those asked for before; one that goes on without its own has the
        one before it.
        """
        passed = range(self._passed, n)
        self._passed = n + 1
        if self._quoting or not QUOTES.isdisjoint(self._words(passed)):  # what is quoted can go on behind its sentence
            for k in passed:
                if self._quoting or not QUOTES.isdisjoint(self._words(range(k, k + 1))):
                    self._take(k)
                else:
                    self._pass_over(range(k, k + 1))
        else:
            self._pass_over(passed)
        return self._take(n) or self._said_behind(n)

    def _said_behind(self, n: int) -> list[Attribution]:
        """Whose word sentence ``n`` is by the one behind it: "جاء ذلك في بيان للوزارة", "وفقاً للوزارة."."""
        first, last = self.tokens.sentences[n + 1] if n + 1 < len(self.tokens.sentences) else (0, 0)
        back, alone = opens(self.tokens, first, "looks_back"), cue_of(self.keys[first]) == "according"
        if self.tokens.starts[first] < self._titles or not (back or alone):
            return []
        said = self.sentence(first, last, False)[:1]
        behind = self.keys[said[0].at + 1 : last] if said and not back else []
        whole = all(not (word[0].isalnum() or word == ":") or begins_time(word) for word in behind)
        return [a._replace(behind=True) for a in said] if whole else []

    def _pass_over(self, sentences: range) -> None:
        self._unread.extend(sentences)
        self._unread_words.update(self._words(sentences))

    def _words(self, sentences: range) -> list[str]:
        """The words of sentences that follow each other."""
        if not sentences:
            return []
        return self.keys[self.tokens.sentences[sentences[0]][0] : self.tokens.sentences[sentences[-1]][1]]

    def _take(self, n: int) -> list[Attribution]:
        """The attributions of sentence ``n``, and whether what it says goes on in quotes."""
        found, keys = self._read(n), self.keys
        first, last = self.tokens.sentences[n]
        if not found and (latest := self._goes_on(n, first)):
            found = [Attribution(first, latest.name, False, latest.chain)]
        begin = found[0].at + 1 if found else last
        self._quoting = keys[last : last + 1] != ["\n"] and _left_open(keys[begin:last], self._quoting)
        return found

    def _goes_on(self, n: int, first: int) -> Attribution | None:
        """With whose words sentence ``n``, at token ``first``, goes on; its opening tells only of what stands near."""
        if self.keys[first] in BULLETS or self._quoting or self.tokens.starts[first] < self._titles:
            return self.latest(first)
        latest, away = self.latest(first) if self._refers_back(first) else None, 0
        while latest and n and away < _NEAR:
            n -= 1
            if latest.at >= self._start(n):
                return latest
            away += not (self.keys[self._start(n)] in BULLETS or self._refers_back(self._start(n)))
        return None

    def _refers_back(self, first: int) -> bool:
        word = self.keys[first]
        cut = word in _THAT or word[0] in DIGITS or (word[0] == "ب" and is_deed(word[1:]))  # by a full stop
        return cut or opens(self.tokens, first, "goes_on") or self._does_too(first)

    def _does_too(self, first: int) -> bool:
        """Whether a sentence tells who else did what the one before it tells: "اعتقلت كذا 4. كما اعتقل آخرون 5"."""
        did = self.keys[first + 1] if first + 1 < len(self.keys) else ""
        if len(did) < 4 or self.keys[first] not in _TOO:
            return False
        before = self.keys[self._start(max(0, bisect_left(self.tokens.sentences, (first,)) - 1)) : first]
        done = did.removesuffix("ت")
        return any(bare(word).removesuffix("ت") == done for word in before)

    def latest(self, before: int) -> Attribution | None:
        """Who spoke last before the sentence in which token ``before`` stands."""
        while True:
            at = bisect_left(self._said, (before,))
            unread = bisect_left(self._unread, before, key=self._start)
            if not unread or (at and self._start(self._unread[unread - 1]) < self._said[at - 1].at):
                return self._said[at - 1] if at else None
            if unread > _FEW:
                self._read_up_to(self._start(self._unread[unread - _FEW]))
            else:
                self._read(self._unread.pop(unread - 1))

    def _start(self, n: int) -> int:
        return self.tokens.sentences[n][0]

    def full_name(self, text: str, at: int) -> str:
        """A name at token ``at``; a generic or shortened one as its fuller antecedent in the text, if there is one."""
        forms = forms_of(text)
        if forms is None or (len(self._unread) > _FEW and not forms.isdisjoint(self._unread_words)):
            self._read_up_to(at)
        elif not forms.isdisjoint(self._unread_words):
            self._read_those_with(forms, at)
        report = is_report(key(text.split()[0])) if text.split() else False
        return self._known.resolve(text, at, self.issuer_of_last if report else self.latest)

    def issuer_of_last(self, before: int) -> Attribution | None:
        """Who issued the report that was spoken of last: "قالت الوزارة في بيان إن الفرق رصدت كذا. وبحسب البيان"."""
        said = self.latest(before)
        return self._issuers.get(said.at, said) if said else None

    def _read(self, n: int) -> list[Attribution]:
        first, last = self.tokens.sentences[n]
        found = self.sentence(first, last, self.tokens.starts[first] < self._titles)
        if found:
            firm = [a for a in found if not a.behind]  # "قالت كذا إن ...، وفق كذا. وأضافت"
            insort(self._said, (firm or found)[-1])
            if len(firm) > 1 and any(map(is_report, self.keys[firm[0].at : firm[1].at])):
                self._issuers[firm[-1].at] = firm[0]
        return found

    def _read_those_with(self, forms: frozenset[str], before: int) -> None:
        """Read of what was passed over before a token the sentences that have one of some words."""
        for n in self._unread[: bisect_left(self._unread, before, key=self._start)]:
            first, last = self.tokens.sentences[n]
            if not forms.isdisjoint(self.keys[first:last]) and n in self._unread:
                self._unread.remove(n)
                self._read(n)

    def _read_up_to(self, before: int) -> None:
        """Read what was passed over before a token."""
        unread = bisect_left(self._unread, before, key=self._start)
        sentences, self._unread = self._unread[:unread], self._unread[unread:]
        for n in sentences:
            self._read(n)
        if not self._unread:
            self._unread_words.clear()


def _left_open(keys: list[str], quoting: bool) -> bool:
    """Whether what is quoted does not end with these words."""
    for word in keys if quoting or not QUOTES.isdisjoint(keys) else ():
        if word in QUOTES:
            quoting = word in OPENING and not (quoting and word in CLOSING)
    return quoting
