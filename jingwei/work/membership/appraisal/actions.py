"""How is a round called, counted and graded, one member at a time? One ledger line for each act.

There is no act that gives several members a grade: :func:`propose_grade` takes one line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db.models import F

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows.actions import begin_case, take_step
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Home
from jingwei.kernel.people.own import on_own_behalf
from jingwei.kernel.privacy import sealing
from jingwei.work.membership.appraisal import grading, queries, rules
from jingwei.work.membership.appraisal.flows import OBJECTION, ROUND
from jingwei.work.membership.appraisal.kinds import Answer, Phase, Skip
from jingwei.work.membership.appraisal.models import MUTUAL, SELF, Appraisal, Objection, Round
from jingwei.work.membership.appraisal.rules import Counts

CHANGED = Finding("version.changed", "这一项刚被别人改过，请看过现在的内容再改一次。")


def call_round(*, org: Organisation, year: int, by: Scope, at: datetime) -> Round:
    """开始评议: the round of a year with everybody on the roster of the day. Raises: Refused."""
    by.require(Duty.MEMBERS_CHANGE, org.path)
    today = local_day(at)
    on = date(year, 12, 31) if 1 <= year < today.year else today
    roster = queries.roster_on(org, on)
    refuse(
        rules.call_findings(
            org.kind, year, today.year, members=len(roster),
            exists=Round.everything.filter(org=org, year=year).exists(),
        )
    )  # fmt: skip
    row = Round(org=org, org_path=org.path, year=year)
    row.save(force_insert=True)
    Appraisal.everything.bulk_create(
        Appraisal(
            org=org, org_path=org.path, round=row, person_id=one.person_id,
            name=one.person.name, name_sort=one.person.name_sort,
            skipped=Skip.PROBATIONARY if queries.is_probationary(one) else "",
            host_id=one.person.org_id if one.kind != Home.HOME else None,
            host_path=one.person.org_path if one.kind != Home.HOME else None,
        )
        for one in roster
    )  # fmt: skip
    begin_case(flow=ROUND, subject=row, verb="call", by=by, at=at)
    return row


def write_own_words(*, line: Appraisal, text: str, by: Scope, at: datetime) -> Appraisal:
    """个人自评: the member's own words, read in the branch only. ``by`` is the member, entered by
    ``on_own_behalf``."""
    row = _lock(line)
    if by.person_id is None or by.person_id != row.person_id:
        refuse([Finding("access.duty", "自评由本人来写。")])
    refuse(rules.own_findings(row.round.state, text))
    row.self_text = sealing.seal(text.strip(), column=SELF, row=row.public_id)
    row.self_at = at
    _save(row)
    _line("appraisal.line.self", row, by, at, {"text": text.strip()})
    return row


def note_mutual(*, line: Appraisal, text: str, by: Scope, at: datetime) -> Appraisal:
    """互评: what the others said of a member, kept sealed in the branch."""
    row = _lock(line)
    by.require(Duty.MEMBERS_CHANGE, row.org_path)
    found = []
    if row.round.state not in (Phase.PREPARING, Phase.COUNTED):
        found.append(Finding("appraisal.not_now", "等次已经提完，不能再改。", rules.HOUSE))
    if len(text) > 4000:
        found.append(Finding("appraisal.mutual", "互评意见最多四千字，请写短些。", rules.HOUSE))
    refuse(found)
    row.mutual = sealing.seal(text.strip(), column=MUTUAL, row=row.public_id)
    _save(row)
    _line("appraisal.line.mutual", row, by, at, {"text": text.strip()})
    return row


def count_votes(*, round_: Round, counts: Sequence[Counts], by: Scope, at: datetime) -> Round:
    """记票: for each member the ballots for each grade, as they were counted. No grade is set."""
    row = _lock_round(round_, by)
    names = {one.person_id: one for one in queries.lines_of(row)}
    found = []
    if row.state != Phase.COUNTED:
        found.append(
            Finding("appraisal.not_now", "先记开会的日期和总票数，再记每人的票。", rules.HOUSE)
        )
    if any(one.person not in names for one in counts):
        found.append(Finding("appraisal.stranger", "有人不在这次评议的名册上。", rules.HOUSE))
    known = {who: line.name for who, line in names.items()}
    refuse(found + rules.count_findings(counts, row.valid, known))
    for one in counts:
        line = names[one.person]
        line.excellent, line.qualified, line.basic, line.unqualified = one.ballots
    Appraisal.everything.bulk_update(
        [names[one.person] for one in counts], ["excellent", "qualified", "basic", "unqualified"]
    )
    write_line(
        verb="appraisal.round.count", by=by, at=at, org=row.org,
        subject=("round", row.public_id), facts={"year": row.year, "members": len(counts)},
        values={"counts": [[one.person, *one.ballots] for one in counts]},
    )  # fmt: skip
    return row


def propose_grade(
    *, line: Appraisal, grade: str, reason: str, by: Scope, at: datetime,
    version: int | None = None,
) -> Appraisal:  # fmt: skip
    """提等次: one grade for one member, with the committee's reason. Nothing follows from it."""
    row = _lock(line, version)
    by.require(Duty.MEMBERS_CHANGE, row.org_path)
    refuse(rules.propose_findings(row.round.state, grade, reason))
    row.grade, row.reason, row.skipped, row.skip_note = grade, reason.strip()[:300], "", ""
    row.proposed_at, row.proposed_by_id = at, by.account_id
    corrects = grading.last_line(row)
    _save(row)
    _line("appraisal.line.propose", row, by, at, {"grade": grade, "reason": reason}, corrects)
    return row


