"""May a number of a person stand in words that lie in the clear? It is starred out but its end."""

import re
from typing import Final

# An ID number in either length or the like (bank cards), and a mobile number however it is spaced.
# Figures of any script count: a full-width ID number is an ID number.
NUMBERS: Final = re.compile(
    r"(?<!\d)(?:\d{15,19}[Xx]?|(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?!\d)"
)
SHOWN: Final = 4


def without_numbers(text: str) -> str:
    """The words as they may be kept in the clear: of ID, card and mobile numbers the last four."""
    return NUMBERS.sub(lambda found: _starred(found[0]), text)


def _starred(number: str) -> str:
    return "*" * (len(number) - SHOWN) + number[-SHOWN:]
