"""Is this a unified social credit code? (GB 32100-2015, with GB 11714 inside)"""

from enum import IntEnum
from typing import Final

from jingwei.kernel.rulebook.codes.text import is_ascii_digits, squeezed

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I O S V Z
WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORG_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORG_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)


class Verdict(IntEnum):
    """What is so with a code; 0 and 1 can be used, the others cannot."""

    GOOD = 0
    LEGACY = 1  # a 15-digit registration number of the time before
    FORM = 2  # not 18 characters of the alphabet
    CHECK = 3  # the last character does not fit
    ORGANISATION = 4  # the organisation code in positions 9 to 17 does not hold


def normal(text: str) -> str:
    """The code in ASCII capitals without blanks and hyphens; nothing guessed."""
    return squeezed(text).upper().replace("-", "")


def check_character(seventeen: str) -> str:
    """The eighteenth character of seventeen of the alphabet."""
    total = sum(ALPHABET.index(sign) * w for sign, w in zip(seventeen, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def organisation_check(eight: str) -> str:
    """The ninth character of an organisation code (GB 11714)."""
    total = sum(ORG_ALPHABET.index(sign) * w for sign, w in zip(eight, ORG_WEIGHTS, strict=True))
    value = (11 - total % 11) % 11
    return "X" if value == 10 else str(value)


def verdict_of(code: str) -> Verdict:
    """What is so with one normalised code."""
    if len(code) == 15 and is_ascii_digits(code):
        return Verdict.LEGACY
    if len(code) != 18 or any(sign not in ALPHABET for sign in code):
        return Verdict.FORM
    if check_character(code[:17]) != code[17]:
        return Verdict.CHECK
    if organisation_check(code[8:16]) != code[16]:
        return Verdict.ORGANISATION
    return Verdict.GOOD
