"""Is each told once, the own words only? Is what waits read, taken back, unseen by others?"""

import json
from datetime import timedelta
from typing import Any

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.notices import queries, rules
from jingwei.kernel.notices.actions import (
    To,
    read_notice,
    remind,
    send_notices,
    withdraw_notices,
)
from jingwei.kernel.notices.concerns import unread_notices
from jingwei.kernel.notices.models import Notice
from jingwei.kernel.register import register

KIND = "example.meeting"


@pytest.fixture(autouse=True)
def _kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(register().notice_kinds, KIND, "会议通知")


def tell(town: Any, *to: To, **more: Any) -> list[Notice]:
    said = {"kind": KIND, "key": "m-1", "title": "请来开会", "by": town.lin_scope, "at": AT} | more
    return send_notices(to=to, **said)


def to_post(town: Any) -> To:
    return To(org=town.east_one, duty=Duty.MEETINGS_RECORD)


@pytest.mark.parametrize("count", [3, 50, pytest.param(500, marks=pytest.mark.slow)])
def test_each_of_a_batch_gets_the_own_words_only(town: Any, count: int) -> None:
    with as_owner(), acting(town.officer_scope):
        people = [town.member(f"批{number:03d}", town.east_one) for number in range(count)]
    with acting(town.lin_scope):
        rows = tell(
            town, *(To(person=one, words={"name": one.name, "sum": f"{one.pk}.00"})
                    for one in people),
            title="{name}同志，党费{sum}元待核对", body="{name}：{sum}",
        )  # fmt: skip
        assert len(rows) == count
        by_person = {row.person_id: f"{row.title} {row.body}" for row in Notice.everything.all()}
    for one in people:
        said = by_person[one.pk]
        assert said == f"{one.name}同志，党费{one.pk}.00元待核对 {one.name}：{one.pk}.00"
        assert not any(other.name in said for other in people if other != one)


def test_a_place_without_a_word_is_a_fault_and_nothing_is_sent(town: Any) -> None:
    people = [town.people[name] for name in ("东甲", "东乙", "东丙")]
    words = [{"name": "东甲"}, {}, {"name": "东丙"}]
    with pytest.raises(KeyError), acting(town.lin_scope):
        tell(town, *(To(person=one, words=said) for one, said in zip(people, words, strict=True)),
             title="{name}同志")  # fmt: skip
    assert not Notice.everything.exists()


def test_the_same_is_told_to_the_same_once(town: Any) -> None:
    person = town.people["东甲"]
    with acting(town.lin_scope):
        assert len(tell(town, To(person=person), To(person=person), to_post(town))) == 2
        assert tell(town, To(person=person), to_post(town)) == []
        assert len(tell(town, To(person=person), key="m-2")) == 1
        lines = Entry.everything.filter(verb="notices.notice.send").order_by("id")
        assert [json.loads(line.payload)["count"] for line in lines] == [2, 1]
        assert all("东甲" not in line.payload for line in lines)


def test_a_notice_waits_for_the_post_it_is_for_and_no_other(town: Any) -> None:
    with acting(town.lin_scope):
        (row,) = tell(town, to_post(town), due_on=TODAY + timedelta(days=3))
    seen = {}
    for name in ("branch_scope", "lin_scope", "gu_scope", "officer_scope"):
        scope = getattr(town, name)
        with acting(scope):
            seen[name] = [one.title for one in unread_notices(scope, TODAY)]
    assert seen == {
        "branch_scope": ["请来开会"], "lin_scope": [], "gu_scope": [], "officer_scope": [],
    }  # fmt: skip
    with acting(town.lin_scope), pytest.raises(Refused) as refused:
        read_notice(notice=row, by=town.lin_scope, at=AT)
    assert refused.value.codes == {"notice.other"}
    with acting(town.branch_scope):
        read_notice(notice=row, by=town.branch_scope, at=AT)
        assert unread_notices(town.branch_scope, TODAY) == []
        assert [one.read_at for one in queries.notices_for(town.branch_scope, TODAY)] == [AT]
        with pytest.raises(Refused) as refused:
            read_notice(notice=row, by=town.branch_scope, at=AT)
    assert refused.value.codes == {"notice.read"}


