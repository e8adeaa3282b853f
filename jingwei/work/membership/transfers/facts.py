"""What do the transfers say about one member? Lists what is there; judges nothing."""

from datetime import date

from django.utils.translation import gettext as _

from jingwei.kernel.concerns import address
from jingwei.kernel.people.models import Person
from jingwei.kernel.register import MemberFact
from jingwei.work.membership.transfers.models import Transfer


def of_transfers(person: Person, since: date, until: date) -> list[MemberFact]:
    """The member's transfers of the time and where each stands.

    None of them asks the member for an explanation: who sends and who receives must act, and the
    sender stays responsible until it is accepted.
    """
    rows = Transfer.everything.filter(person=person, asked_on__gt=since, asked_on__lte=until)
    return [
        MemberFact(
            str(row.public_id), row.asked_on,
            _("{why}申请转接：{state}").format(
                why=row.get_why_display(), state=row.get_state_display()
            ),
            address("transfers:transfer", row.public_id), asks=False,
        )
        for row in rows.order_by("-asked_on", "-id")
    ]  # fmt: skip
