"""How is a case opened, who is put on it, what is set aside, how is it sealed?

The steps of the procedure are the flow's; this is what stands beside them. Every act needs
somebody who sits on the case.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.models import Account
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows.actions import begin_case, lock_subject
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.people.models import Person
from jingwei.systems.competence.disposition import people, queries, rules, sealed
from jingwei.systems.competence.disposition.flows import DISPOSITION
from jingwei.systems.competence.disposition.kinds import Ground, Phase, Role
from jingwei.systems.competence.disposition.models import Disposition, Seat, SetAside, Tick

SETS = (Role.DRAFTER, Role.APPROVER, Role.SUPERIOR)
BY_PERSON = (Role.INVESTIGATOR, Role.HELPER)


def open_concern(
    *, person: Person, said: Mapping[str, Any], by: Scope, at: datetime,
    follows: Disposition | None = None,
) -> Disposition:  # fmt: skip
    """The private talk that may become a case: opened by hand, by the person who drafts it.

    Nothing but this opens one: no figure, no reaction, no job of the program.
    """
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    if by.account_id is None or person.is_gone:
        raise Refused(Finding("disposition.person", "他的组织关系不在这里，请核对。", rules.HOUSE))
    try:
        with transaction.atomic():
            row = Disposition(
                org_id=person.org_id, org_path=person.org_path, person=person,
                named=[by.account_id], opened_on=local_day(at), opened_by_id=by.account_id,
                opened_grant=by.grant_id, follows=follows,
            )  # fmt: skip
            row.save(force_insert=True)
    except IntegrityError as twice:
        # Whoever may not see the other case learns nothing of it but that this cannot begin.
        raise Refused(
            Finding("disposition.open", "现在不能另开，请先问上级党委组织部门。", rules.HOUSE)
        ) from twice
    Seat.objects.create(
        case=row, role=Role.DRAFTER, account_id=by.account_id, grant=by.grant_id,
        name=by.account_name, post=by.title, named_on=local_day(at), named_by=by.account_name,
    )  # fmt: skip
    begin_case(flow=DISPOSITION, subject=row, verb="concern", said=said, by=by, at=at)
    row.refresh_from_db()
    return row


def name_member(
    *, case: Disposition, role: str, person: Person, by: Scope, at: datetime
) -> Seat:  # fmt: skip
    """Put a member of the branch on the case, as investigator or helper. Who has a sign-in sees
    the case from then on."""
    with transaction.atomic():
        row = _open(case, by)
        found = _setting(row, by)
        if role not in BY_PERSON:
            found.append(Finding("disposition.role", "这里只写调查人和帮教人。", rules.HOUSE))
        if person.pk == row.person_id:
            found.append(Finding("disposition.oneself", "不能由本人来办自己的事。", rules.HOUSE))
        if person.org_id != row.org_id or person.is_gone:
            found.append(Finding("disposition.branch", "请从本支部的党员里选。", rules.REGULATION))
        if any(one.role == role and one.person_id == person.pk for one in queries.seats_of(row)):
            found.append(Finding("disposition.twice", "已经写明过，不用再写。", rules.HOUSE))
        _refuse(found)
        account = Account.everything.filter(person=person, is_active=True).first()
        seat = Seat(
            case=row, role=role, person=person, account=account, name=person.name,
            named_on=local_day(at), named_by=by.account_name,
        )  # fmt: skip
        return _seated(seat, row, by, at)


def name_above(
    *, case: Disposition, role: str, grant: Any, by: Scope, at: datetime
) -> Seat:  # fmt: skip
    """Put somebody of a committee above on the case, as approver or as the next level's reviewer.

    ``grant`` is the public id of their post, as ``people.above`` lists it.
    """
    with transaction.atomic():
        row = _open(case, by)
        found = _setting(row, by)
        if role not in (Role.APPROVER, Role.SUPERIOR):
            found.append(Finding("disposition.role", "这里只写审批人和审核人。", rules.HOUSE))
        known = people.above(row, by, local_day(at))
        chosen = next((one for one in known if one.id == str(grant)), None)
        if chosen is None:
            found.append(
                Finding("disposition.above", "请从上级党委的人里选一位。", rules.REGULATION)
            )
        elif chosen.account_id == row.opened_by_id:
            found += rules.other_hand_findings(same_person=True, same_post=False)
        elif any(s.role == role and s.account_id == chosen.account_id
                 for s in queries.seats_of(row)):  # fmt: skip
            found.append(Finding("disposition.twice", "已经写明过，不用再写。", rules.HOUSE))
        _refuse(found)
        assert chosen is not None  # noqa: S101 - refused without one
        seat = Seat(
            case=row, role=role, account_id=chosen.account_id, grant=chosen.grant_id,
            name=chosen.name, post=chosen.post, named_on=local_day(at), named_by=by.account_name,
        )  # fmt: skip
        return _seated(seat, row, by, at)


def unname(*, case: Disposition, seat: Any, reason: str, by: Scope, at: datetime) -> None:
    """Somebody leaves the case and no longer sees it; what they did stays on record."""
    with transaction.atomic():
        row = _open(case, by)
        found = _setting(row, by)
        left = Seat.objects.filter(case=row, public_id=seat, ended_on=None).first()
        if left is None:
            found.append(Finding("disposition.seat", "案上没有这个人，请刷新再看。", rules.HOUSE))
        elif left.account_id == by.account_id:
            found.append(
                Finding("disposition.leave", "不能去掉自己，请案上别的人来换。", rules.HOUSE)
            )
        if not reason.strip():
            found.append(
                Finding("disposition.why", "请写明为什么换人。", rules.HOUSE, {"field": "reason"})
            )
        _refuse(found)
        assert left is not None  # noqa: S101 - refused without one
        left.ended_on = local_day(at)
        left.save(update_fields=["ended_on"])
        _line(row, "unname", by, at, {"role": left.role}, {"reason": reason.strip()[:300]})


def disclose(
    *, case: Disposition, seat: Any, relation: str, in_minutes: bool, by: Scope, at: datetime
) -> Seat:  # fmt: skip
    """How an investigator stands to the member, and that the minutes name them both.

    Told to all who read the case; nobody loses a vote by it.
    """
    with transaction.atomic():
        row = _open(case, by)
        found = _setting(row, by, also=(Role.INVESTIGATOR,))
        one = Seat.objects.filter(
            case=row, public_id=seat, role=Role.INVESTIGATOR, ended_on=None
        ).first()  # fmt: skip
        if one is None:
            found.append(Finding("disposition.seat", "案上没有这个人，请刷新再看。", rules.HOUSE))
        if not relation.strip():
            found.append(
                Finding("disposition.relation", "请写明和本人的关系，没有就写没有。", rules.HOUSE,
                        {"field": "relation"})
            )  # fmt: skip
        _refuse(found)
        assert one is not None  # noqa: S101 - refused without one
        sealed.keep(one, "sealed", relation.strip()[:300])
        one.in_minutes = in_minutes
        one.save(update_fields=["sealed", "in_minutes"])
        _line(row, "disclose", by, at, {"in_minutes": in_minutes}, {"relation": relation.strip()})
        return one


def set_aside(
    *, case: Disposition, situation: str, key: str, why: str, by: Scope, at: datetime
) -> None:  # fmt: skip
    """A fact of the records no longer counts, with the reason."""
    with transaction.atomic():
        row = _open(case, by)
        found = _setting(row, by, also=(Role.INVESTIGATOR,))
        if situation not in Ground.values or not key or len(key) > 60:
            found.append(Finding("disposition.fact", "没有这条记录，请刷新再看。", rules.HOUSE))
        if not why.strip():
            found.append(
                Finding("disposition.why", "请写明为什么不计。", rules.HOUSE, {"field": "why"})
            )
        if SetAside.objects.filter(case=row, situation=situation, key=key).exists():
            found.append(Finding("disposition.aside", "这条已经剔除过。", rules.HOUSE))
        _refuse(found)
        fact = SetAside(case=row, situation=situation, key=key, by_name=by.account_name, at=at)
        sealed.keep(fact, "why", why.strip()[:300])
        fact.save(force_insert=True)
        _line(row, "set_aside", by, at, {"situation": situation}, {"why": why.strip()[:300]})


def tick_step(
    *, case: Disposition, phase: str, position: int, label: str, on: date | None, by: Scope,
    at: datetime,
) -> None:  # fmt: skip
    """One of the fifteen local steps was done; ``label`` is what it is called here today."""
    with transaction.atomic():
        row = _open(case, by)
        found = _setting(row, by, also=(Role.INVESTIGATOR, Role.HELPER))
        if phase not in Phase.values or not 1 <= position <= 5:
            found.append(Finding("disposition.tick", "清单里没有这一步。", rules.HOUSE))
        if on is None:
            found.append(Finding("disposition.tick_day", "请写哪天办的。", rules.HOUSE))
        found += rules.day_findings(on, today=local_day(at), first=row.opened_on, field="on")
        _refuse(found)
        assert on is not None  # noqa: S101 - said above
        Tick.objects.update_or_create(
            case=row, phase=phase, position=position,
            defaults={"label": label[:40], "done_on": on, "by_name": by.account_name},
        )  # fmt: skip
        _line(row, "tick", by, at, {"phase": phase, "position": position, "on": on})


def seal_case(*, case: Disposition, by: Scope, at: datetime) -> None:
    """封存: of those named only the approver and the next level's reviewer still see the file."""
    with transaction.atomic():
        row = lock_subject(DISPOSITION, case)
        by.require(Duty.MEMBERS_CONFIRM, row.org_path)
        mine = {one.role for one in queries.seats_of(row) if one.account_id == by.account_id}
        found = []
        if not mine & {Role.APPROVER, Role.SUPERIOR}:
            found += rules.named_findings(sits=False, roles="审批人、审核人")
        if row.closed_on is None:
            found.append(Finding("disposition.seal", "还没有办结，办结以后再封存。", rules.HOUSE))
        if row.sealed_at is not None:
            found.append(Finding("disposition.sealed", "案卷已经封存。", rules.HOUSE))
        _refuse(found)
        row.sealed_at, row.sealed_by_id = at, by.account_id
        row.save(update_fields=["sealed_at", "sealed_by"])
        _line(row, "seal", by, at, {})
        leaving = Seat.objects.filter(case=row, ended_on=None)
        leaving.exclude(role__in=(Role.APPROVER, Role.SUPERIOR)).update(ended_on=local_day(at))