def test_many_notices_stand_as_a_few_lines_from_one_query(
    town: Any, django_assert_num_queries: Any
) -> None:
    for number in range(9):
        with acting(town.lin_scope):
            tell(town, to_post(town), key=f"m-{number}")
    with acting(town.branch_scope), django_assert_num_queries(1):
        found = unread_notices(town.branch_scope, TODAY)
    assert [one.title for one in found][-1] == "另有6条通知没有看"
    assert len(found) == 4


def test_a_reminder_shows_from_its_day_and_not_once_the_matter_is_done(town: Any) -> None:
    later = TODAY + timedelta(days=7)
    said = {"kind": KIND, "title": "快到期了", "by": town.lin_scope, "at": AT}
    with acting(town.lin_scope):
        remind(on=later, key="r-1", to=[to_post(town)], **said)
        remind(on=later, key="r-2", to=[to_post(town)], **said)
    with acting(town.branch_scope):
        assert unread_notices(town.branch_scope, later - timedelta(days=1)) == []
        assert len(unread_notices(town.branch_scope, later)) == 2
    with acting(town.lin_scope):
        assert withdraw_notices(kind=KIND, key="r-1", by=town.lin_scope, at=AT) == 1
        assert withdraw_notices(kind=KIND, key="r-1", by=town.lin_scope, at=AT) == 0
    with acting(town.branch_scope):
        assert len(unread_notices(town.branch_scope, later)) == 1


def test_what_was_taken_back_is_told_anew_and_once(town: Any) -> None:
    with acting(town.lin_scope):
        assert len(tell(town, to_post(town), key="r-3")) == 1
        withdraw_notices(kind=KIND, key="r-3", by=town.lin_scope, at=AT)
        assert [len(tell(town, to_post(town), key="r-3")) for _ in range(2)] == [1, 0]
    with acting(town.branch_scope):
        assert len(unread_notices(town.branch_scope, TODAY)) == 1


def test_what_was_read_stays_unless_it_may_be_seen_no_more(town: Any) -> None:
    with acting(town.lin_scope):
        (row,) = tell(town, to_post(town), key="r-4")
    with acting(town.branch_scope):
        read_notice(notice=row, by=town.branch_scope, at=AT)
    said: Any = {"kind": KIND, "key": "r-4", "by": town.lin_scope, "at": AT}
    with acting(town.lin_scope):
        assert withdraw_notices(**said) == 0
        assert withdraw_notices(**said, also_read=True) == 1


def test_a_person_sees_the_own_notices_wherever_they_were_sent_from(town: Any) -> None:
    with acting(town.lin_scope):
        tell(town, To(person=town.people["东甲"]), To(person=town.people["东乙"]))
    with as_owner():  # the file moved on to another branch since
        moved = town.people["东甲"]
        moved.org, moved.org_path = town.west_one, town.west_one.path
        moved.save(update_fields=["org", "org_path"])
    oneself = town.scopes["member"]
    with acting(oneself):
        assert [row.person_id for row in queries.own_notices(oneself, TODAY)] == [moved.pk]
        assert Notice.everything.count() == 1, "row security shows the own ones only"


def test_an_unknown_kind_and_long_words_are_refused(town: Any) -> None:
    with acting(town.lin_scope):
        with pytest.raises(KeyError):
            tell(town, to_post(town), kind="example.unknown")
        with pytest.raises(Refused) as refused:
            tell(town, to_post(town), title="长" * 121)
    assert refused.value.codes == {"notice.long"}
    assert [one.code for one in rules.notice_findings(" ", "")] == ["notice.title"]
