"""How does a notice go out beside the pages? By each channel once, tried again only where it helps.

What goes out says that something can be read here and nothing of what it is: a telephone lies
about, a gateway keeps logs.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import override

from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.days import local_day
from jingwei.kernel.notices import rules
from jingwei.kernel.notices.models import Delivery
from jingwei.kernel.people import files
from jingwei.kernel.register import register

log = logging.getLogger("jingwei.notices")
AT_ONCE = 500
GONE, TRIED = "channel.gone", "tries.over"


class Undeliverable(Exception):
    """This message can never be sent (no number, refused): it is not tried again.

    ``args[0]`` is a code; nothing of the message or its recipient.
    """


@dataclass(frozen=True)
class Outgoing:
    """What a channel is given. ``id`` is the same at each try: who has it already leaves it."""

    id: UUID
    phone: str
    text: str


def deliver_due(*, at: datetime) -> int:
    """Send what is due; how many went out. Each in its own transaction."""
    with system_scope("发送通知"):
        due = Delivery.objects.filter(
            state=Delivery.State.WAITING, next_at__lte=at, notice__shows_on__lte=local_day(at)
        )
        numbers = list(due.order_by("next_at", "id").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_deliver(number, at) for number in numbers)


def _deliver(number: int, at: datetime) -> bool:
    with system_scope("发送通知"):
        rows = Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        row = rows.filter(pk=number, state=Delivery.State.WAITING).first()
        if row is None:
            return False
        channel = register().notice_channels.get(row.channel)
        if channel is None:
            return _over(row, Delivery.State.FAILED, GONE)
        if not channel.is_on():
            return False  # a restored copy, or switched off: waits without a try
        row.tries += 1
        try:
            channel.send(_outgoing(row))
        except Undeliverable as never:
            return _over(row, Delivery.State.FAILED, str(never)[:60])
        except Exception as wrong:
            log.warning("delivery %s by %s: %s", number, row.channel, type(wrong).__name__)
            row.said = type(wrong).__name__[:60]
            later = rules.next_try(row.tries, at)
            if later is None:
                return _over(row, Delivery.State.FAILED, TRIED)
            row.next_at = later
            row.save(update_fields=["tries", "next_at", "said"])
            return False
        row.sent_at = at
        return _over(row, Delivery.State.SENT, "")


def _over(row: Delivery, state: str, said: str) -> bool:
    row.state, row.said = state, said
    row.save(update_fields=["state", "said", "tries", "sent_at"])
    return state == Delivery.State.SENT


def _outgoing(row: Delivery) -> Outgoing:
    notice = row.notice
    assert notice.person is not None  # noqa: S101 - deliveries are made for people only
    with override("zh-hans"):
        kind = str(register().notice_kinds.get(notice.kind, ""))
        text = f"您有一条{kind}，请登录查看。" if kind else "您有一条通知，请登录查看。"
    return Outgoing(notice.public_id, files.unsealed(notice.person, "phone"), text)
