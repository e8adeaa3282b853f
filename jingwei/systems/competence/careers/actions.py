"""How is a career entered, graded, reviewed, handed over; a problem listed? One line each."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person, Position
from jingwei.kernel.ranges import closed, held
from jingwei.systems.competence.careers import queries, rules
from jingwei.systems.competence.careers.kinds import ProblemState
from jingwei.systems.competence.careers.models import (
    CadrePost,
    GradeRule,
    Grading,
    PostHandover,
    Problem,
    Reserve,
    Review,
)
from jingwei.systems.competence.careers.rules import Graded

ENDED = Finding("cadre.over", "已经退出职级管理。", rules.HOUSE)
CHANGED = Finding("version.changed", "这一条刚被别人改过，请看过现在的内容再改。")


def set_grade_rule(
    *, org: Organisation, title: str, basis: str, grades: tuple[tuple[str, str], ...],
    since: date | None, by: Scope, at: datetime,
) -> GradeRule:  # fmt: skip
    """A local rule of grades from a day on; the former one of the organisation ends there."""
    by.require(Duty.CAREERS_KEEP, org.path)
    coded = [(f"g{n}", name, asks) for n, (name, asks) in enumerate(grades, 1)]
    _refuse(rules.rule_findings(title, basis, coded, since))
    assert since is not None  # noqa: S101 - said above
    former = GradeRule.everything.select_for_update(no_key=True).filter(
        org=org, held__endswith=None
    ).first()  # fmt: skip
    if former is not None:
        if former.held.lower >= since:
            _refuse([Finding("grade_rule.order", "要晚于现在这套办法的日子。", rules.HOUSE)])
        former.held = closed(former.held, since)
        former.save(update_fields=["held"])
    row = GradeRule(
        org=org, org_path=org.path, title=title.strip(), basis=basis.strip(), held=held(since),
        grades=[{"code": code, "title": name, "asks": asks} for code, name, asks in coded],
    )  # fmt: skip
    row.save(force_insert=True)
    write_line(
        verb="careers.grade_rule.set", by=by, at=at, org=org,
        subject=("graderule", row.public_id), facts={"since": since, "grades": len(coded)},
    )  # fmt: skip
    return row


def enter_cadre(
    *, position: Position, kind: str, source: str, by: Scope, at: datetime
) -> CadrePost:  # fmt: skip
    """Put a post under the scheme, from the day on which it was taken up. Raises: Refused."""
    row: Position = (
        Position.everything.select_for_update(no_key=True, of=("self",))
        .select_related("org").get(pk=position.pk)
    )  # fmt: skip
    by.require(Duty.CAREERS_KEEP, row.org_path)
    today = local_day(at)
    _refuse(
        rules.entering_findings(
            has_person=row.person_id is not None,
            is_held=row.held.upper is None or row.held.upper > today,
            already=CadrePost.everything.filter(position=row, held__contains=today).exists(),
            kind=kind,
        )
    )  # fmt: skip
    assert row.person_id is not None  # noqa: S101 - said above
    made = CadrePost(
        org=row.org, org_path=row.org_path, position=row, person_id=row.person_id, kind=kind,
        source=source, held=held(row.held.lower or today),
    )  # fmt: skip
    made.save(force_insert=True)
    _line("careers.cadre.enter", made, by, at, kind=kind, source=source)
    return made


def leave_cadre(
    *, cadre: CadrePost, reason: str, on: date, by: Scope, at: datetime
) -> CadrePost:  # fmt: skip
    """The post leaves the scheme; what was noted stays. Raises: Refused."""
    row = _lock(cadre, by)
    if not reason.strip():
        _refuse([Finding("cadre.why", "还没有写为什么退出。", rules.HOUSE)])
    if on > local_day(at) or on <= row.held.lower:
        _refuse([Finding("cadre.on", "日期要在任职以后、今天以前。", rules.HOUSE)])
    row.held = closed(row.held, on)
    row.save(update_fields=["held"])
    last = queries.last_grading(row)
    if last is not None and last.held.upper is None and last.held.lower < on:
        last.held = closed(last.held, on)
        last.save(update_fields=["held"])
    _line("careers.cadre.leave", row, by, at, on=on, why=reason.strip())
    return row


def grade_cadre(
    *, cadre: CadrePost, grade: str, evidence: str, since: date | None, pay_band: str = "",
    basis: str = "", by: Scope, at: datetime,
) -> Grading:  # fmt: skip
    """Grade a post by the local rule of that day; the former grade ends there. Raises: Refused."""
    row = _lock(cadre, by)
    today = local_day(at)
    rule = queries.grade_rule_on(row.org_path, since or today)
    last = queries.last_grading(row)
    said = Graded(
        grade=grade, evidence=evidence, since=since,
        known=frozenset(one["code"] for one in rule.grades) if rule else frozenset(),
        rule_since=rule.held.lower if rule else None, entered_on=row.held.lower,
        last_since=last.held.lower if last else None,
    )  # fmt: skip
    _refuse(rules.graded_findings(said, today))
    assert since is not None  # noqa: S101 - said above
    if last is not None and last.held.upper is None:
        last.held = closed(last.held, since)
        last.save(update_fields=["held"])
    made = Grading(
        org=row.org, org_path=row.org_path, cadre=row, person_id=row.person_id, rule=rule,
        grade=grade, evidence=evidence.strip(), pay_band=pay_band.strip(), basis=basis.strip(),
        held=held(since),
    )  # fmt: skip
    made.save(force_insert=True)
    write_line(
        verb="careers.cadre.grade", by=by, at=at, org=row.org,
        subject=("cadrepost", row.public_id), facts={"since": since},
        values={"grade": grade, "evidence": evidence, "pay_band": pay_band},
    )  # fmt: skip
    return made


def open_review(*, cadre: CadrePost, year: int, by: Scope, at: datetime) -> Review:
    """Begin the talk of a year: the cadre is asked first. Raises: Refused."""
    row = _lock(cadre, by)
    today = local_day(at)
    exists = Review.everything.filter(cadre=row, year=year).exists()
    _refuse(
        rules.review_findings(year=year, today=today, exists=exists, held=row.held.upper is None)
    )
    made = Review(org=row.org, org_path=row.org_path, cadre=row, person_id=row.person_id, year=year)
    made.save(force_insert=True)
    write_line(
        verb="careers.review.open", by=by, at=at, org=row.org,
        subject=("review", made.public_id), facts={"year": year},
    )  # fmt: skip
    return made


def name_reserve(
    *, org: Organisation, person: Person | None, title: str, helper: Person | None,
    consent_on: date | None, plan: str, by: Scope, at: datetime,
) -> Reserve:  # fmt: skip
    """Somebody agreed to be prepared for a post. Raises: Refused."""
    by.require(Duty.CAREERS_KEEP, org.path)
    today = local_day(at)
    already = (
        person is not None
        and Reserve.everything.filter(org=org, person=person, held__contains=today).exists()
    )
    _refuse(
        rules.reserve_findings(
            person=person.pk if person else None, helper=helper.pk if helper else None,
            consent_on=consent_on, plan=plan, today=today, already=already,
        )
    )  # fmt: skip
    assert consent_on is not None  # noqa: S101 - said above
    row = Reserve(
        org=org, org_path=org.path, person=person, title=title, helper=helper,
        consent_on=consent_on, plan=plan.strip(), held=held(today),
    )  # fmt: skip
    row.save(force_insert=True)
    write_line(
        verb="careers.reserve.name", by=by, at=at, org=org, subject=("reserve", row.public_id),
        facts={"title": title, "consent_on": consent_on},
    )  # fmt: skip
    return row


def end_reserve(*, reserve: Reserve, reason: str, by: Scope, at: datetime) -> Reserve:
    """No longer in reserve: took a post, changed the mind, moved away. Raises: Refused."""
    row: Reserve = (
        Reserve.everything.select_for_update(no_key=True, of=("self",))
        .select_related("org").get(pk=reserve.pk)
    )  # fmt: skip
    by.require(Duty.CAREERS_KEEP, row.org_path)
    found = []
    if row.held.upper is not None:
        found.append(Finding("reserve.over", "已经不在后备名单里。", rules.HOUSE))
    if not reason.strip():
        found.append(Finding("reserve.why", "还没有写原因。", rules.HOUSE))
    _refuse(found)
    today = local_day(at)
    row.held = closed(row.held, max(today, date.fromordinal(row.held.lower.toordinal() + 1)))
    row.why_ended = reason.strip()
    row.save(update_fields=["held", "why_ended"])
    write_line(
        verb="careers.reserve.end", by=by, at=at, org=row.org,
        subject=("reserve", row.public_id), values={"reason": row.why_ended},
    )  # fmt: skip
    return row


def list_problem(
    *, org: Organisation, title: str, words: str, affected: str, owner: Person | None,
    due_on: date | None, by: Scope, at: datetime,
) -> Problem:  # fmt: skip
    """Put a real problem of a unit on its list. Raises: Refused."""
    by.require(Duty.PROBLEMS_KEEP, org.path)
    today = local_day(at)
    _refuse(
        rules.problem_findings(
            title=title, affected=affected, owner=owner.pk if owner else None, due_on=due_on,
            today=today,
        )
    )  # fmt: skip
    assert due_on is not None  # noqa: S101 - said above
    row = Problem(
        org=org, org_path=org.path, title=title.strip(), words=words.strip(),
        affected=affected.strip(), owner=owner, due_on=due_on, listed_on=today,
    )  # fmt: skip
    row.save(force_insert=True)
    write_line(
        verb="careers.problem.list", by=by, at=at, org=org, subject=("problem", row.public_id),
        facts={"due_on": due_on},
    )  # fmt: skip
    return row


def change_problem(
    *, problem: Problem, owner: Person | None, due_on: date | None, reason: str, by: Scope,
    at: datetime, version: int | None = None,
) -> Problem:  # fmt: skip
    """Another owner or another day, with the reason. Raises: Refused."""
    row: Problem = (
        Problem.everything.select_for_update(no_key=True, of=("self",))
        .select_related("org").get(pk=problem.pk)
    )  # fmt: skip
    by.require(Duty.PROBLEMS_KEEP, row.org_path)
    if version is not None and version != row.version:
        raise Refused(CHANGED)
    found = rules.problem_findings(
        title=row.title, affected=row.affected, owner=owner.pk if owner else None, due_on=due_on,
        today=local_day(at),
    )  # fmt: skip
    if row.state != ProblemState.OPEN:
        found.append(Finding("problem.not_open", "不在解决当中，不能再改期限。", rules.HOUSE))
    if not reason.strip():
        found.append(Finding("problem.why", "还没有写为什么改。", rules.HOUSE))
    _refuse(found)
    assert owner is not None  # noqa: S101 - said above
    assert due_on is not None  # noqa: S101 - said above
    before = row.due_on
    row.owner, row.due_on, row.version = owner, due_on, row.version + 1
    row.save(update_fields=["owner", "due_on", "version"])
    write_line(
        verb="careers.problem.change", by=by, at=at, org=row.org,
        subject=("problem", row.public_id),
        facts={"due_on": due_on, "before": before, "why": reason.strip()},
    )  # fmt: skip
    return row


def hand_over(
    *, cadre: CadrePost, successor: Person | None, on: date | None, words: str, by: Scope,
    at: datetime,
) -> PostHandover:  # fmt: skip
    """All that is open goes to the successor, as a list that both may keep. Raises: Refused."""
    row = _lock(cadre, by)
    _refuse(
        rules.handover_findings(
            successor=successor.pk if successor else None, leaving=row.person_id, on=on,
            today=local_day(at),
        )
    )  # fmt: skip
    assert successor is not None  # noqa: S101 - said above
    assert on is not None  # noqa: S101 - said above
    assert by.account_id is not None  # noqa: S101 - who hands over has signed in
    open_ones = list(queries.problems_owned(row))
    made = PostHandover(
        org=row.org, org_path=row.org_path, cadre=row, successor=successor, on=on,
        items=queries.matters_of(row), words=words.strip(), made_by_id=by.account_id, made_at=at,
    )  # fmt: skip
    made.save(force_insert=True)
    Problem.everything.filter(pk__in=[one.pk for one in open_ones]).update(owner=successor)
    _line("careers.cadre.hand_over", row, by, at, on=on, matters=len(made.items))
    return made


def _lock(cadre: CadrePost, by: Scope) -> CadrePost:
    row: CadrePost = (
        CadrePost.everything.select_for_update(no_key=True, of=("self",))
        .select_related("org").get(pk=cadre.pk)
    )  # fmt: skip
    by.require(Duty.CAREERS_KEEP, row.org_path)
    if row.held.upper is not None:
        raise Refused(ENDED)
    return row


def _refuse(found: Iterable[Finding]) -> None:
    reasons = tuple(found)
    if reasons:
        raise Refused(*reasons)


def _line(verb: str, row: CadrePost, by: Scope, at: datetime, **facts: Any) -> None:
    write_line(
        verb=verb, by=by, at=at, org=row.org, subject=("cadrepost", row.public_id), facts=facts
    )
