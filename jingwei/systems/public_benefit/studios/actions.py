"""How is a studio opened, changed, closed; a delegate named; a matter taken on? One line each."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.kernel.ranges import held
from jingwei.systems.public_benefit.door import Door, point_findings
from jingwei.systems.public_benefit.keeping import KEEP, ended, is_open, lock, refuse
from jingwei.systems.public_benefit.studios import queries, rules
from jingwei.systems.public_benefit.studios.models import (
    DelegateStudio,
    StudioDelegate,
    StudioItem,
)
from jingwei.work.matters.actions import Told, receive_matter
from jingwei.work.matters.kinds import Channel
from jingwei.work.matters.models import Matter

SUBJECT = "delegatestudio"


@dataclass(frozen=True, kw_only=True)
class Doorplate(Door):
    """What stands at the door of a studio."""

    kind: str

    def findings(self) -> list[Finding]:
        return rules.studio_findings(
            name=self.name, place=self.place, phone=self.phone, has_unit=self.unit is not None,
            phone_is_real=self.phone_is_real, hours=len(self.hours), unread=self.unread,
        ) + point_findings(self.longitude, self.latitude)  # fmt: skip

    def onto(self, row: DelegateStudio) -> None:
        super().onto(row)
        row.kind = self.kind


def open_studio(
    *, org: Organisation, door: Doorplate, by: Scope, at: datetime
) -> DelegateStudio:  # fmt: skip
    """A studio from today on. Raises: Refused."""
    by.require(KEEP, org.path)
    refuse(door.findings())
    row = DelegateStudio(org=org, org_path=org.path, held=held(local_day(at)))
    door.onto(row)
    row.save(force_insert=True)
    _line("studios.studio.open", row, by, at, kind=row.kind)
    return row


def change_studio(
    *, studio: DelegateStudio, door: Doorplate, by: Scope, at: datetime, version: int | None = None
) -> DelegateStudio:  # fmt: skip
    """Another place, other hours. Raises: Refused."""
    row = lock(DelegateStudio, studio, by, version)
    refuse(door.findings())
    door.onto(row)
    row.version += 1
    row.save()
    _line("studios.studio.change", row, by, at)
    return row


def close_studio(
    *, studio: DelegateStudio, reason: str, by: Scope, at: datetime
) -> DelegateStudio:  # fmt: skip
    """No longer open, once nobody waits for it. Raises: Refused."""
    row = lock(DelegateStudio, studio, by)
    today = local_day(at)
    counts = queries.taken([row]).get(row.pk)
    refuse(
        rules.closing_findings(
            is_open=is_open(row, today), waiting=counts.waiting if counts else 0, reason=reason
        )
    )
    row.held = ended(row.held, today)
    row.version += 1
    row.save(update_fields=["held", "version"])
    for one in StudioDelegate.everything.filter(studio=row, held__endswith=None):
        one.held = ended(one.held, today)
        one.save(update_fields=["held"])
    _line("studios.studio.close", row, by, at, why=reason.strip())
    return row


def name_delegate(
    *, studio: DelegateStudio, person: Person | None, consent_on: date | None, by: Scope,
    at: datetime,
) -> StudioDelegate:  # fmt: skip
    """Who receives there; the public reads the name from the day of consent. Raises: Refused."""
    row = lock(DelegateStudio, studio, by)
    today = local_day(at)
    same = StudioDelegate.everything.filter(studio=row, person=person, held__contains=today)
    refuse(
        rules.delegate_findings(
            has_person=person is not None, already=person is not None and same.exists(),
            is_open=is_open(row, today), consent_on=consent_on, today=today,
        )
    )  # fmt: skip
    assert person is not None  # noqa: S101 - said above
    made = StudioDelegate(
        org=row.org, org_path=row.org_path, studio=row, person=person, name=person.name,
        consent_on=consent_on, held=held(today),
    )  # fmt: skip
    made.save(force_insert=True)
    _line("studios.delegate.name", row, by, at, public=consent_on is not None)
    return made


def end_delegate(*, delegate: StudioDelegate, by: Scope, at: datetime) -> StudioDelegate:
    """Receives there no longer. Raises: Refused."""
    row = lock(StudioDelegate, delegate, by)
    if row.held.upper is not None:
        raise Refused(Finding("delegate.over", "已经不在这里接待。", rules.HOUSE))
    row.held = ended(row.held, local_day(at))
    row.save(update_fields=["held"])
    write_line(
        verb="studios.delegate.end", by=by, at=at, org=row.org, subject=(SUBJECT, row.public_id)
    )
    return row


def receive_item(
    *, studio: DelegateStudio, proxy: str, told: Told, by: Scope, at: datetime, receipt: str = ""
) -> tuple[Matter, str]:  # fmt: skip
    """Take on what somebody brings: a matter of this studio, with its receipt. Raises: Refused."""
    if not is_open(studio, local_day(at)):
        raise Refused(Finding("studio.closed", "工作室已经停了。", rules.HOUSE))
    with transaction.atomic():
        matter, code = receive_matter(
            org=studio.org,
            told=told,
            channel=Channel.DELEGATE,
            by=by,
            at=at,
            receipt=receipt,
        )
        StudioItem(
            org=studio.org, org_path=studio.org_path, studio=studio, matter=matter, proxy=proxy,
            received_on=local_day(at),
        ).save(force_insert=True)  # fmt: skip
        _line("studios.item.receive", studio, by, at, proxy=proxy)
    return matter, code


def _line(verb: str, row: DelegateStudio, by: Scope, at: datetime, **facts: Any) -> None:
    write_line(verb=verb, by=by, at=at, org=row.org, subject=(SUBJECT, row.public_id), facts=facts)
