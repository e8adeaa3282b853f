"""How does a centre open, change, close and offer? Each act leaves one line of the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.kernel.ranges import closed, held
from jingwei.systems.community.centres import queries, rules
from jingwei.systems.community.centres.kinds import ProposalState
from jingwei.systems.community.centres.models import (
    ClosedDay,
    Offering,
    ServiceCentre,
    ServiceItem,
    ServiceProposal,
)
from jingwei.systems.community.centres.rules import Hours

CHANGED = Finding("version.changed", "这个中心刚被别人改过，请看过现在的内容再改。")
ENDED = Finding("centre.ended", "这个中心已经停办，不能再改。")
KEEP = Duty.SERVICES_KEEP


@dataclass(frozen=True)
class Told:
    """A centre as it is typed."""

    name: str
    level: str
    address: str
    phone: str
    hours: tuple[Hours, ...]
    longitude: float | None = None
    latitude: float | None = None
    unit: Unit | None = None
    note: str = ""


def refuse(found: Iterable[Finding]) -> None:
    """Raises: Refused with all findings, where there are any."""
    findings = list(found)
    if findings:
        raise Refused(*findings)


def _findings(told: Told) -> list[Finding]:
    return rules.centre_findings(
        name=told.name, address=told.address, phone=told.phone, longitude=told.longitude,
        latitude=told.latitude, hours=told.hours,
    )  # fmt: skip


def open_centre(
    *, org: Organisation, told: Told, from_on: date, by: Scope, at: datetime
) -> ServiceCentre:
    """A centre for which ``org`` answers. Raises: Refused."""
    by.require(KEEP, org.path)
    refuse(_findings(told))
    row = ServiceCentre(org=org, org_path=org.path, held=held(from_on))
    _fill(row, told)
    row.save(force_insert=True)
    _line("centres.centre.open", row, by, at, on=from_on)
    return row


def change_centre(
    *, centre: ServiceCentre, told: Told, by: Scope, at: datetime, version: int | None = None
) -> ServiceCentre:
    """Place, telephone, opening hours. Raises: Refused."""
    row = _locked(centre, by)
    if version is not None and row.version != version:
        raise Refused(CHANGED)
    refuse([*([ENDED] if row.held.upper else []), *_findings(told)])
    _fill(row, told)
    row.version = F("version") + 1
    row.save()
    row.refresh_from_db(fields=["version"])
    _line("centres.centre.change", row, by, at, hours=row.hours)
    return row


def place_centre(
    *, centre: ServiceCentre, longitude: float, latitude: float, by: Scope, at: datetime
) -> ServiceCentre:
    """Only where it lies, as a file of points says it. Raises: Refused."""
    row = _locked(centre, by)
    refuse([*([ENDED] if row.held.upper else []), *rules.place_findings(longitude, latitude)])
    row.longitude, row.latitude = longitude, latitude
    row.version = F("version") + 1
    row.save(update_fields=["longitude", "latitude", "version"])
    row.refresh_from_db(fields=["version"])
    _line("centres.centre.place", row, by, at, longitude=longitude, latitude=latitude)
    return row


def end_centre(*, centre: ServiceCentre, on: date, by: Scope, at: datetime) -> ServiceCentre:
    """From ``on`` it is no more; what it offered ends with it. Raises: Refused."""
    row = _locked(centre, by)
    refuse(
        [ENDED] if row.held.upper else rules.dated_findings(row.held.lower + timedelta(days=1), on)
    )
    row.held = closed(row.held, on)
    row.save(update_fields=["held"])
    for offering in Offering.everything.filter(centre=row, held__endswith=None):
        _end(offering, on)
    _line("centres.centre.end", row, by, at, on=on)
    return row


def close_days(
    *, centre: ServiceCentre, first: date, last: date, why: str, by: Scope, at: datetime
) -> ClosedDay:
    """Say beforehand that it is closed on some days. Raises: Refused."""
    row = _locked(centre, by)
    found = rules.closed_findings(first, last, why, local_day(at))
    if ClosedDay.everything.filter(centre=row, first__lte=last, last__gte=first).exists():
        found.append(Finding("closed.twice", "这几天里已经写了关门，请先去掉原来的。", rules.HOUSE))
    refuse(found)
    made = ClosedDay.everything.create(
        org_id=row.org_id, org_path=row.org_path, centre=row, first=first, last=last,
        why=why.strip(),
    )  # fmt: skip
    _line("centres.centre.close_days", row, by, at, first=first, last=last)
    return made


def reopen_days(*, closed_day: ClosedDay, by: Scope, at: datetime) -> None:
    """Take a closed day back: the centre is open after all. Raises: Refused."""
    row = _locked(closed_day.centre, by)
    _line("centres.centre.reopen_days", row, by, at, first=closed_day.first, last=closed_day.last)
    closed_day.delete()


@dataclass(frozen=True)
class Doing:
    """When and where in the centre an item is done; empty: whenever it is open."""

    weekdays: tuple[int, ...] = ()
    opens: time | None = None
    closes: time | None = None
    desk: str = ""
    provider: str = ""


def offer_items(
    *, centre: ServiceCentre, items: Iterable[ServiceItem], doing: Doing, from_on: date, by: Scope,
    at: datetime,
) -> list[Offering]:  # fmt: skip
    """These items are done at the centre from a day on; one line for all. Raises: Refused."""
    row = _locked(centre, by)
    chosen = list(items)
    refuse(_offer_findings(row, chosen, doing, from_on))
    made = []
    for item in chosen:
        offering = Offering(
            org_id=row.org_id, org_path=row.org_path, centre=row, item=item, held=held(from_on),
            weekdays=list(doing.weekdays), opens=doing.opens, closes=doing.closes,
            desk=doing.desk.strip(), provider=doing.provider.strip(),
        )  # fmt: skip
        try:
            offering.validate_constraints()
        except ValidationError as wrong:
            raise Refused(Finding("offering.wrong", " ".join(wrong.messages))) from wrong
        offering.save(force_insert=True)
        made.append(offering)
    _line(
        "centres.centre.offer", row, by, at, on=from_on,
        items=sorted(str(item.public_id) for item in chosen),
    )  # fmt: skip
    return made


def _offer_findings(
    row: ServiceCentre, items: list[ServiceItem], doing: Doing, from_on: date
) -> list[Finding]:
    found = [ENDED] if row.held.upper else rules.dated_findings(row.held.lower, from_on)
    if not items:
        found.append(Finding("offering.items", "还没有选事项，请至少选一项。", rules.HOUSE))
    if (doing.opens is None) != (doing.closes is None):
        found.append(Finding("offering.half", "开始和结束时间要么都写，要么都不写。", rules.HOUSE))
    for item in items:
        found += rules.dated_findings(item.held.lower, from_on, item.held.upper)
    return found


def stop_offering(*, offering: Offering, on: date, by: Scope, at: datetime) -> Offering:
    """From ``on`` it is not done there any more. Raises: Refused."""
    row = _locked(offering.centre, by)
    refuse(
        [Finding("offering.ended", "这一项已经停办了。")] if offering.held.upper
        else rules.dated_findings(offering.held.lower, on)
    )  # fmt: skip
    _end(offering, on)
    _line("centres.centre.stop", row, by, at, on=on, item=offering.item.public_id)
    return offering


def _end(offering: Offering, on: date) -> None:
    """What never came to be leaves no row behind."""
    if on <= offering.held.lower:
        offering.delete()
        return
    offering.held = closed(offering.held, on)
    offering.save(update_fields=["held"])


def propose(
    *, centre: ServiceCentre, kind: str, item: ServiceItem | None, title: str, why: str, by: Scope,
    at: datetime,
) -> ServiceProposal:  # fmt: skip
    """A centre says which service is needed or not needed, and why. Raises: Refused."""
    row = _locked(centre, by)
    refuse(rules.proposal_findings(kind, title, item is not None, why))
    words = title.strip() or (queries.title_of(item, local_day(at)) if item else "")
    made = ServiceProposal.everything.create(
        org_id=row.org_id, org_path=row.org_path, kind=kind, centre=row, item=item, title=words,
        why=why.strip(), said_at=at, said_by_id=by.account_id,
    )  # fmt: skip
    write_line(
        verb="centres.proposal.say", by=by, at=at, org=row.org,
        subject=("service_proposal", made.public_id), facts={"kind": kind, "title": words},
    )  # fmt: skip
    return made


def answer_proposal(
    *, proposal: ServiceProposal, adopt: bool, answer: str, by: Scope, at: datetime
) -> ServiceProposal:
    """The county or city answers; adopting says so, the catalogue is changed apart.

    Raises: Refused.
    """
    by.require(Duty.RULES_KEEP, proposal.org_path)
    row: ServiceProposal = ServiceProposal.everything.select_for_update(no_key=True).get(
        pk=proposal.pk
    )
    found = []
    if row.state != ProposalState.OPEN:
        found.append(Finding("proposal.answered", "这条建议已经答复过了。"))
    if len(answer.strip()) < 2:
        found.append(Finding("proposal.answer", "请写答复，提建议的人看得到。", rules.HOUSE))
    refuse(found)
    row.state = ProposalState.ADOPTED if adopt else ProposalState.DECLINED
    row.answer, row.answered_at, row.answered_by_id = answer.strip(), at, by.account_id
    row.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    write_line(
        verb="centres.proposal.answer", by=by, at=at, org=row.org,
        subject=("service_proposal", row.public_id), facts={"state": str(row.state)},
    )  # fmt: skip
    return row


def _locked(centre: ServiceCentre, by: Scope) -> ServiceCentre:
    """The centre as it is now, for changing. Raises: Refused where it is not one's own."""
    row: ServiceCentre = (
        ServiceCentre.everything.select_for_update(no_key=True, of=("self",))
        .select_related("org").get(pk=centre.pk)
    )  # fmt: skip
    by.require(KEEP, row.org_path)
    return row


def _fill(row: ServiceCentre, told: Told) -> None:
    row.name, row.level, row.address = told.name.strip(), told.level, told.address.strip()
    row.phone, row.note, row.unit = told.phone.strip(), told.note.strip(), told.unit
    row.longitude, row.latitude = told.longitude, told.latitude
    row.hours = rules.kept_hours(told.hours)


def told_of(row: ServiceCentre) -> Told:
    """What is on record, in the shape in which it is typed."""
    return Told(
        name=row.name, level=row.level, address=row.address, phone=row.phone,
        hours=rules.read_hours(row.hours), longitude=row.longitude, latitude=row.latitude,
        unit=row.unit, note=row.note,
    )  # fmt: skip


def _line(verb: str, row: ServiceCentre, by: Scope, at: datetime, **facts: Any) -> None:
    write_line(
        verb=verb, by=by, at=at, org=row.org, subject=("service_centre", row.public_id),
        facts=facts,
    )  # fmt: skip
