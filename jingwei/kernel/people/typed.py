"""What may a few typed characters mean? Where in the order of names they stand, and which of those.

The search and the text of the list read the same stretches of the same index and mean the same.
"""

from typing import Any, Final

from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.functions import Replace

from jingwei.kernel import names
from jingwei.kernel.rulebook.codes.text import half_width

LONGEST: Final = 60
LAST: Final = "\U0010ffff"
BETWEEN: Final = "\x1f"
"""What stands between the sound and the name itself in ``name_sort``."""


def normal(text: str) -> str:
    """What was typed, as names are kept."""
    return names.normal(half_width(text)).replace("\x00", "")[:LONGEST]


def is_tail(typed: str) -> bool:
    """The last four of an ID number or a phone?"""
    return len(typed) == 4 and typed.isascii() and typed[:3].isdigit() and typed[3] in "0123456789X"


def conditions(text: str) -> list[Any]:
    """Name, pinyin or initials from their beginning, or the last four, as conditions on a person.

    The stretches lead into the index of names; the rest is read from the index beside them.
    """
    typed = normal(text)
    if not typed:
        return []
    if is_tail(typed):
        return [Q(id_tail=typed) | Q(phone_tail=typed)] if typed.isdigit() else [Q(id_tail=typed)]
    found = stretches(typed)
    if not found:
        return [Q(pk=None)]
    low = typed.lower()
    itself = _Begins(_part(2), Value(typed))
    meant: Any = itself
    if typed.isascii():
        sound = Replace(_part(1), Value(" "), Value(""))
        meant = Q(_Begins(sound, Value(low))) | Q(_Begins(F("initials"), Value(low))) | Q(itself)
    return [_between(min(found)[0], max(last for _first, last in found)), *_parted(found), meant]


def stretches(typed: str) -> list[tuple[str, str]]:
    """Where in the order of names those stand that begin with ``typed``, which is in normal form.

    Letters may be pinyin, initials or a name in letters: all of them begin with the same letter.
    Characters stand under each reading that they have at the beginning of a name.
    """
    if typed.isascii():
        return [(typed[0].lower(), typed[0].lower() + LAST)]
    plain = typed.replace("·", "")
    if not plain:
        return []
    sounds = sorted({" ".join(said)[:130] for said in names.readings(plain)})
    return [(sound, sound + LAST if len(sound) == 130 else sound + "!") for sound in sounds]


class _Begins(Func):
    template = "(%(expressions)s)"
    arg_joiner = " ^@ "
    output_field = BooleanField()


def _part(number: int) -> Func:
    return Func(F("name_sort"), Value(BETWEEN), Value(number), function="split_part")


def _between(first: str, last: str) -> Q:
    return Q(name_sort__gte=first, name_sort__lt=last)


def _parted(found: list[tuple[str, str]]) -> list[Q]:
    """Of several stretches, nothing that lies between them; the outer bounds hold one already."""
    if len(found) == 1:
        return []
    parts = Q()
    for first, last in found:
        parts |= _between(first, last)
    return [parts]
