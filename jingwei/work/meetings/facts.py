"""Which tasks of a member were decided in meetings, and were they done? Judges nothing."""

from datetime import date

from django.utils.translation import gettext as _

from jingwei.kernel.concerns import address
from jingwei.kernel.people.models import Person
from jingwei.kernel.register import MemberFact
from jingwei.work.meetings.models import Resolution


def of_tasks(person: Person, since: date, until: date) -> list[MemberFact]:
    """Decisions that name the member as owner and whose day has come; those not done ask why."""
    rows = Resolution.everything.select_related("meeting").filter(
        owner=person, due_on__gt=since, due_on__lte=until
    )
    return [
        MemberFact(
            str(row.public_id), row.due_on,
            _words(row),
            address("meetings:meeting", row.meeting.public_id), asks=row.done_on is None,
        )
        for row in rows.order_by("-due_on", "-id")
        if row.due_on is not None
    ]  # fmt: skip


def _words(row: Resolution) -> str:
    said = _("{text}：已办好") if row.done_on else _("{text}：到期没有办好")
    return said.format(text=row.text)
