"""How is text brought to one form before it is compared with a code?"""

import unicodedata
from typing import Final

ZERO_WIDTH: Final = "".join(
    map(
        chr,
        (
            0x00AD,
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2065),
            *range(0x2066, 0x206A),
            0xFEFF,
        ),
    )
)
"""Characters that nobody sees: joiners, marks of direction, byte order marks."""

_DROP = dict.fromkeys(map(ord, ZERO_WIDTH))
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x00A0: 0x20}
_FOLD = _HALF | _DROP


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as ASCII; unseen characters gone; the rest untouched.

    Not NFKC: that would also turn ``㈠``, ``①`` and compatibility ideographs into others.
    """
    return text if text.isascii() else text.translate(_FOLD)


def visible(text: str) -> str:
    """The text as written, in NFC, without characters that nobody sees."""
    return text if text.isascii() else unicodedata.normalize("NFC", text.translate(_DROP))


def squeezed(text: str) -> str:
    """``half_width`` with every blank removed, for codes and numbers."""
    return "".join(half_width(text).split())


def is_ascii_digits(text: str) -> bool:
    """True for one or more of 0-9. ``str.isdigit`` also accepts digits of other scripts."""
    return text.isascii() and text.isdigit()