def skip_member(
    *, line: Appraisal, why: str, note: str = "", by: Scope, at: datetime,
    version: int | None = None,
) -> Appraisal:  # fmt: skip
    """没有评议: a member has no grade this year, and that is said, not filled in."""
    row = _lock(line, version)
    by.require(Duty.MEMBERS_CHANGE, row.org_path)
    refuse(rules.skip_findings(row.round.state, why))
    row.grade, row.reason, row.skipped, row.skip_note = "", "", why, note.strip()[:200]
    row.proposed_at, row.proposed_by_id = None, None
    _save(row)
    _line("appraisal.line.skip", row, by, at, {"why": why, "note": note})
    return row


def own_words(*, oneself: Scope, text: str, at: datetime) -> Appraisal:
    """The member writes the own words. Enter it inside ``acting(oneself)``.

    Raises: Appraisal.DoesNotExist where no round is being prepared.
    """
    line = _own_line(oneself, Phase.PREPARING)
    with on_own_behalf(oneself) as (branch, person):
        return write_own_words(line=line, text=text, by=replace(branch, person_id=person.pk), at=at)


def object_to_grade(*, oneself: Scope, words: str, at: datetime) -> Objection:
    """The member does not agree. Enter it inside ``acting(oneself)``.

    Raises: Appraisal.DoesNotExist where no result was told.
    """
    line = _own_line(oneself, Phase.TOLD)
    with on_own_behalf(oneself) as (branch, person):
        row = _lock(line)
        waiting = Objection.everything.filter(line=row, state=Answer.RAISED).exists()
        refuse(rules.objection_findings(row.round.state, row.grade, waiting=waiting))
        objection = Objection(
            org=row.org, org_path=row.org_path, line=row, person=person, raised_on=local_day(at)
        )
        objection.save(force_insert=True)
        by = replace(branch, person_id=person.pk)
        begin_case(flow=OBJECTION, subject=objection, verb="raise", said={"words": words}, by=by,
                   at=at)  # fmt: skip
        return objection


def withdraw_objection(*, oneself: Scope, at: datetime) -> Objection:
    """Raises: Objection.DoesNotExist where none waits."""
    with on_own_behalf(oneself) as (branch, person):
        row: Objection = Objection.everything.get(person=person, state=Answer.RAISED)
        by = replace(branch, person_id=person.pk)
        take_step(flow=OBJECTION, subject=row, verb="withdraw", by=by, at=at)
        return row


def _own_line(oneself: Scope, phase: str) -> Appraisal:
    """The own line at the home branch in the latest round of a phase."""
    rows = Appraisal.everything.filter(person=oneself.person_id, round__state=phase, host=None)
    found: Appraisal | None = rows.order_by("-round__year").first()
    if found is None:
        raise Appraisal.DoesNotExist
    return found


def refuse(found: Iterable[Finding]) -> None:
    reasons = tuple(found)
    if reasons:
        raise Refused(*reasons)


def _lock(line: Appraisal, version: int | None = None) -> Appraisal:
    row: Appraisal | None = (
        Appraisal.everything.select_for_update(no_key=True, of=("self",))
        .select_related("org", "round").filter(pk=line.pk).first()
    )  # fmt: skip
    if row is None or (version is not None and row.version != version):
        raise Refused(CHANGED)
    return row


def _lock_round(round_: Round, by: Scope) -> Round:
    row: Round | None = (
        Round.everything.select_for_update(no_key=True, of=("self",))
        .select_related("org").filter(pk=round_.pk).first()
    )  # fmt: skip
    if row is None:
        raise Refused(CHANGED)
    by.require(Duty.MEMBERS_CHANGE, row.org_path)
    return row


def _save(row: Appraisal) -> None:
    row.version = F("version") + 1
    row.save()
    row.refresh_from_db(fields=["version"])


def _line(
    verb: str, row: Appraisal, by: Scope, at: datetime, values: dict[str, object],
    corrects: int | None = None,
) -> None:  # fmt: skip
    """Neither grade nor words stand in the clear."""
    write_line(
        verb=verb, by=by, at=at, org=row.org, subject=("appraisal", row.public_id),
        facts={"year": row.round.year}, values=values, corrects=corrects,
    )  # fmt: skip
