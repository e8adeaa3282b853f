"""Which code does a clerk mean, written as number, as name or as both?"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from jingwei.kernel.rulebook.codes.text import half_width

_NOISE: Final = re.compile(r"[\s·,，、.。:：;；\-—_/()\[\]【】“”\"']+")
_BOTH: Final = re.compile(r"([0-9][0-9A-Z]{0,3})(\D+)|(\D+?)([0-9][0-9A-Z]{0,3})", re.ASCII)


def folded(text: str) -> str:
    """What two spellings of one name have in common: width, blanks and signs are gone."""
    return _NOISE.sub("", half_width(text)).upper()


@dataclass(frozen=True)
class CodeTable:
    """A code standard: ``titles`` from code to name, ``also`` from other spellings to code."""

    name: str
    titles: Mapping[str, str]
    also: Mapping[str, str] = field(default_factory=dict)
    width: int = 0  # numbers shorter than this are filled with zeros: 1 is 01
    _known: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = {folded(title): code for code, title in reversed(list(self.titles.items()))}
        known |= {folded(word): code for word, code in self.also.items()}
        known |= {code.upper(): code for code in self.titles}
        object.__setattr__(self, "_known", MappingProxyType(known))

    def find(self, text: str) -> str | None:
        """The code of ``2``, ``女``, ``2-女`` or ``女(2)``; None where it is not one of them."""
        word = folded(text)
        found = self._known.get(word) or self._known.get(word.zfill(self.width))
        if found or not (pair := _BOTH.fullmatch(word)):
            return found
        number, name = (pair[1], pair[2]) if pair[1] else (pair[4], pair[3])
        by_number = self._known.get(number.zfill(self.width))
        return by_number if by_number and by_number == self._known.get(name) else None

    def title(self, code: str) -> str:
        return self.titles.get(code, code)

    def nearest(self, text: str) -> str | None:
        """The name a slip of the pen may have meant; for a person to confirm, never to assume."""
        word = folded(text)
        if not word or len(word) > 40:
            return None
        names = [known for known in self._known if not known.isascii()]
        close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
        if not close and len(word) > 1:
            close = sorted((n for n in names if len(n) > 1 and n in word), key=len)[-1:]
        return self.titles[self._known[close[0]]] if close else None


def read_table(name: str, text: str, *, width: int = 0) -> CodeTable:
    """A table written as lines ``code title: other spellings``; an indented line goes on."""
    titles: dict[str, str] = {}
    also: dict[str, str] = {}
    code = ""
    for line in text.splitlines():
        if not line.strip():
            continue
        words = line
        if not line.startswith(" "):
            head, _, words = line.partition(":")
            code, title = head.split(maxsplit=1)
            titles[code] = title
        also |= dict.fromkeys(words.split(), code)
    return CodeTable(name, titles, also, width)
