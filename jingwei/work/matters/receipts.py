"""What does the asker keep? A code of twelve signs that finds one matter and nothing else.

Eleven signs are drawn at random (55 bits), the twelfth checks them over the field of 32 elements:
every single wrong sign and every swap of two is noticed. The database keeps a keyed digest only.
"""

import secrets

from jingwei.kernel.privacy import sealing

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U, which are misread or misheard."""
READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
LENGTH = 12
COLUMN = "matter.receipt"
FORM = "matter.receipt.form"


def fresh() -> str:
    """A new code."""
    drawn = "".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1))
    return drawn + check_sign(drawn)


def of_form(form: str) -> str:
    """The code that belongs to one filled form: sent twice, it finds what the first one made.

    ``form`` is what no other form has, with who sends it; the code cannot be told from it without
    the key.
    """
    keyed = sealing.index(form, column=FORM)
    assert keyed is not None, "a form always has its mark"  # noqa: S101 - for the type checker
    number = int.from_bytes(keyed, "big")
    drawn = "".join(SIGNS[(number >> 5 * at) % len(SIGNS)] for at in range(LENGTH - 1))
    return drawn + check_sign(drawn)


def check_sign(drawn: str) -> str:
    """The sign that checks the others: each counts times a power of 2 in the field of 32."""
    total = 0
    for sign in drawn:
        total = _doubled(total) ^ SIGNS.index(sign)
    return SIGNS[_doubled(total)]


def _doubled(value: int) -> int:
    """Times x, modulo the primitive polynomial x^5 + x^2 + 1."""
    return value << 1 if value < 16 else (value << 1) ^ 0b100101


def normal(text: str) -> str:
    """The code that somebody typed, or empty: small letters, blanks, lines and look-alikes are
    taken as meant; full-width signs too."""
    plain = "".join(_half(sign) for sign in text).upper().translate(READ_AS)
    plain = "".join(sign for sign in plain if sign not in " -·.　")
    well = len(plain) == LENGTH and all(sign in SIGNS for sign in plain)
    return plain if well and check_sign(plain[:-1]) == plain[-1] else ""


def _half(sign: str) -> str:
    return chr(ord(sign) - 0xFEE0) if 0xFF01 <= ord(sign) <= 0xFF5E else sign


def grouped(code: str) -> str:
    """As it is printed and read out: three groups of four."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def digest(code: str) -> bytes:
    """What the database knows a code by."""
    found = sealing.index(code, column=COLUMN)
    assert found is not None, "a receipt code is never empty"  # noqa: S101 - for the type checker
    return found
