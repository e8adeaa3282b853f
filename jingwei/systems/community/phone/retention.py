"""How long is a position kept that somebody attached to a note? As long as the asker's contact.

A job of the program for the whole tree: it asks past ``.within`` and sees no words.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.days import local_day
from jingwei.kernel.register import Retention
from jingwei.systems.community.phone.models import Note


def points_due(before: datetime, held: Mapping[int, str], most: int) -> list[int]:
    """Notes with a position whose matter has ended before. A place of a thing: no hold is about
    it."""
    rows = Note.everything.filter(matter__closed_on__lt=local_day(before)).exclude(point=None)
    return list(rows.order_by("id").values_list("pk", flat=True)[:most])


def forget_points(ids: list[int]) -> None:
    Note.everything.filter(pk__in=ids).update(point=None)


def declared() -> Iterable[Retention]:
    return (
        Retention("phone.point", _("办结的事附上的位置"), "retention.matter.contact.days",
                  points_due, forget_points),
    )  # fmt: skip
