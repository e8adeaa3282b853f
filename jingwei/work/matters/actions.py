"""How does a matter come in, who looks at its contact, how is a review kept?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import first_of_month, local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows.actions import begin_case
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.kernel.privacy import sealing
from jingwei.kernel.rulebook.codes import phones
from jingwei.work.matters import dispatch, effects, receipts, rules
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import Channel, Kind
from jingwei.work.matters.models import Matter, Review
from jingwei.work.matters.stations import Station

ASKED, ASKER, PHONE = "matter.asked", "matter.asker", "matter.phone"
WORDS = "matter_review.words"
TAIL = 4


@dataclass(frozen=True)
class Told:
    """What the asker says. Only what and where are needed."""

    asked: str
    place: Unit | None = None
    spot: str = ""
    name: str = ""
    phone: str = ""
    title: str = ""
    kind: str = Kind.SERVICE
    is_listed: bool = False
    point: tuple[float, float] | None = None  # the middle of a grid
    order: str = ""  # the number of the hotline's work order
    order_due_on: date | None = None
    station: Station | None = None  # where it was asked
    said_at: datetime | None = None  # when it was said to somebody else; None: now


def findings_of(told: Told) -> list[Finding]:
    """All that is missing or cannot be read, before anything is kept."""
    return rules.ask_findings(
        asked=told.asked, has_place=told.place is not None or told.kind == Kind.SYSTEM,
        phone=told.phone, phone_is_real=bool(_phone(told.phone)),
    )  # fmt: skip


def _phone(text: str) -> str:
    """The number in its usual form, empty for what is none."""
    number = phones.normal(text)
    return number if phones.is_mobile(number) else phones.landline(number) or ""


def is_number(text: str) -> bool:
    """Can somebody be called by it?"""
    return bool(_phone(text))


def receive_matter(
    *, org: Organisation, told: Told, channel: Channel, by: Scope, at: datetime, receipt: str = "",
) -> tuple[Matter, str]:  # fmt: skip
    """Take a matter: whoever takes it first answers for it to the end. Gives its receipt code.

    The code is told once and kept as a digest only. Raises: Refused.
    """
    from_door = by.account_id is None
    if not from_door:
        by.require(Duty.MATTERS_HANDLE, org.path)
    found = findings_of(told)
    if found:
        raise Refused(*found)
    code = receipt or receipts.fresh()
    row = _row(org, told, channel, by, at)
    row.reply_due_on = effects.last_day(MATTER, "first_reply", row.received_on)
    row.receipt = receipts.digest(code)
    rule = dispatch.choose(row, at)
    if rule is not None:
        row.host_id, row.host_path = rule.host_id, rule.host_path
        row.rule, row.why = rule, rule.why
    row.save(force_insert=True)
    begin_case(flow=MATTER, subject=row, verb="arrive" if from_door else "receive", by=by, at=at)
    return row, code


def receive_once(
    *, mark: str, told: Told, by: Scope, take: Callable[[str], Matter]
) -> tuple[Matter, str]:  # fmt: skip
    """What one filled form makes, however often it is sent: one matter, and its receipt again.

    ``mark`` is what the form was drawn with, ``take`` receives the matter under a receipt code.
    Who goes back and writes something else has another matter.
    """
    said = (
        mark, told.asked, told.spot, told.name, told.phone, told.place and told.place.pk,
        told.station and told.station.public_id,
    )  # fmt: skip
    code = receipts.of_form("\x1f".join(map(str, (by.account_id, *said))))
    held = Matter.objects.within(by).filter(receipt=receipts.digest(code))
    row: Matter | None = held.first()
    if row is None:
        try:
            with transaction.atomic():
                row = take(code)
        except IntegrityError:  # the second of two clicks came while the first was at work
            row = held.get()
    return row, code


def _row(org: Organisation, told: Told, channel: Channel, by: Scope, at: datetime) -> Matter:
    row = Matter(
        org=org, org_path=org.path, host=org, host_path=org.path, channel=channel, kind=told.kind,
        is_listed=told.is_listed, point=list(told.point) if told.point else None,
        title=(told.title.strip() or rules.title_of(told.asked))[:60], place=told.place,
        spot=told.spot.strip()[:120], received_at=min(told.said_at or at, at),
        outside_no=told.order.strip()[:40], outside_due_on=told.order_due_on,
        received_on=local_day(at), received_by_id=by.account_id,
        station=told.station.public_id if told.station else None,
        station_name=told.station.name if told.station else "",
    )  # fmt: skip
    row.asked = sealing.seal(told.asked.strip(), column=ASKED, row=row.public_id)
    if told.name.strip():
        row.asker = sealing.seal(told.name.strip()[:50], column=ASKER, row=row.public_id)
    phone = _phone(told.phone)
    if phone:
        row.phone = sealing.seal(phone, column=PHONE, row=row.public_id)
        row.phone_tail = phone[-TAIL:]
    return row


def show_contact(*, matter: Matter, by: Scope, at: datetime) -> dict[str, str]:
    """Name and phone of the asker, for who works on the matter; each look is a line."""
    require_hands(matter, by)
    write_line(
        verb="matters.matter.contact", by=by, at=at, org=matter.org,
        subject=("matter", matter.public_id),
    )  # fmt: skip
    return {
        "name": sealing.unseal(matter.asker, column=ASKER, row=matter.public_id),
        "phone": sealing.unseal(matter.phone, column=PHONE, row=matter.public_id),
    }


def require_hands(matter: Matter, by: Scope) -> None:
    hands = by.holds(Duty.MATTERS_HANDLE, matter.org_path)
    if not hands and not by.holds(Duty.MATTERS_HANDLE, matter.host_path):
        by.require(Duty.MATTERS_HANDLE, matter.org_path)


def asked_of(matter: Matter) -> str:
    """What was asked, in the asker's words."""
    return sealing.unseal(matter.asked, column=ASKED, row=matter.public_id)


def keep_review(*, matter: Matter, grade: int, words: str, by: Scope, at: datetime) -> Review:
    """Keep how the asker found it, apart from the matter. Raises: Refused for a second review."""
    token = sealing.index(bytes(matter.receipt).hex(), column="matter_review.token")
    if Review.everything.filter(token=token).exists():
        raise Refused(Finding("review.twice", "已经评价过了，谢谢。", rules.SERVICE))
    row = Review(
        org=matter.org, org_path=matter.org_path, token=token, grade=grade,
        month=first_of_month(local_day(at)),
    )  # fmt: skip
    if words.strip():
        row.words = sealing.seal(words.strip()[:1000], column=WORDS, row=row.public_id)
    row.save(force_insert=True)
    # The line names the organisation and the month, never the matter: nobody may learn who rated.
    write_line(
        verb="matters.review.keep", by=by, at=at, org=matter.org,
        subject=("review", row.public_id), facts={"month": row.month},
    )  # fmt: skip
    return row


def named(row: Any) -> str:
    """Who asked, masked: the first sign of the name."""
    name = sealing.unseal(row.asker, column=ASKER, row=row.public_id)
    return name[:1] + "*" * max(len(name) - 1, 1) if name else ""
