"""How is a union proposed, signed, measured, its projects kept? One line each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope, crossing
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows.actions import begin_case, take_step
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.systems.public_benefit.unions import queries, rules
from jingwei.systems.public_benefit.unions.flows import UNION
from jingwei.systems.public_benefit.unions.kinds import PartyRole, ProjectState
from jingwei.systems.public_benefit.unions.models import (
    CrossAreaUnion,
    JointProject,
    UnionGoal,
    UnionParty,
)

KEEP = Duty.BENEFIT_KEEP
SUBJECT = "crossareaunion"


@dataclass(frozen=True)
class Plan:
    """What is proposed. ``helpers``, ``helped``, ``members``: codes or full names of others.

    ``goals``: what, at least how much, of what. ``role`` is the lead's own.
    """

    title: str
    kind: str
    basis: str
    begins_on: date | None
    ends_on: date | None
    goals: tuple[tuple[str, Decimal, str], ...] = ()
    role: str = PartyRole.MEMBER
    helpers: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    principle: str = "share"
    occasion: str = "other"
    resources: str = ""


def propose_union(*, org: Organisation, plan: Plan, by: Scope, at: datetime) -> CrossAreaUnion:
    """Put a union to the others; the lead's own yes is in the asking. Raises: Refused."""
    by.require(KEEP, org.path)
    today = local_day(at)
    sides = [
        *((one, PartyRole.HELPER) for one in plan.helpers),
        *((one, PartyRole.HELPED) for one in plan.helped),
        *((one, PartyRole.MEMBER) for one in plan.members),
    ]
    sides = [(one.strip(), role) for one, role in sides if one.strip()]
    known = queries.named(one for one, _role in sides)
    parties = [(org, plan.role), *((known[one], role) for one, role in sides if one in known)]
    said = rules.Proposed(
        title=plan.title, basis=plan.basis, goals=len(plan.goals),
        parties=tuple((one.pk, str(role)) for one, role in parties),
        unknown=tuple(one for one, _role in sides if one not in known),
        begins_on=plan.begins_on, ends_on=plan.ends_on,
    )  # fmt: skip
    _refuse(rules.proposed_findings(said, today))
    assert plan.begins_on is not None  # noqa: S101 - said above
    assert plan.ends_on is not None  # noqa: S101 - said above
    with transaction.atomic():
        row = CrossAreaUnion(
            org=org, org_path=org.path, title=plan.title.strip(), kind=plan.kind,
            principle=plan.principle, occasion=plan.occasion, basis=plan.basis.strip(),
            resources=plan.resources.strip(), begins_on=plan.begins_on, ends_on=plan.ends_on,
            proposed_on=today,
        )  # fmt: skip
        row.save(force_insert=True)
        # One by one: the policy asks for a party in sight, and that is the first of them.
        for one, role in parties:
            is_lead = one.pk == org.pk
            UnionParty(
                org_id=one.pk, org_path=one.path, union=row, role=role, name=str(one)[:120],
                signed_on=today if is_lead else None,
                signed_by_id=by.account_id if is_lead else None,
            ).save(force_insert=True)  # fmt: skip
        for title, target, unit in plan.goals:
            UnionGoal(
                org=org, org_path=org.path, union=row, title=title, target=target, unit=unit
            ).save(force_insert=True)
        begin_case(flow=UNION, subject=row, verb="propose", by=by, at=at)
    return row


def sign_union(
    *, union: CrossAreaUnion, party: UnionParty, agrees: bool, words: str = "", by: Scope,
    at: datetime,
) -> UnionParty:  # fmt: skip
    """A party says yes or no for itself; with the last yes the union is signed. Raises: Refused."""
    by.require(KEEP, party.org_path)
    with transaction.atomic():
        locked = CrossAreaUnion.everything.select_for_update().get(pk=union.pk)
        row = UnionParty.everything.select_for_update(of=("self",)).select_related("org").get(
            pk=party.pk, union=locked
        )  # fmt: skip
        others = UnionParty.everything.filter(union=locked).exclude(pk=row.pk)
        _refuse(
            rules.sign_findings(
                state=locked.state, signed=row.signed_on is not None,
                declined=row.declined_on is not None, agrees=agrees, words=words,
                same_hand=others.filter(signed_by=by.account_id).exists(),
            )
        )  # fmt: skip
        if agrees:
            row.signed_on, row.signed_by_id = local_day(at), by.account_id
        else:
            row.declined_on = local_day(at)
        row.words = words.strip()
        row.save(update_fields=["signed_on", "signed_by", "declined_on", "words"])
        write_line(
            verb="unions.union.sign" if agrees else "unions.union.decline", by=by, at=at,
            org=row.org, subject=(SUBJECT, locked.public_id),
        )  # fmt: skip
        if agrees and not others.filter(signed_on=None).exists():
            # The case lies with the lead, who may be another town's: a named act over both.
            with crossing(by, [locked.org_path, row.org_path], "联建各方签完") as wide:
                take_step(flow=UNION, subject=locked, verb="seal", by=wide, at=at)
    return row


