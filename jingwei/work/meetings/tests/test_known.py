"""What did the system know of meetings on a day, before they were put right or written in late?"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from conftest import TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.work.meetings import known
from jingwei.work.meetings.kinds import State
from jingwei.work.meetings.models import Meeting

EARLY = TODAY - timedelta(days=30)
EVER = date(2099, 1, 1)  # the database's own clock goes on while the tests' stands still


@pytest.fixture
def meeting(life: Any) -> Meeting:
    """Held and known a month ago; its topic was put right since."""
    with as_owner():
        row: Meeting = Meeting.everything.create(
            org=life.east_one, org_path=life.east_one.path, kinds=["member_meeting"],
            state=State.PLANNED, on=EARLY, topic="学习讨轮",
            present=[life.people["东甲"].pk, life.people["东乙"].pk],
            absent=[life.people["东丙"].pk],
            known_from=datetime.combine(EARLY, time(), UTC),
        )  # fmt: skip
        Meeting.everything.filter(pk=row.pk).update(topic="学习讨论")
    return row


def seen(town: Any, scope: Any, on: date, day: date) -> list[tuple[str, str]]:
    with acting(scope):
        rows = known.held_known(scope, under=scope.path, on=on, known=day)
    return [(row.topic, row.later) for row in rows]


def test_a_record_stands_as_it_was_known(life: Any, meeting: Meeting) -> None:
    scope = life.lin_scope
    assert seen(life, scope, TODAY, EARLY - timedelta(days=1)) == []
    assert seen(life, scope, TODAY, TODAY) == [("学习讨轮", "changed")]
    assert seen(life, scope, TODAY, EVER) == [("学习讨论", "")]
    assert seen(life, scope, EARLY - timedelta(days=1), EVER) == [], "not held yet on that day"


def test_what_was_written_in_late_is_counted(life: Any, meeting: Meeting) -> None:
    with as_owner():
        Meeting.everything.create(
            org=life.east_one,
            org_path=life.east_one.path,
            kinds=["lecture"],
            on=EARLY,
            topic="补记的党课",
        )
    with acting(life.lin_scope) as lin:
        said: dict[str, Any] = {"under": lin.path, "on": TODAY, "known": TODAY}
        assert known.added_since(lin, **said) == 1
        assert [row.topic for row in known.held_known(lin, **said)] == ["学习讨轮"]


@pytest.mark.parametrize("day", [TODAY, EVER])
def test_pages_of_one_make_up_the_whole(life: Any, meeting: Meeting, day: date) -> None:
    """Rows that still stand and former ones, by turns, none twice and none left out."""
    with as_owner():
        for n in range(4):
            Meeting.everything.create(
                org=life.east_one, org_path=life.east_one.path, kinds=["lecture"],
                on=EARLY + timedelta(days=n - 2), topic=f"党课{n}",
                known_from=datetime.combine(EARLY, time(), UTC),
            )  # fmt: skip
        Meeting.everything.filter(topic="党课2").update(topic="补正的党课")
        Meeting.everything.filter(topic="党课1").delete()
    with acting(life.lin_scope) as lin:
        said: dict[str, Any] = {"under": lin.path, "on": TODAY, "known": day}
        whole = known.held_known(lin, **said)
        paged: list[tuple[date, int]] = []
        while page := known.held_known(lin, **said, most=1, before=paged[-1] if paged else None):
            paged.append((page[0].on, page[0].id))
    assert paged == [(row.on, row.id) for row in whole]
    assert len(whole) == (5 if day == TODAY else 4)


def test_what_is_gone_is_still_known_of_then(life: Any, meeting: Meeting) -> None:
    with as_owner():
        Meeting.everything.filter(pk=meeting.pk).delete()
    assert seen(life, life.lin_scope, TODAY, TODAY) == [("学习讨轮", "gone")]
    assert seen(life, life.lin_scope, TODAY, EVER) == []


def test_the_west_knows_nothing_of_it_on_any_day(life: Any, meeting: Meeting, browser: Any) -> None:
    assert seen(life, life.gu_scope, TODAY, TODAY) == []
    with acting(life.gu_scope) as gu:
        assert known.held_known(gu, under=life.east_one.path, on=TODAY, known=TODAY) == []
    assert browser("gu").get("/meetings/of/EAST-1/known/").status_code == 404


def test_the_page_the_file_and_the_api_say_the_same(
    life: Any, meeting: Meeting, browser: Any
) -> None:
    lin = browser("lin")
    page = lin.get("/meetings/of/EAST-1/known/").content.decode()
    assert "学习讨轮" in page
    assert "更正过" in page
    assert "2 / 3" in page
    text = lin.get("/meetings/of/EAST-1/known/?format=csv").content.decode()
    assert "学习讨轮" in text
    told = lin.get("/api/v1/meetings/known/EAST-1").json()
    assert [(row["topic"], row["present"], row["later"]) for row in told["rows"]] == [
        ("学习讨轮", 2, "changed")
    ]
    early = f"?known={(EARLY - timedelta(days=1)).isoformat()}"
    assert "还没有开过会" in lin.get(f"/meetings/of/EAST-1/known/{early}").content.decode()
    assert lin.get(f"/api/v1/meetings/known/EAST-1{early}").json()["rows"] == []


def test_the_list_goes_on_by_its_last_row(life: Any) -> None:
    with as_owner():
        for number in range(5):
            Meeting.everything.create(
                org=life.east_one,
                org_path=life.east_one.path,
                kinds=["lecture"],
                on=EARLY + timedelta(days=number // 2),
                topic=f"党课{number}",
            )
    with acting(life.lin_scope) as lin:
        said: dict[str, Any] = {"under": lin.path, "on": TODAY, "known": EVER, "most": 2}
        found: list[str] = []
        before = None
        while rows := known.held_known(lin, **said, before=before):
            found += [row.topic for row in rows]
            before = (rows[-1].on, rows[-1].id)
    assert sorted(found) == [f"党课{number}" for number in range(5)]
