"""Does the page of today show what this post has to do, and nothing of the others?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.access.posts import grant_mac
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.access.tests.town import FOUNDED, add_secretary
from jingwei.kernel.orgs.concerns import terms_due
from jingwei.kernel.orgs.models import Term
from jingwei.kernel.people.models import Correction, Position, Post
from jingwei.kernel.ranges import held
from jingwei.kernel.register import Concern
from jingwei.shell.today.desk import sorted_out

DUE = "看换届"  # what the page offers where a term runs out

pytestmark = pytest.mark.usefixtures("_now")


@pytest.fixture
def _now() -> Any:
    with travel(AT, tick=False):
        yield


def page(account: Any) -> str:
    browser = Client()
    browser.force_login(account)
    answer = browser.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def signed_in_town(town: Any) -> Any:
    """Everybody has signed in before, so that nothing waits but what a test adds."""
    with as_owner():
        Account.everything.update(signed_in_at=AT)
    return town


def add(act: Any) -> Any:
    with as_owner(), system_scope("测试"):
        return act()


def term(org: Any, due_on: date) -> Term:
    return add(
        lambda: Term.everything.create(
            org=org, org_path=org.path, held=held(due_on - timedelta(days=900), due_on),
            due_on=due_on,
        )
    )  # fmt: skip


def test_nothing_to_do_is_said_in_words(signed_in_town: Any) -> None:
    text = page(signed_in_town.lin)
    assert "11月23日 周一" in text
    assert "今天没有要办的事。" in text
    assert "0 件等您办" in text


def test_a_term_that_ended_stands_under_today_with_its_source(signed_in_town: Any) -> None:
    term(signed_in_town.east_one, TODAY - timedelta(days=12))
    text = page(signed_in_town.lin)
    assert "东镇第一党支部换届过期了" in text
    assert "超期12天" in text
    assert "任期到2026-11-11，提前180天提醒" in text
    assert "看换届" in text
    assert "东镇第一党支部" in page(signed_in_town.branch)


def test_of_an_organisation_only_the_last_term_counts(signed_in_town: Any) -> None:
    """A term that ended long ago is over where another followed, whichever was written first."""
    for org, days in ((signed_in_town.east_one, 400), (signed_in_town.east_two, -9)):
        term(org, TODAY + timedelta(days=days))
        term(org, TODAY + timedelta(days=days - 1000))
    with acting(signed_in_town.lin_scope) as by:
        found = terms_due(by, TODAY)
        assert [(one.title, one.due_on) for one in found] == [
            ("东镇第二党支部换届过期了", TODAY - timedelta(days=9))
        ]


def test_gu_sees_nothing_of_the_east(signed_in_town: Any) -> None:
    term(signed_in_town.east_one, TODAY - timedelta(days=12))
    text = page(signed_in_town.gu)
    assert "东镇" not in text
    assert "今天没有要办的事。" in text


def test_new_is_told_that_there_is_no_post_yet(signed_in_town: Any) -> None:
    assert "您还没有身份" in page(signed_in_town.new)


def test_nobody_is_sent_to_the_sign_in_page(db: None) -> None:
    answer = Client().get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(
    ("days", "where"),
    [(-1, "today"), (0, "today"), (1, "next_days"), (14, "next_days"), (15, "later"),
     (179, "later")],
)  # fmt: skip
def test_what_is_due_when_goes_on_which_heap(days: int, where: str) -> None:
    due = TODAY + timedelta(days=days)
    desk = sorted_out([Concern("事", "因为", "/x/", "去办", due_on=due)], TODAY)
    assert [len(getattr(desk, name)) for name in ("today", "next_days", "later")] == [
        int(name == where) for name in ("today", "next_days", "later")
    ]


def test_what_has_no_deadline_stands_at_the_end_of_the_next_days() -> None:
    desk = sorted_out(
        [Concern("没有期限", "", "", ""), Concern("明天", "", "", "", due_on=date(2026, 11, 24))],
        TODAY,
    )
    assert [(task.concern.title, task.when) for task in desk.next_days] == [
        ("明天", "11月24日"), ("没有期限", "不限时"),
    ]  # fmt: skip


def test_a_term_outside_the_notice_is_not_shown(signed_in_town: Any) -> None:
    term(signed_in_town.east_one, TODAY + timedelta(days=181))
    assert DUE not in page(signed_in_town.lin)


def test_a_term_that_was_followed_by_another_is_over(signed_in_town: Any) -> None:
    term(signed_in_town.east_one, TODAY - timedelta(days=12))
    add(
        lambda: Term.everything.create(
            org=signed_in_town.east_one, org_path=signed_in_town.east_one.path,
            held=held(TODAY - timedelta(days=12), date(2029, 11, 1)), due_on=date(2029, 11, 1),
        )
    )  # fmt: skip
    assert DUE not in page(signed_in_town.lin)


def test_a_branch_without_secretary_waits_for_the_town(signed_in_town: Any) -> None:
    town = signed_in_town
    add(
        lambda: Post.everything.create(
            org=town.east_one, org_path=town.east_one.path, title="secretary", held=held(FOUNDED)
        )
    )
    position = add(lambda: add_secretary(town, town.people["东丁"], town.east_two))
    assert "东镇第二党支部缺书记" not in page(town.lin)
    add(
        lambda: Position.everything.filter(pk=position.pk).update(
            held=held(date(2020, 1, 1), TODAY - timedelta(days=74))
        )
    )
    text = page(town.lin)
    assert "东镇第二党支部缺书记74天" in text
    assert "东镇第一党支部缺书记6170天" in text
    assert "缺书记" not in page(town.branch)
    assert "缺书记" not in page(town.gu)


@pytest.mark.parametrize(
    ("joined", "seen"),
    [(date(2025, 12, 22), True), (date(2025, 12, 24), False), (date(2025, 3, 1), True)],
)
def test_a_probation_that_ends_within_a_month_waits_for_the_branch(
    signed_in_town: Any, joined: date, seen: bool
) -> None:
    town = signed_in_town
    add(lambda: town.member("东新", town.east_one, joined_on=joined, category="probationary"))
    text = page(town.branch)
    assert ("东新预备期满，讨论转正" in text) is seen
    assert "东新" not in page(town.gu)


def ask(town: Any, by: str) -> Correction:
    return add(
        lambda: Correction.everything.create(
            kind="id_number", person=town.people["东甲"], org=town.east_one,
            org_path=town.east_one.path, reason="身份证上不一样", asked_by=town.accounts[by],
            asked_at=AT - timedelta(days=3),
        )
    )  # fmt: skip


def test_a_correction_waits_for_the_second_person_and_not_for_the_first(
    signed_in_town: Any,
) -> None:
    ask(signed_in_town, "branch")
    decides, asked = page(signed_in_town.lin), page(signed_in_town.branch)
    assert "核定：更正身份证号" in decides
    assert "身份证上不一样" in decides
    assert "等人核定：更正身份证号" in asked
    assert "已等3天" in asked
    assert "去核定" not in asked


def test_who_asked_for_a_correction_does_not_decide_it(signed_in_town: Any) -> None:
    ask(signed_in_town, "lin")
    text = page(signed_in_town.lin)
    assert "去核定" not in text
    assert "等人核定：更正身份证号" in text
    assert "核定：更正身份证号" in page(signed_in_town.officer)


def test_of_many_things_the_nearest_are_named_and_the_rest_counted(signed_in_town: Any) -> None:
    town = signed_in_town
    for number in range(9):
        add(
            lambda n=number: town.member(
                f"新{n}", town.east_one, joined_on=date(2025, 9, 1 + n), category="probationary"
            )
        )
    text = page(town.lin)
    named = [number for number in range(9) if f"新{number}预备期满，讨论转正" in text]
    assert named == [0, 1, 2]
    assert "还有6名预备党员预备期满" in text


def test_the_page_costs_the_same_for_one_thing_and_for_twenty(signed_in_town: Any) -> None:
    town = signed_in_town

    def asked() -> int:
        browser = Client()
        browser.force_login(town.lin)
        browser.get("/")
        with CaptureQueriesContext(connection) as queries:
            browser.get("/")
        return len(queries)

    add(lambda: town.member("新", town.east_one, joined_on=TODAY, category="probationary"))
    term(town.east_one, TODAY)
    ask(town, "branch")
    few = asked()
    for number in range(19):
        add(
            lambda n=number: town.member(
                f"新{n}", town.east_one, joined_on=date(2025, 9, 1 + n), category="probationary"
            )
        )
        ask(town, "officer")
    term(town.east_two, TODAY)
    assert asked() - few <= 2  # counting what is more than a few, once for each kind
    assert few <= 66  # each folder asks a question or two of its own


def test_the_post_itself_says_when_it_ends(signed_in_town: Any) -> None:
    def shorten() -> None:
        grant = Grant.everything.get(pk=signed_in_town.grants["lin"].pk)
        grant.held = held(FOUNDED, TODAY + timedelta(days=10))
        grant.mac = grant_mac(grant)
        grant.save()

    add(shorten)
    assert "您现在的身份2026-12-02到期" in page(signed_in_town.lin)
    assert "1个身份快到期" in page(signed_in_town.secadmin)


def test_each_administrator_sees_what_waits_for_this_administrator(town: Any) -> None:
    add(lambda: Account.everything.exclude(login="new").update(signed_in_at=AT))
    assert "1个账号还没登录过" in page(town.sysadmin)
    assert "1个账号等安全管理员给身份" in page(town.sysadmin)
    assert "1个账号等您给身份" in page(town.secadmin)
    for who in ("secadmin", "sysadmin", "auditor"):
        assert "预备" not in page(town.accounts[who])


def test_the_auditor_has_nothing_to_do_but_may_look(signed_in_town: Any) -> None:
    assert "今天没有要办的事。" in page(signed_in_town.auditor)


@pytest.mark.parametrize("address", ["/members/", "/nowhere/"])
def test_whose_posts_have_ended_is_told_so_and_not_that_the_page_is_gone(
    signed_in_town: Any, address: str
) -> None:
    reply = _as(signed_in_town.new).get(address)
    assert reply.status_code == 404
    assert "您现在没有身份" in reply.content.decode()
    assert "没有这一页" not in reply.content.decode()
    assert "没有这一页" in _as(signed_in_town.lin).get("/nowhere/").content.decode()


def _as(account: Any) -> Client:
    client = Client()
    client.force_login(account)
    return client
