"""Does the demo city show elections held, postponed, repeated, under way, by members and by
delegates, and do they add up?"""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, transaction

from conftest import TODAY, as_owner
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.flows.look import Look
from jingwei.ops.demo import elections_delegates
from jingwei.ops.demo.load import Summary, draw_city
from jingwei.work.meetings.models import Meeting
from jingwei.work.membership.elections import (
    count_rules,
    delegate_rules,
    gating,
    meeting_link,
    queries,
    rules,
)
from jingwei.work.membership.elections.models import Candidate, Delegate, Election, Round, Tally

pytestmark = pytest.mark.slow


@pytest.fixture
def counts(loaded: Summary) -> dict[str, int]:
    return loaded.counts


def test_a_year_of_elections_adds_up(counts: dict[str, int]) -> None:
    with as_owner():
        assert counts["elections"] == Election.everything.count() > 5
        done = Election.everything.filter(state="done")
        assert done.exists()
        assert Election.everything.exclude(state="done").exists()
        for row in done:
            assert set(row.present) <= set(row.entitled)
            assert not set(queries.left_of(row, row.offices).values()) - {0}, str(row)
            assert rules.sitting_findings(queries.sitting_of(row), TODAY) == []
        rounds = list(Round.everything.all())
        tallies = queries.tallies_of(rounds)
        for one in rounds:
            assert all(t.yes + t.no + t.abstained == one.valid for t in tallies[one.pk])
            assert count_rules.count_findings(queries.counted(one, tallies[one.pk])) == []
            judged = queries.judged(one, tallies[one.pk])
            assert [t.is_elected for t, _j in judged] == [j.is_elected for _t, j in judged], one
        assert not Candidate.everything.filter(name="").exists()
        assert not Election.everything.filter(is_demo=False).exists()


def test_two_bodies_are_elected_by_delegates(counts: dict[str, int]) -> None:
    """One meeting was held, one is being prepared; seats, names, votes and credentials are in
    order, and a seat that fell vacant was filled by the same branch."""
    with as_owner(), system_scope("测试") as everywhere:
        rows = Election.everything.filter(way="delegates").select_related("org")
        assert counts["congresses"] == rows.count() >= 2
        assert counts["delegates"] == Delegate.everything.count() > 40
        assert {row.state for row in rows} == {"done", "named"}
        for row in rows:
            on = row.held_on or TODAY
            numbers, members = queries.numbers_on(on), queries.members_by_branch(row.org, on)
            seats = {one.unit_id: one.seats for one in queries.delegations_of(row)}
            assert delegate_rules.allotment_findings(seats, members, 300) == []
            assert set(seats) <= {one.pk for one in queries.branches_below(row.org)}
            names = Counter(
                Candidate.everything.filter(election=row, office="delegate")
                .values_list("unit_id", flat=True)
            )  # fmt: skip
            for unit, n in seats.items():
                assert delegate_rules.enough_findings(n, names[unit], numbers.surplus) == []
            body = queries.body_of(row.org, on)
            found = rules.plan_findings(queries.plan_of(row), body, numbers, min(on, row.begun_on))
            assert found == [], str(row)
            voters = {one.id for one in queries.voters_on(row.org, on)}
            assert {one.person_id for one in queries.delegates_of(row) if one.is_here} <= voters
        done = rows.filter(state="done").first()
        look = Look(None, done, None, everywhere, None, done.held_on)
        assert gating.delegates(look) == []
        assert set(done.entitled) == {one.id for one in queries.voters_of(done, done.held_on)}
        gone = [one for one in queries.delegates_of(done) if one.state == "vacated"]
        assert [one.ended_why for one in gone] == ["resigned"]
        again = Round.everything.get(election=done, office="delegate", number=2)
        assert again.unit_id == gone[0].unit_id
        assert Tally.everything.filter(round=again).count() > 1
        going_on = rows.filter(state="named").first()
        assert any(queries.delegates_left(going_on).values())
        assert {"elected", "qualified"} <= {one.state for one in queries.delegates_of(going_on)}
        kept = set(
            Delegate.everything.values_list("org", "unit", "person", "number", "round__number")
        )
        assert drawn_anew("on") == drawn_anew("off") == kept


def drawn_anew(usual: str) -> set[tuple[int, ...]]:
    """The delegates drawn once more from the same city, where the server reads in its usual way or
    in another: whose turn it is must not depend on the order in which rows come."""
    said = {
        "today": TODAY,
        "since": TODAY.replace(year=TODAY.year - 1, day=1),
        "soon": TODAY + timedelta(days=150),
    }
    said |= elections_delegates.whose(draw_city(size="small", today=TODAY))
    with transaction.atomic(), connection.cursor() as cursor:
        for way in ("hashjoin", "seqscan", "hashagg", "mergejoin"):
            cursor.execute(f"SET LOCAL enable_{way} = {usual}")
        elections_delegates.draw(cursor, said)
        cursor.execute("SELECT id, unit, person, number, round FROM congress_delegate")
        found = set(cursor.fetchall())
        cursor.execute("DROP TABLE congress, congress_delegate")
    return found


def test_most_elections_by_members_name_their_meeting(counts: dict[str, int]) -> None:
    with as_owner(), system_scope("测试") as everywhere:
        held = Election.everything.filter(state="done", way="members").select_related("org")
        linked = held.exclude(meeting=None)
        assert counts["election_meetings"] == linked.count() > held.count() // 2
        for row in linked:
            meeting = Meeting.everything.get(pk=row.meeting_id)
            assert (meeting.org_id, meeting.on, meeting.is_demo) == (row.org_id, row.held_on, True)
            assert set(meeting.present) & set(row.entitled) == set(row.present)
            assert meeting.entitled_present == len(row.present)
            assert {meeting.chair_id, meeting.recorder_id} <= set(meeting.present)
            assert [one.title for one in meeting_link.belongs(everywhere, meeting)] == [str(row)]
