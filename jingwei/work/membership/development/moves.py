"""What else changes with a step before admission? Names, checks, counts; the engine does the rest.

Each runs inside the step's transaction on the locked row and gives facts for the ledger line.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from jingwei.kernel.flows.look import Look
from jingwei.kernel.rulebook.calendar import add_months, add_years
from jingwei.work.membership.development import gates, naming, trainings
from jingwei.work.membership.development.kinds import VoteKind
from jingwei.work.membership.development.models import BranchVote
from jingwei.work.membership.development.sealed import forget_sealed

type Facts = Mapping[str, Any] | None


def _save(look: Look, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(look.subject, name, value)
    look.subject.updated_at = look.at
    look.subject.save(update_fields=[*columns, "updated_at"])


def _later(look: Look, name: str) -> date:
    """The last day of a limit that begins on the day that is said, for lists and figures."""
    return add_months(look.said.get("on", look.on), int(look.number(name)))


def begin(look: Look) -> Facts:
    _save(look, talk_due=_later(look, "development.talk.months"))
    return None


def begin_cultivation(look: Look) -> Facts:
    """Checks count from this day; those of an earlier try do not."""
    months = int(look.number("development.check.months"))
    _save(look, checks_on=[], check_due=add_months(look.said["on"], months))
    return None


def take_back_activist(look: Look) -> Facts:
    """The filing was sent back: an applicant again."""
    _save(look, activist_on=None, checks_on=[], check_due=None)
    return None


def name_contacts(look: Look) -> Facts:
    ids = _ids(look)
    _save(look, contact_one_id=ids[0], contact_two_id=ids[1] if len(ids) > 1 else None)
    return {"contacts": len(ids)}


def name_sponsors(look: Look) -> Facts:
    ids = _ids(look)
    _save(look, sponsor_one_id=ids[0], sponsor_two_id=ids[1] if len(ids) > 1 else None)
    return {"sponsors": len(ids)}


def _ids(look: Look) -> list[int]:
    named = naming.named(look.subject, look.said, look.on)
    return [one.id for one in named if one.id is not None]


def note_check(look: Look) -> Facts:
    on = look.said["on"]
    days = sorted({*look.subject.checks_on, on})
    months = int(look.number("development.check.months"))
    _save(look, checks_on=days, check_due=add_months(days[-1], months))
    return {"checks": len(days)}


def clear_notice(look: Look) -> Facts:
    _save(look, objections=0, check_due=None)
    return None


def note_objection(look: Look) -> Facts:
    _save(look, objections=look.subject.objections + 1)
    return {"objections": look.subject.objections}


def note_training(look: Look) -> Facts:
    """What was typed; where nothing was, what the records of classes say."""
    days, hours = look.said.get("days"), look.said.get("hours")
    if days is None and hours is None:
        recorded = trainings.summed(look.subject, look.said.get("on", look.on))
        days, hours = recorded.days or None, recorded.hours or None
    _save(
        look, training_days=None if days is None else int(days),
        training_hours=None if hours is None else int(hours),
    )  # fmt: skip
    return None


def note_recorded_training(look: Look) -> Facts:
    """Training that is on record already is not typed again: its last day, days and hours."""
    row = look.subject
    classes = trainings.of(row, look.said.get("on", look.on))
    if row.trained_on is not None or not classes:
        return None
    recorded = trainings.summed(row, look.said.get("on", look.on))
    last = max(one.on for one in classes)
    _save(
        look, trained_on=last, training_days=int(recorded.days) or None,
        training_hours=int(recorded.hours) or None,
    )  # fmt: skip
    return {"trained_on": last.isoformat(), "classes": len(classes)}


def _keep_vote(look: Look, kind: str, *, passed: bool) -> dict[str, Any]:
    row, count = look.subject, gates.counted(look)
    assert count is not None  # noqa: S101 - a gate refuses numbers that are not whole
    meeting, _minutes = naming.meeting_of(row, look.said["on"])
    BranchVote.everything.create(
        org_id=row.org_id, org_path=row.org_path, case=row, kind=kind, on=look.said["on"],
        meeting=meeting, entitled=count.entitled, present=count.present, yes=count.yes,
        no=count.no, abstained=count.abstained, written_yes=count.written_yes, passed=passed,
    )  # fmt: skip
    return {"vote": kind, "passed": passed, "minutes": str(meeting.public_id) if meeting else ""}


def vote(kind: str, *, passed: bool = True) -> Callable[[Look], Facts]:
    """Keep the counts of a branch meeting, tied to its own record where there is one."""

    def keep(look: Look) -> Facts:
        if kind == VoteKind.ADMISSION and passed:
            years = int(look.number("development.probation.years"))
            _save(
                look, probation_until=add_years(look.said["on"], years), talked_above_on=None,
                approval_due=_later(look, "development.approval.months"),
            )  # fmt: skip
        elif kind != VoteKind.ADMISSION:
            _save(look, full_due=_later(look, "development.full.approval.months"))
        return _keep_vote(look, kind, passed=passed)

    return keep


def vote_extension(look: Look) -> Facts:
    """The months wait for the superior's approval."""
    _save(
        look, extended_months=int(look.said["months"]),
        full_due=_later(look, "development.full.approval.months"),
    )  # fmt: skip
    return _keep_vote(look, VoteKind.EXTENSION, passed=True) | {"months": int(look.said["months"])}


def extend_probation(look: Look) -> Facts:
    row = look.subject
    until = add_months(row.probation_until, row.extended_months)
    _save(look, probation_until=until, requested_on=None, full_voted_on=None, full_due=None)
    return {"probation_until": until}


def take_back(look: Look) -> Facts:
    """The superior did not agree: the branch meets again."""
    columns: dict[str, Any] = {"full_voted_on": None, "full_due": None}
    if look.history and look.last("vote_full", "vote_extension", "vote_cancel"):
        last = look.last("vote_full", "vote_extension", "vote_cancel")
        if last is not None and last.verb == "vote_extension":
            columns["extended_months"] = None
    _save(look, **columns)
    return None


def forget(look: Look) -> Facts:
    """Somebody who does not go on leaves no number, phone or address here."""
    forget_sealed(look.subject)
    return None