def _seated(seat: Seat, row: Disposition, by: Scope, at: datetime) -> Seat:
    seat.save(force_insert=True)
    _line(row, "name", by, at, {"role": seat.role}, {"name": seat.name})
    return seat


def _open(case: Disposition, by: Scope) -> Disposition:
    """The case locked, still going on. Raises: Refused."""
    row: Disposition = lock_subject(DISPOSITION, case)
    if not (by.holds(Duty.MEMBERS_CHANGE, row.org_path)
            or by.holds(Duty.MEMBERS_CONFIRM, row.org_path)):  # fmt: skip
        by.require(Duty.MEMBERS_CHANGE, row.org_path)
    if row.closed_on is not None:
        raise Refused(Finding("disposition.closed", "这件已经办结，不能再改。", rules.HOUSE))
    return row


def _setting(row: Disposition, by: Scope, also: tuple[Role, ...] = ()) -> list[Finding]:
    roles = (*SETS, *also)
    mine = {one.role for one in queries.seats_of(row) if one.account_id == by.account_id}
    words = "、".join(str(role.label) for role in roles)
    return rules.named_findings(sits=bool(mine & set(roles)), roles=words)


def _line(
    row: Disposition, verb: str, by: Scope, at: datetime, facts: dict[str, Any],
    values: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    write_line(
        verb=f"competence.disposition.{verb}", by=by, at=at, org=row.org,
        subject=("disposition", row.public_id), facts=facts, values=values,
    )  # fmt: skip


def _refuse(found: list[Finding]) -> None:
    if found:
        raise Refused(*found)


__all__ = [
    "disclose", "name_above", "name_member", "open_concern", "seal_case", "set_aside",
    "tick_step", "unname",
]  # fmt: skip
