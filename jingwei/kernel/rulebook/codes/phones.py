"""Is this a telephone number people in China can be reached at? (DOMAIN 4.6)"""

import re
from typing import Final

from jingwei.kernel.rulebook.codes.text import squeezed

_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}", re.ASCII)
_LANDLINE: Final = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})-?([0-9]{7,8})(?:-([0-9]{1,6}))?")
_SHORT: Final = re.compile(r"1[0-9]{4}|[2-8][0-9]{6,7}", re.ASCII)
_JOINERS: Final = str.maketrans({"(": "", ")": "-", "—": "-", "–": "-", "－": "-", "转": "-"})


def normal(text: str) -> str:
    """The number in ASCII without blanks, brackets and a leading +86."""
    number = squeezed(text).translate(_JOINERS).strip("-")
    for prefix in ("+86", "0086"):
        number = number.removeprefix(prefix)
    number = number.strip("-")
    plain = number.replace("-", "")
    if len(plain) == 13 and plain.startswith("86"):
        plain = plain[2:]
    return plain if _MOBILE.fullmatch(plain) else number


def is_mobile(number: str) -> bool:
    return _MOBILE.fullmatch(number) is not None


def landline(number: str) -> str | None:
    """``0513-85110000`` or ``0513-85110000-12``; a local number without area code as it is."""
    found = _LANDLINE.fullmatch(number)
    if found:
        return "-".join(part for part in found.groups() if part)
    return number if _SHORT.fullmatch(number) else None
