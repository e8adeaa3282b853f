"""How long are name, telephone and words of who asked kept after a matter has ended?

The matter stays, for figures and the ledger; of the person nothing readable is left.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.days import local_day
from jingwei.kernel.register import Retention
from jingwei.work.matters.models import Matter, Mediation

FORGOTTEN = _("已按期删除")


def contacts_due(before: datetime, held: Mapping[int, str], most: int) -> list[int]:
    """Ended matters that still name somebody. Askers are no members: no hold is about them."""
    rows = Matter.everything.filter(closed_on__lt=local_day(before)).exclude(
        asker=None, phone=None, phone_tail=""
    )
    return list(rows.order_by("id").values_list("pk", flat=True)[:most])


def forget_contacts(ids: list[int]) -> None:
    Matter.everything.filter(pk__in=ids).update(asker=None, phone=None, phone_tail="")


def words_due(before: datetime, held: Mapping[int, str], most: int) -> list[int]:
    rows = Matter.everything.filter(closed_on__lt=local_day(before))
    rows = rows.filter(~Q(asked=b"") | ~Q(spot="") | Q(pk__in=_with_other_side()))
    return list(rows.order_by("id").values_list("pk", flat=True)[:most])


def forget_words(ids: list[int]) -> None:
    """The words, the spot and the short title; of a mediation the other side too."""
    Matter.everything.filter(pk__in=ids).update(asked=b"", spot="", title=str(FORGOTTEN))
    Mediation.objects.filter(matter_id__in=ids).update(other=None)


def _with_other_side() -> Any:
    return Mediation.objects.exclude(other=None).values("matter_id")


def declared() -> Iterable[Retention]:
    return (
        Retention("matters.contact", _("办结的诉求的称呼和电话"), "retention.matter.contact.days",
                  contacts_due, forget_contacts),
        Retention("matters.words", _("办结的诉求所说的话"), "retention.matter.words.days",
                  words_due, forget_words),
    )  # fmt: skip
