"""In what is a figure counted, in the reader's language?

Chinese counts persons, branches and matters each with a word of its own; English counts them with
none, so these fall away there. Money, hours, households and attendances are named in both.
"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

MEASURES: Final = frozenset("个名次件张家项条栋趟人")


def unit_words(unit: str | Promise) -> str:
    """The unit behind a number; empty where the language has no word for it."""
    said = str(unit)
    if not (get_language() or "").startswith("en"):
        return said
    if said in MEASURES:
        return ""
    return {"人次": _("人次"), "户": _("户"), "学时": _("学时"), "元": _("元")}.get(said, said)
