"""How is a Chinese name found and sorted? Normal form, pinyin, initials, surname readings."""

import re
import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "区": "ou", "曾": "zeng", "尉迟": "yuchi",
    "万俟": "moqi", "朴": "piao", "盖": "ge", "缪": "miao", "乐": "yue", "翟": "zhai", "冼": "xian",
    "员": "yun", "种": "chong", "逄": "pang", "繁": "po", "覃": "qin", "晁": "chao", "召": "shao",
    "燕": "yan", "祭": "zhai", "任": "ren", "黑": "he", "折": "she", "令狐": "linghu",
    "长孙": "zhangsun", "澹台": "tantai", "宿": "su", "华": "hua", "纪": "ji", "过": "guo",
    "那": "na", "洗": "xian", "吕": "lv", "贾": "jia", "柏": "bai", "石": "shi", "佴": "nai",
    "厍": "she", "芮": "rui",
}  # fmt: skip
"""Readings of characters as surnames where the usual reading differs or must not vary."""

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_TENS = re.compile(
    "(?:(?P<hundreds>[一二三四五六七八九])百零?)?"
    "(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?(?P<ones>[一二三四五六七八九])?"
)
_NUMERALS = re.compile("[一二三四五六七八九十百零]+|[0-9]+")
DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅.", "·"))
_DROPPED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")


def normal(name: str) -> str:
    """The form in which names are compared: NFKC, dots folded to ·, no spaces, upper case."""
    folded = unicodedata.normalize("NFKC", name).translate(DOTS)
    return _DROPPED.sub("", folded).upper()


def has_numeral(name: str) -> bool:
    """Is there a sign that ``with_digits`` may write otherwise?"""
    return _NUMERALS.search(name) is not None


def with_digits(name: str) -> str:
    """Numerals up to 999 as digits: ``第十二支部`` and ``第012支部`` as ``第12支部``.

    For comparing two names only; signs that are no numeral (``三一``, ``十百``) stay.
    """
    return _NUMERALS.sub(lambda found: _digits(found[0]), name)


def _digits(text: str) -> str:
    if text.isdigit() and text.isascii():
        return text.lstrip("0") or "0"
    found = _TENS.fullmatch(text)
    if found is None:
        return text
    tens = _DIGITS[found["tens"] or "一"] if found["ten"] else 0
    hundreds, ones = (_DIGITS[found[key] or "零"] for key in ("hundreds", "ones"))
    return str(100 * hundreds + 10 * tens + ones)


@lru_cache(maxsize=65_536)
def _syllables(text: str) -> tuple[str, ...]:
    return tuple(
        part.lower()
        for part in lazy_pinyin(
            text,
            style=Style.NORMAL,
            v_to_u=False,
            errors=lambda rest: list(rest),  # type: ignore[arg-type, return-value]
        )
    )


class _Sounds(dict[str, str]):
    """Character -> its usual sound; a given name is no phrase, so each stands for itself."""

    def __missing__(self, character: str) -> str:
        sound = self[character] = "".join(_syllables(character))
        return sound


_sounds = _Sounds()


def reading(name: str) -> tuple[str, ...]:
    """Syllables of a person's name with the surname's own reading."""
    return _reading(normal(name))


def _reading(plain: str) -> tuple[str, ...]:
    for length in (2, 1):
        surname = plain[:length]
        if surname in SURNAMES and len(plain) > length:
            return (SURNAMES[surname], *map(_sounds.__getitem__, plain[length:]))
    return tuple(map(_sounds.__getitem__, plain))


def readings(beginning: str) -> list[tuple[str, ...]]:
    """Every reading that names beginning with these characters (in normal form) may have: as a
    surname, as the beginning of a surname of two characters, as any other word."""
    found = {tuple(map(_sounds.__getitem__, beginning))}
    for surname, sound in SURNAMES.items():
        if beginning.startswith(surname):
            found.add((sound, *map(_sounds.__getitem__, beginning[len(surname) :])))
        elif surname.startswith(beginning):
            found.add((sound,))
    return sorted(found)


def keys_of(name: str) -> tuple[str, str, str]:
    """Sort key, pinyin and initials of a person's name; about 300,000 names a second."""
    plain = normal(name)
    # The dot of a name like 买买提·艾山 is not typed by who looks for it.
    sounds = _reading(plain.replace("·", "") if "·" in plain else plain)
    firsts = "".join([sound[0] for sound in sounds if sound])
    # A name of fifty characters still fits its columns of 200.
    return " ".join(sounds)[:140] + "\x1f" + plain[:59], "".join(sounds)[:200], firsts


def sort_key(name: str) -> str:
    """What orders names by sound: syllables, then the characters, so equal sounds stay together."""
    return keys_of(name)[0]


def pinyin(name: str) -> str:
    return keys_of(name)[1]


def initials(name: str) -> str:
    return keys_of(name)[2]


def parts(name: str, *, least: int = 2) -> list[str]:
    """Every suffix of a name, of its pinyin by syllable and of its initials, for prefix search."""
    plain, sounds = normal(name), _syllables(normal(name))
    firsts = "".join(sound[0] for sound in sounds if sound)
    found = {plain[at:] for at in range(max(1, len(plain) - least + 1))}
    found |= {"".join(sounds[at:]) for at in range(max(1, len(sounds) - least + 1))}
    found |= {firsts[at:] for at in range(max(1, len(firsts) - least + 1))}
    return sorted(part[:400] for part in found if part)
