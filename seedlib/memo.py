"""Functions of words remembered: what is asked of every token of a corpus is worked out once a word."""

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")
SIZE = 1 << 16  # words; when so many are known all are forgotten, so that memory stays bounded
LONGEST = 100  # characters; what is longer is no word and never asked for again


class Memo(dict[str, Value], Generic[Value]):
    """The values of a function by word, worked out where they are asked for."""

    def __init__(self, function: Callable[[str], Value]) -> None:
        super().__init__()
        self.function = function

    def __missing__(self, word: str) -> Value:
        if len(word) > LONGEST:
            return self.function(word)
        if len(self) >= SIZE:
            self.clear()
        value = self[word] = self.function(word)
        return value


def remembered(function: Callable[[str], Value]) -> Callable[[str], Value]:
    """As ``functools.lru_cache``, but a word already known costs a dictionary's lookup and no more.

    >>> length = remembered(len)
    >>> length("خبر"), length("خبر")
    (3, 3)
    """
    return Memo(function).__getitem__
