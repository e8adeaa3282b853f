"""Is a gathering recorded once, closed for good, and put right with a trace?"""

import json
from datetime import date

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.work.meetings import actions, queries
from jingwei.work.meetings.models import Meeting, Resolution, Talk, Vote
from jingwei.work.meetings.rules import Counted, Decided


def lines() -> list[Entry]:
    return list(Entry.everything.filter(verb__startswith="meetings.").order_by("id"))


def record(life, told, **more):
    return actions.record_meeting(org=life.east_one, told=told(**more), by=life.branch_scope, at=AT)


def test_a_meeting_is_recorded_with_one_line_and_no_names_in_it(life, told, as_branch):
    row = record(life, told)
    assert (row.state, row.entitled, row.entitled_present) == ("closed", 3, 3)
    (line,) = lines()
    assert line.verb == "meetings.meeting.close"
    said = json.loads(line.payload)
    assert (said["present"], said["absent"]) == (4, 0)
    assert "学文件" not in line.payload
    assert set(said["committed"]) == {"absent", "agenda", "excused", "excuses", "present"}


def test_a_refused_record_leaves_nothing(life, told, as_branch):
    with pytest.raises(Refused) as refusal:
        record(life, told, chair=None, topic="")
    assert refusal.value.codes == {"meeting.chair", "meeting.topic"}
    assert not Meeting.everything.exists()
    assert lines() == []


def test_planned_kept_closed_each_with_a_line(life, told, as_branch):
    by = {"by": life.branch_scope, "at": AT}
    row = actions.plan_meeting(org=life.east_one, told=told(present=()), **by)
    row = actions.keep_meeting(meeting=row, told=told(present=()), version=1, **by)
    with pytest.raises(Refused) as refusal:
        actions.close_meeting(meeting=row, told=told(), version=1, **by)
    assert refusal.value.status == 409
    row = actions.close_meeting(meeting=row, told=told(), version=row.version, **by)
    assert [line.verb for line in lines()] == [
        "meetings.meeting.plan", "meetings.meeting.keep", "meetings.meeting.close",
    ]  # fmt: skip
    with pytest.raises(Refused) as refusal:
        actions.keep_meeting(meeting=row, told=told(), **by)
    assert refusal.value.codes == {"meeting.closed"}


def test_a_closed_record_is_put_right_with_a_reason_and_names_its_line(life, told, as_branch):
    by = {"by": life.branch_scope, "at": AT}
    row = record(life, told)
    away = life.people["东丙"].pk
    fresh = told(
        present=tuple(pk for pk in told().present if pk != away), excused=(away,),
        excuses=((away, "away"),),
    )  # fmt: skip
    with pytest.raises(Refused) as refusal:
        actions.correct_meeting(meeting=row, told=fresh, reason=" ", **by)
    assert refusal.value.codes == {"meeting.why"}
    actions.correct_meeting(meeting=row, told=fresh, reason="他那天在外地", **by)
    first, second = lines()
    said = json.loads(second.payload)
    assert second.corrects == first.pk
    assert (said["before"]["present"], said["present"], said["excused"]) == (4, 3, 1)
    row.refresh_from_db()
    assert (row.excused, row.excuses, row.entitled_present) == ([away], {str(away): "away"}, 2)


def test_a_vote_is_worked_out_and_a_decision_keeps_what_came_of_it(life, told, as_branch):
    by = {"by": life.branch_scope, "at": AT}
    owner = life.people["东乙"].pk
    said = {
        "votes": (Counted("接收预备党员", "ballot", 3, 3, 3, 2, 1, 0),),
        "resolutions": (Decided("修路灯", owner, date(2026, 12, 1)), Decided("记住")),
    }  # fmt: skip
    row = record(life, told, **said)
    assert Vote.everything.get(meeting=row).passed is True
    lamp = Resolution.everything.get(text="修路灯")
    with pytest.raises(Refused):
        actions.finish_resolution(resolution=lamp, outcome="", on=TODAY, **by)
    actions.finish_resolution(resolution=lamp, outcome="修好六盏", on=TODAY, **by)
    with pytest.raises(Refused) as refusal:
        actions.finish_resolution(resolution=lamp, outcome="又修", on=TODAY, **by)
    assert refusal.value.codes == {"resolution.done"}
    actions.correct_meeting(meeting=row, told=told(**said), reason="改错字", **by)
    again = Resolution.everything.get(text="修路灯")
    assert (again.public_id, again.outcome) == (lamp.public_id, "修好六盏")


def test_the_roster_is_that_of_the_day(life, as_branch):
    today = {line.name for line in queries.roster_on(life.east_one, TODAY)}
    before = {line.name for line in queries.roster_on(life.east_one, date(2026, 2, 1))}
    assert today - before == {"东戊"}
    voters = {line.name for line in queries.roster_on(life.east_one, TODAY) if line.has_vote}
    assert voters == {"东甲", "东乙", "东丙"}
    alone = queries.expected_at(life.east_one, ("committee_meeting",), TODAY)
    assert {line.name for line in alone} == {"东甲", "东乙", "东丙"}


def test_what_is_due_and_what_was_held(life, told, as_branch):
    def standing() -> dict[str, bool]:
        found = queries.due(life.east_one, TODAY)
        return {one.slot.kind: one.held is not None for one in found}

    assert set(standing()) == {
        "committee_meeting", "theme_day", "lecture", "member_meeting", "appraisal",
        "org_life_meeting",
    }  # fmt: skip
    record(life, told)
    assert [kind for kind, held in standing().items() if held] == ["member_meeting"]


def test_the_neighbour_and_the_unentitled_record_nothing(life, told, as_lin):
    with pytest.raises(Refused) as refusal:
        actions.record_meeting(org=life.west_one, told=told(), by=life.lin_scope, at=AT)
    assert refusal.value.status == 403
    with pytest.raises(Refused):
        actions.record_meeting(org=life.east_one, told=told(), by=life.auditor_scope, at=AT)


def test_a_talk_is_two_people_and_a_day(life, as_branch):
    one, other = life.people["东甲"], life.people["东乙"]
    by = {"by": life.branch_scope, "at": AT, "org": life.east_one, "kind": "with_member"}
    actions.note_talk(one=one, other=other, on=TODAY, **by)
    for wrong in (
        {"one": one, "other": one, "on": TODAY}, {"one": one, "other": None, "on": TODAY},
        {"one": one, "other": other, "on": date(2026, 12, 1)},
        {"one": one, "other": other, "on": TODAY},
    ):  # fmt: skip
        with pytest.raises(Refused):
            actions.note_talk(**wrong, **by)
    assert Talk.everything.count() == 1


def test_a_member_sees_the_own_attendance_only(life, told, as_branch):
    record(life, told)
    assert [how for _row, how in queries.attended(life.people["东丙"], date(2026, 1, 1))] == [
        "present"
    ]
    with as_owner():
        assert queries.attended(life.people["西甲"], date(2026, 1, 1)) == []
