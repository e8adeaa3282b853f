"""Which notices were made about a member, which came to the member, and how is that noted?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.models import FlowPaper
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.people.files import refuse
from jingwei.work.membership.standing import rules
from jingwei.work.membership.standing.flows import ABROAD, LEAVING, LOST, NOTICES
from jingwei.work.membership.standing.models import (
    Leaving,
    LostContact,
    NoticeServed,
    OfMember,
    Stay,
)

SLOTS = tuple(doc.name for doc in NOTICES)
KEPT: dict[str, tuple[Flow, type[OfMember]]] = {
    LOST.code: (LOST, LostContact), ABROAD.code: (ABROAD, Stay), LEAVING.code: (LEAVING, Leaving),
}  # fmt: skip


@dataclass(frozen=True)
class Notice:
    """A notice among the papers of a case; ``service`` None: it has not been served yet."""

    id: UUID
    title: str
    slot: str
    made_on: date
    flow: Flow
    subject: OfMember
    service: NoticeServed | None


def notices_of(person: int) -> list[Notice]:
    """The notices about one member, the latest first; five queries."""
    subjects: dict[UUID, tuple[Flow, OfMember]] = {}
    for flow, model in KEPT.values():
        for row in model.everything.filter(person_id=person).select_related("org"):
            subjects[row.public_id] = (flow, row)
    rows = list(_papers().filter(case__subject__in=subjects).order_by("-id"))
    served = _services(rows)
    return [
        _notice(row, *subjects[row.case.subject], served.get(row.public_id)) for row in rows
    ]  # fmt: skip


def notice(scope: Scope, public_id: UUID) -> Notice | None:
    """One notice of a case in the scope's part of the tree; None out of sight."""
    paper: FlowPaper | None = (
        _papers().filter(
            public_id=public_id, case__org_path__gte=scope.path, case__org_path__lt=scope.hi
        ).first()
    )  # fmt: skip
    if paper is None:
        return None
    flow, model = KEPT[paper.case.flow]
    row: Any = model.objects.within(scope).select_related("org", "person").filter(
        public_id=paper.case.subject
    ).first()  # fmt: skip
    if row is None:
        return None
    return _notice(paper, flow, row, _services([paper]).get(paper.public_id))


def waiting(scope: Scope) -> Any:
    """Notices that were not served yet, the oldest first; two queries where they are counted."""
    done = NoticeServed.objects.within(scope).values("paper")
    rows = _papers().filter(case__org_path__gte=scope.path, case__org_path__lt=scope.hi)
    return rows.exclude(public_id__in=done).order_by("id")


def note_service(
    *, notice: Notice, served_on: date | None, how: str, taker: str, note: str, by: Scope,
    at: datetime,
) -> NoticeServed:  # fmt: skip
    """记下送达, once for each notice. Raises: Refused."""
    row = notice.subject
    by.require(Duty.MEMBERS_CHANGE, row.org_path)
    refuse(
        rules.service_findings(
            served_on=served_on, made_on=notice.made_on, on=local_day(at), how=how, note=note,
            again=notice.service is not None,
        )
    )  # fmt: skip
    assert served_on is not None  # noqa: S101 - said above
    assert by.account_id is not None  # noqa: S101 - who serves a notice has signed in
    service = NoticeServed(
        org=row.org, org_path=row.org_path, person_id=row.person_id, name=row.name,
        flow=notice.flow.code, subject=row.public_id, paper=notice.id, slot=notice.slot,
        made_on=notice.made_on, served_on=served_on, how=how, taker=taker.strip(),
        note=note.strip(), noted_at=at, noted_by_id=by.account_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            service.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(
            *rules.service_findings(
                served_on=served_on, made_on=notice.made_on, on=local_day(at), how=how,
                note=note, again=True,
            )
        ) from twice  # fmt: skip
    write_line(
        verb="standing.notice.serve", by=by, at=at, org=row.org,
        subject=(notice.flow.thing, row.public_id),
        facts={"paper": str(notice.id), "slot": notice.slot, "served_on": served_on, "how": how},
        values={"taker": service.taker, "note": service.note},
    )  # fmt: skip
    return service


def _papers() -> Any:
    return (
        FlowPaper.objects.filter(case__flow__in=KEPT, slot__in=SLOTS, step__isnull=False)
        .select_related("case").defer("sealed", "file_key")
    )  # fmt: skip


def _services(rows: list[FlowPaper]) -> dict[UUID, NoticeServed]:
    found = NoticeServed.everything.filter(paper__in=[row.public_id for row in rows])
    return {one.paper: one for one in found.select_related("noted_by")}


def _notice(paper: FlowPaper, flow: Flow, row: OfMember, service: NoticeServed | None) -> Notice:
    return Notice(
        paper.public_id, paper.title, paper.slot, local_day(paper.at), flow, row, service
    )  # fmt: skip
