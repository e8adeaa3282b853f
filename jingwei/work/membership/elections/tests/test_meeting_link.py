"""Is the meeting that voted one of the branch's meetings, named from both sides?"""

from typing import Any

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.people.models import Membership
from jingwei.work.meetings.models import Meeting
from jingwei.work.membership.elections import meeting_link
from jingwei.work.membership.elections.models import Election


def recording(town: Any) -> Any:
    """The secretary of the branch keeps both its elections and its meetings."""
    return town.branch_scope


def test_who_came_to_vote_is_who_came_to_the_meeting(way, body, browser):
    one = way().met("丁六")
    with acting(recording(body)) as by:
        meeting = meeting_link.write_meeting(election=one.row, by=by, at=AT.replace(day=27))
        row = Election.everything.get(pk=one.row.pk)
        assert row.meeting_id == meeting.pk
        assert set(meeting.present) == set(row.present)
        assert set(meeting.absent) == set(row.entitled) - set(row.present)
        assert (meeting.kinds, meeting.on) == (["member_meeting"], row.held_on)
        assert meeting.state == "draft", "the one on probation and the recorder are still open"
        with pytest.raises(Refused) as refusal:
            meeting_link.write_meeting(election=row, by=by, at=AT)
        assert refusal.value.codes == {"election.written"}
    branch = browser("branch")
    assert str(meeting.public_id) in branch.get(f"/elections/{row.public_id}/").content.decode()
    assert str(row.public_id) in branch.get(f"/meetings/{meeting.public_id}/").content.decode()


def test_a_record_that_says_otherwise_is_pointed_out(way, body, browser):
    one = way().met("丁六")
    with acting(recording(body)) as by:
        meeting = meeting_link.write_meeting(election=one.row, by=by, at=AT.replace(day=27))
        page = f"/elections/{one.row.public_id}/"
        assert "和清点的不一样" not in browser("branch").get(page).content.decode()
        Meeting.everything.filter(pk=meeting.pk).update(present=meeting.present[1:])
    assert "和清点的不一样" in browser("branch").get(page).content.decode()


def test_the_page_writes_it_and_leads_on(way, body, browser):
    one = way().met()
    branch, home = browser("branch"), f"/elections/{one.row.public_id}/"
    assert "把这次大会记进组织生活" in branch.get(home).content.decode()
    with as_owner():
        Membership.everything.filter(category="probationary").delete()
        answer = branch.post(f"{home}meeting/")
        assert answer.status_code == 302
        assert "/meetings/" in answer.url
    assert "把这次大会记进组织生活" not in branch.get(home).content.decode()


def test_nothing_is_written_before_the_meeting_was_held(way, body):
    one = way().listed()
    with acting(recording(body)) as by, pytest.raises(Refused) as refusal:
        meeting_link.write_meeting(election=one.row, by=by, at=AT)
    assert refusal.value.codes == {"election.state"}
    assert one.row.planned_on == TODAY
