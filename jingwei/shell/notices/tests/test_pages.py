"""Do a post and a person read what they were told, and nobody else's?"""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from conftest import AT, TODAY
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import acting
from jingwei.kernel.notices.actions import To, send_notices
from jingwei.kernel.notices.models import Notice
from jingwei.kernel.register import register

KIND = "example.meeting"


@pytest.fixture(autouse=True)
def _world(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(register().notice_kinds, KIND, "会议通知")
    with time_machine.travel(AT, tick=False):
        yield


def browser(town: Any, who: str) -> Client:
    client = Client()
    client.force_login(town.accounts[who])
    return client


def tell(town: Any, *to: To, key: str = "m-1", url: str = "/orgs/") -> list[Notice]:
    with acting(town.lin_scope):
        return send_notices(
            kind=KIND, key=key, title="请来开支部大会", body="周五下午两点，三楼。", to=to,
            by=town.lin_scope, at=AT, due_on=TODAY + timedelta(days=2),
        )  # fmt: skip


@pytest.fixture
def posted(town: Any) -> Notice:
    return tell(town, To(org=town.east_one, duty=Duty.MEETINGS_RECORD, url="/orgs/"))[0]


def test_a_post_finds_the_notice_today_reads_it_and_goes_on(town: Any, posted: Notice) -> None:
    branch = browser(town, "branch")
    assert "请来开支部大会" in branch.get("/").content.decode()
    page = branch.get(f"/notices/{posted.public_id}/").content.decode()
    assert "周五下午两点" in page
    assert "知道了，去办" in page
    answer = branch.post(f"/notices/{posted.public_id}/read/")
    assert (answer.status_code, answer["Location"]) == (302, "/orgs/")
    assert "请来开支部大会" not in branch.get("/").content.decode()
    assert "看过" in branch.get("/notices/").content.decode()


@pytest.mark.parametrize("who", ["lin", "gu", "officer", "new"])
def test_another_post_knows_nothing_of_it(town: Any, posted: Notice, who: str) -> None:
    client = browser(town, who)
    never = uuid.uuid4()
    for name in (posted.public_id, never):
        assert client.get(f"/notices/{name}/").status_code == 404
        assert client.post(f"/notices/{name}/read/").status_code == 404
        assert client.post(f"/me/notices/{name}/read/").status_code == 404


def test_a_second_click_says_that_it_was_read(town: Any, posted: Notice) -> None:
    branch = browser(town, "branch")
    branch.post(f"/notices/{posted.public_id}/read/")
    answer = branch.post(f"/notices/{posted.public_id}/read/")
    assert answer.status_code == 422
    assert "这条通知已经看过了" in answer.content.decode()


def test_a_member_reads_the_own_notice_on_the_own_page(town: Any) -> None:
    mine, other = tell(town, *(To(person=town.people[name]) for name in ("东甲", "东乙")))
    member = browser(town, "member")
    page = member.get("/me/").content.decode()
    assert "给我的通知" in page
    assert page.count("周五下午两点") == 1
    assert member.post(f"/me/notices/{other.public_id}/read/").status_code == 404
    assert member.post(f"/me/notices/{mine.public_id}/read/").status_code == 302
    page = member.get("/me/").content.decode()
    assert "没有新的通知" in page
    assert "请来开支部大会" in page
    data = member.get("/me/download/").json()
    assert [one["title"] for one in data["parts"]["notices"]] == ["请来开支部大会"]


def test_the_list_asks_the_same_for_one_and_for_twenty(
    town: Any, posted: Notice, django_assert_max_num_queries: Any
) -> None:
    branch = browser(town, "branch")
    branch.get("/notices/")
    with django_assert_max_num_queries(100) as one:
        branch.get("/notices/")
    for number in range(20):
        tell(town, To(org=town.east_one, duty=Duty.MEETINGS_RECORD), key=f"n-{number}")
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert branch.get("/notices/").content.decode().count("data-l=") > 80


def test_programs_read_the_same(town: Any, posted: Notice) -> None:
    tell(town, To(person=town.people["东甲"]), key="own")
    branch, member = browser(town, "branch"), browser(town, "member")
    (told,) = branch.get("/api/v1/notices").json()["rows"]
    assert (told["title"], told["kind"], told["read_at"]) == ("请来开支部大会", "会议通知", None)
    assert browser(town, "lin").get("/api/v1/notices").json()["rows"] == []
    (own,) = member.get("/api/v1/notices/own").json()
    assert own["title"] == "请来开支部大会"
    assert browser(town, "new").get("/api/v1/notices/own").status_code == 404
