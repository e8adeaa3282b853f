"""Does one come in with paper or password, and does a session end when it should?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from conftest import AT, TODAY
from jingwei.kernel.access import actions, giving
from jingwei.kernel.access.models import Grant, Session
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.session_store import digest
from jingwei.shell.signin.tests.browsing import NEW, is_in, sign_in, verbs, words


def test_lin_signs_in_and_lands_on_today(town: Any) -> None:
    browser, answer = sign_in()
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "东镇党委" in browser.get("/").content.decode()


def test_after_signing_in_one_is_where_one_wanted_to_go(town: Any) -> None:
    answer = Client().get("/account/")
    assert answer["Location"] == "/sign-in/?next=/account/"
    _, answer = sign_in(next="/account/")
    assert answer["Location"] == "/account/"


@pytest.mark.parametrize("wrong", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_nobody_is_led_elsewhere(town: Any, wrong: str) -> None:
    _, answer = sign_in(next=wrong)
    assert answer["Location"] == "/"


def test_a_wrong_password_keeps_the_login_and_says_what_to_do(town: Any) -> None:
    browser, answer = sign_in(password="wrong")
    assert answer.status_code == 422
    assert "登录名和密码对不上" in words(answer)
    assert 'value="lin"' in answer.content.decode()
    assert "wrong" not in answer.content.decode()
    assert not is_in(browser)
    assert verbs()[-1] == "access.session.refuse"  # counted although it was refused


def test_an_empty_form_says_which_field(town: Any) -> None:
    answer = Client().post("/sign-in/", {})
    assert answer.status_code == 422
    assert "还没有写登录名" in words(answer)
    assert "还没有写密码" in words(answer)


def test_after_five_failures_the_page_says_how_long_to_wait(town: Any, clock: Any) -> None:
    for _ in range(5):
        sign_in(password="wrong")
    browser, answer = sign_in()
    assert answer.status_code == 429
    assert "请等2秒再试" in words(answer)
    clock.shift(timedelta(seconds=2))
    assert sign_in(browser=browser)[1].status_code == 302


def test_lins_own_device_does_not_wait_for_strangers(town: Any) -> None:
    own, _ = sign_in()
    own.post("/sign-out/")
    for _ in range(8):
        sign_in(password="wrong", browser=Client(REMOTE_ADDR="10.9.9.9"))
    assert sign_in(browser=Client(REMOTE_ADDR="10.8.8.8"))[1].status_code == 429
    assert sign_in(browser=own)[1].status_code == 302


def test_a_made_up_device_cookie_is_no_device(town: Any) -> None:
    browser = Client(REMOTE_ADDR="10.9.9.9")
    browser.cookies["jw_device"] = "eyJkIjoieCIsImEiOlsibGluIl19:forged"
    for _ in range(6):
        sign_in(password="wrong", browser=browser)
    assert sign_in(browser=Client(REMOTE_ADDR="10.8.8.8"))[1].status_code == 429


def test_signing_out_ends_the_session_for_good(town: Any) -> None:
    browser, _ = sign_in()
    cookie = browser.cookies["session"].value
    answer = browser.post("/sign-out/")
    assert answer.status_code == 200
    assert "已退出" in words(answer)
    assert not is_in(browser)
    browser.cookies["session"] = cookie
    assert not is_in(browser)
    assert verbs()[-1] == "access.session.end"


def test_signing_in_gives_a_new_key_and_the_old_one_is_dead(town: Any) -> None:
    """Session fixation: a key somebody else planted or saw before is worth nothing after."""
    planted = Client()
    planted.get("/sign-in/")
    session = planted.session
    session["planted"] = "yes"
    session.save()
    before = planted.cookies["session"].value
    browser, _ = sign_in(browser=planted)
    after = browser.cookies["session"].value
    assert before != after
    assert "planted" not in browser.session
    thief = Client()
    thief.cookies["session"] = before
    assert not is_in(thief)


def test_the_table_of_sessions_opens_no_session(town: Any) -> None:
    browser, _ = sign_in()
    key = browser.cookies["session"].value
    row = Session.objects.get(account=town.lin)
    assert row.session_key == digest(key) != key
    thief = Client()
    thief.cookies["session"] = row.session_key
    assert not is_in(thief)


def test_an_idle_session_ends(town: Any, clock: Any) -> None:
    browser, _ = sign_in()
    clock.shift(timedelta(minutes=59))
    assert is_in(browser)
    clock.shift(timedelta(minutes=61))
    assert not is_in(browser)


def test_a_session_ends_after_eight_hours_of_work(town: Any, clock: Any) -> None:
    browser, _ = sign_in()
    for _ in range(16):
        clock.shift(timedelta(minutes=29, seconds=50))
        assert is_in(browser)
    clock.shift(timedelta(minutes=29))
    assert not is_in(browser)


def test_a_form_that_met_an_ended_session_is_answered_401_and_not_lost(town: Any) -> None:
    answer = Client().post("/account/password/", {"former": "x"}, headers={"HX-Request": "true"})
    assert answer.status_code == 401


def test_a_closed_account_is_out_with_the_next_request(town: Any) -> None:
    browser, _ = sign_in()
    with acting(town.sysadmin_scope):
        actions.close_account(account=town.lin, reason="调离", by=town.sysadmin_scope, at=AT)
    assert not is_in(browser)


def test_a_reset_by_slip_ends_the_session_with_the_next_request(town: Any) -> None:
    browser, _ = sign_in("branch")
    with acting(town.lin_scope):
        actions.issue_slip(account=town.branch, by=town.lin_scope, at=AT)
    assert not is_in(browser)


def test_an_ended_post_has_no_rights_with_the_next_request(town: Any) -> None:
    browser, _ = sign_in()
    assert browser.get("/accounts/").status_code == 200
    with acting(town.secadmin_scope):
        giving.end_grant(grant=town.grants["lin"], by=town.secadmin_scope, at=AT, reason="调离")
    assert browser.get("/accounts/").status_code == 404
    assert is_in(browser)


# ---- the slip


def slip(town: Any, who: str = "branch") -> str:
    with acting(town.sysadmin_scope):
        return actions.issue_slip(account=town.accounts[who], by=town.sysadmin_scope, at=AT).code


def by_slip(code: str, login: str = "branch", browser: Any = None) -> Any:
    browser = browser or Client(REMOTE_ADDR="10.0.0.1")
    return browser, browser.post("/sign-in/slip/", {"login": login, "code": code})


def test_a_secretary_comes_in_by_slip_and_sets_an_own_password(town: Any) -> None:
    browser, answer = by_slip(slip(town).lower().replace("-", " "))
    assert answer["Location"] == "/sign-in/password/"
    assert not is_in(browser)  # a slip alone is not signed in
    answer = browser.post("/sign-in/password/", {"password": NEW, "again": NEW})
    assert answer["Location"] == "/"
    assert is_in(browser)
    assert sign_in("branch", NEW)[1]["Location"] == "/"


def test_the_code_of_a_slip_works_at_the_ordinary_door_too(town: Any) -> None:
    _, answer = sign_in("branch", slip(town))
    assert answer["Location"] == "/sign-in/password/"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"password": "short", "again": "short"}, "密码至少10个字"),
        ({"password": NEW, "again": NEW + "x"}, "两遍写得不一样"),
        ({"password": "", "again": ""}, "还没有写新密码"),
        ({"password": "branch-branch-branch", "again": "branch-branch-branch"}, "有登录名"),
    ],
)
def test_a_password_that_will_not_do_is_said_and_the_slip_still_good(
    town: Any, told: dict[str, str], says: str
) -> None:
    browser, _ = by_slip(slip(town))
    answer = browser.post("/sign-in/password/", told)
    assert answer.status_code == 422
    assert says in words(answer)
    assert not is_in(browser)
    assert browser.post("/sign-in/password/", {"password": NEW, "again": NEW}).status_code == 302


def test_half_an_arrival_is_forgotten_after_ten_minutes(town: Any, clock: Any) -> None:
    browser, _ = by_slip(slip(town))
    clock.shift(timedelta(minutes=11))
    answer = browser.post("/sign-in/password/", {"password": NEW, "again": NEW})
    assert "请从登录名和密码重新开始" in words(answer)
    assert not is_in(browser)


def second_post(town: Any, who: str = "lin", org: str = "other") -> Grant:
    with acting(town.secadmin_scope):
        return giving.give_grant(
            account=town.accounts[who], org=town.orgs[org], role="instructor", first=TODAY,
            until=None, by=town.secadmin_scope, at=AT,
        )  # fmt: skip