def add_project(
    *, union: CrossAreaUnion, party: UnionParty, kind: str, title: str, due_on: date | None,
    by: Scope, at: datetime,
) -> JointProject:  # fmt: skip
    """A party takes on something for all. Raises: Refused."""
    by.require(KEEP, party.org_path)
    _refuse(
        rules.running_findings(union.state)
        + rules.project_findings(title=title, due_on=due_on, today=local_day(at))
    )
    assert due_on is not None  # noqa: S101 - said above
    row = JointProject(
        org=party.org, org_path=party.org_path, org_name=party.name, union=union, kind=kind,
        title=title.strip(), due_on=due_on,
    )  # fmt: skip
    row.save(force_insert=True)
    _line("unions.project.add", row, by, at, kind=kind, due_on=due_on)
    return row


def finish_project(
    *, project: JointProject, on: date | None, result: str, by: Scope, at: datetime
) -> JointProject:  # fmt: skip
    """It is done, with what came of it for people. Raises: Refused."""
    row = _lock_project(project, by)
    union = CrossAreaUnion.everything.get(pk=row.union_id)
    _refuse(
        rules.closing_findings(
            state=row.state, on=on, begun=union.begun_on, result=result, today=local_day(at)
        )
    )
    row.state, row.done_on, row.result = ProjectState.DONE, on, result.strip()
    row.save(update_fields=["state", "done_on", "result"])
    _line("unions.project.finish", row, by, at, on=on)
    return row


def drop_project(
    *, project: JointProject, reason: str, by: Scope, at: datetime
) -> JointProject:  # fmt: skip
    """It will not be done, and why. Raises: Refused."""
    row = _lock_project(project, by)
    today = local_day(at)
    found = rules.closing_findings(state=row.state, on=today, begun=None, result="-", today=today)
    if not reason.strip():
        found.append(Finding("project.why", "还没有写为什么不做了。", rules.HOUSE))
    _refuse(found)
    row.state, row.result = ProjectState.DROPPED, reason.strip()
    row.save(update_fields=["state", "result"])
    _line("unions.project.drop", row, by, at)
    return row


def measure_goal(
    *, union: CrossAreaUnion, goal: UnionGoal, reached: Decimal | None, on: date | None,
    evidence: str, by: Scope, at: datetime,
) -> UnionGoal:  # fmt: skip
    """How far a goal has come, and from where one knows. The lead keeps it. Raises: Refused."""
    by.require(KEEP, union.org_path)
    _refuse(
        rules.running_findings(union.state)
        + rules.measure_findings(
            has_number=reached is not None, on=on, today=local_day(at), evidence=evidence
        )
    )
    row: UnionGoal = (
        UnionGoal.everything.select_for_update(of=("self",)).select_related("org").get(pk=goal.pk)
    )
    row.reached, row.measured_on, row.evidence = reached, on, evidence.strip()
    row.save(update_fields=["reached", "measured_on", "evidence"])
    write_line(
        verb="unions.goal.measure", by=by, at=at, org=row.org,
        subject=(SUBJECT, union.public_id), facts={"on": on, "reached": str(reached)},
    )  # fmt: skip
    return row


def _lock_project(project: JointProject, by: Scope) -> JointProject:
    # The other side's organisation is out of sight, so it is not joined before the duty is asked.
    row: JointProject = JointProject.everything.select_for_update(no_key=True).get(pk=project.pk)
    by.require(KEEP, row.org_path)
    return row


def _refuse(found: Iterable[Finding]) -> None:
    reasons = tuple(found)
    if reasons:
        raise Refused(*reasons)


def _line(verb: str, row: JointProject, by: Scope, at: datetime, **facts: Any) -> None:
    write_line(
        verb=verb, by=by, at=at, org=row.org, subject=("jointproject", row.public_id), facts=facts
    )
