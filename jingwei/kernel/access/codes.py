"""How does a code look that people copy from paper? Nothing to mistake, a check, groups of four."""

import hmac
import re
import secrets
import unicodedata

from jingwei.kernel.privacy import keys

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they look like others
LENGTH = 12  # the last one checks the eleven before: 55 bits by chance
READ_AS = str.maketrans("OIL", "011")
_NOT_IN_CODES = re.compile(r"[^0-9A-Z]")
_SPACES = re.compile(r"\s+")


def new_code() -> str:
    """A code nobody can guess."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_character(body)


def check_character(body: str) -> str:
    """Differs for every single wrong character and nearly every swap of neighbours."""
    total = sum((2 * at + 1) * ALPHABET.index(one) for at, one in enumerate(body))
    return ALPHABET[total % len(ALPHABET)]


def normal(typed: str) -> str:
    """What was meant: full width, small letters, spaces and dashes do not matter."""
    folded = unicodedata.normalize("NFKC", typed).upper()
    return _NOT_IN_CODES.sub("", folded).translate(READ_AS)


def is_whole(code: str) -> bool:
    """Can this be one of ours at all, or was it copied wrongly?"""
    return (
        len(code) == LENGTH
        and all(one in ALPHABET for one in code)
        and check_character(code[:-1]) == code[-1]
    )


def grouped(code: str) -> str:
    """As it stands on paper: ``7QK2-9M4X-3TRE``."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def digest(text: str, purpose: str) -> str:
    """A keyed digest to keep instead of the code; equal codes of two purposes differ."""
    key = keys.derived(keys.masters()[0].number, "codes")
    return hmac.digest(key, f"{purpose}:{text}".encode(), "sha256").hex()


def login_form(typed: str) -> str:
    """The form in which logins are kept and asked for."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", typed)).lower()
