"""What do the dues sheets say about one member? Lists what is there; judges nothing."""

from datetime import date

from django.utils.translation import gettext as _

from jingwei.kernel.concerns import address
from jingwei.kernel.people.models import Person
from jingwei.kernel.register import MemberFact
from jingwei.work.membership.dues import queries
from jingwei.work.membership.dues.kinds import Easing
from jingwei.work.membership.dues.models import Relief


def of_dues(person: Person, since: date, until: date) -> list[MemberFact]:
    """Periods that are over and in which nothing, or too little, was paid; and what was eased.

    No amount is told. A period that was eased to nothing asks for no explanation.
    """
    found = [
        MemberFact(
            f"sheet-{sheet.public_id}", sheet.first,
            _("{period}：党费没有交齐").format(period=sheet.period),
            address("dues:sheet", sheet.public_id), asks=True,
        )
        for sheet, standing in queries.own_rows(person, since)
        if sheet.until <= until and standing.counts and standing.is_open
    ]  # fmt: skip
    eased = Relief.everything.filter(
        person=person, state=Easing.GRANTED, until__gt=since, since__lte=until
    )
    return found + [
        MemberFact(
            f"relief-{one.public_id}", one.since, _("这段时间批准了少交或免交党费"),
            asks=False,
        )
        for one in eased
    ]  # fmt: skip
