"""Does one stay signed in as long as one may, and no longer?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from time_machine import travel

from conftest import AT, TODAY
from jingwei.kernel.access import actions, giving
from jingwei.kernel.access.models import Account, Grant, Session
from jingwei.kernel.access.scope import Scope, acting, system_scope
from jingwei.kernel.access.session_store import SessionStore, digest
from jingwei.kernel.access.tests.test_entering import digits, switch_on
from jingwei.kernel.access.tests.town import PASSWORD
from jingwei.kernel.ledger.models import Entry
from jingwei.shell.signin.tests.browsing import NEW, is_in, sign_in, words


def slip(town: Any, who: str = "branch") -> str:
    with acting(town.sysadmin_scope):
        return actions.issue_slip(account=town.accounts[who], by=town.sysadmin_scope, at=AT).code


def by_slip(code: str, login: str = "branch", browser: Any = None) -> Any:
    browser = browser or Client(REMOTE_ADDR="10.0.0.1")
    return browser, browser.post("/sign-in/slip/", {"login": login, "code": code})


def test_half_an_arrival_is_under_a_key_nobody_knew(town: Any) -> None:
    """Else who planted the key could set the password that the slip allows."""
    victim = Client()
    session = victim.session
    session["x"] = 1
    session.save()
    planted = victim.cookies["session"].value
    by_slip(slip(town), browser=victim)
    thief = Client()
    thief.cookies["session"] = planted
    answer = thief.post("/sign-in/password/", {"password": NEW, "again": NEW})
    assert "请从登录名和密码重新开始" in words(answer)


def test_nobody_sets_a_password_without_having_arrived(town: Any) -> None:
    for path in ("/sign-in/password/", "/sign-in/code/"):
        for answer in (Client().get(path), Client().post(path, {"password": NEW, "again": NEW})):
            assert answer.status_code == 422
            assert "请从登录名和密码重新开始" in words(answer)


# ---- the second factor


def test_the_second_factor_is_asked_for_and_accepted(town: Any, clock: Any) -> None:
    switch_on(town, town.lin)
    clock.shift(timedelta(minutes=2))
    browser, answer = sign_in()
    assert answer["Location"] == "/sign-in/code/"
    assert not is_in(browser)
    answer = browser.post("/sign-in/code/", {"code": "000000"})
    assert (answer.status_code, is_in(browser)) == (422, False)
    answer = browser.post("/sign-in/code/", {"code": digits(town.lin, AT + timedelta(minutes=2))})
    assert answer["Location"] == "/"
    assert is_in(browser)


def test_with_slip_and_second_factor_the_password_comes_last(town: Any) -> None:
    switch_on(town, town.branch)
    browser, answer = by_slip(slip(town))
    assert answer["Location"] == "/sign-in/code/"
    answer = browser.post("/sign-in/password/", {"password": NEW, "again": NEW})
    assert "请从登录名和密码重新开始" in words(answer)


def test_lin_switches_the_second_factor_on_and_off(town: Any, clock: Any) -> None:
    browser, _ = sign_in()
    browser.post("/account/second-factor/start/")
    text = browser.get("/account/second-factor/").content.decode()
    assert "otpauth://totp/" in text
    code = digits(town.lin)
    answer = browser.post("/account/second-factor/confirm/", {"code": code})
    assert answer.content.decode().count('<li class="slip">') == 8
    # Loaded again the page shows no code a second time, and speaks of no mistake.
    again = browser.post("/account/second-factor/confirm/", {"code": code}, follow=True)
    assert (again.status_code, "恢复码不再显示" in words(again)) == (200, True)
    answer = browser.post("/account/second-factor/off/", {"password": "wrong"})
    assert "现在的密码不对" in words(answer)
    assert browser.post("/account/second-factor/off/", {"password": PASSWORD}).status_code == 302
    assert sign_in()[1]["Location"] == "/"


def test_a_wrong_first_code_does_not_switch_it_on(town: Any) -> None:
    browser, _ = sign_in()
    browser.post("/account/second-factor/start/")
    answer = browser.post("/account/second-factor/confirm/", {"code": "123456x"})
    assert answer.status_code == 422
    assert sign_in()[1]["Location"] == "/"


# ---- posts


def second_post(town: Any, who: str = "lin", org: str = "other") -> Grant:
    with acting(town.secadmin_scope):
        return giving.give_grant(
            account=town.accounts[who], org=town.orgs[org], role="instructor", first=TODAY,
            until=None, by=town.secadmin_scope, at=AT,
        )  # fmt: skip


def test_who_holds_two_posts_chooses_one(town: Any) -> None:
    grant = second_post(town)
    browser, answer = sign_in()
    assert answer["Location"] == "/account/posts/"
    text = browser.get("/account/posts/").content.decode()
    assert "东镇党委" in text
    assert "别县县委" in text
    answer = browser.post("/account/act-as/", {"post": str(grant.public_id)})
    assert answer["Location"] == "/"
    assert browser.get("/").wsgi_request.scope.org_id == town.other.pk


def test_who_gets_a_second_post_at_work_goes_on_in_the_first(town: Any) -> None:
    """A deputy's post reaches further, and would take over a form that is open."""
    browser, _ = sign_in("branch")
    before = browser.get("/").wsgi_request.scope
    second_post(town, "branch", "east")
    answer = browser.get("/")
    assert [post.org_id for post in answer.wsgi_request.posts] == [town.east.pk, before.org_id]
    assert answer.wsgi_request.scope.grant_id == before.grant_id


def test_when_the_post_in_use_ends_no_other_takes_over(town: Any) -> None:
    second_post(town)
    browser, _ = sign_in()
    assert browser.get("/").wsgi_request.scope.org_id == town.east.pk
    with acting(town.secadmin_scope):
        giving.end_grant(grant=town.grants["lin"], by=town.secadmin_scope, at=AT, reason="调离")
    answer = browser.post("/members/register/", {"name": "某某写的"})
    assert "某某写的" in words(answer)
    assert answer.status_code == 404
    assert "您刚才用的身份已经结束" in words(answer)
    assert "/account/posts/" in answer.content.decode()
    assert browser.get("/")["Location"] == "/account/posts/"
    answer = browser.get("/account/posts/")
    assert "您刚才用的身份已经结束，请另选一个。" in words(answer)
    assert "东镇党委" not in words(answer)


def test_the_page_of_today_says_how_much_waits_under_the_other_posts(town: Any) -> None:
    with system_scope("测试"):
        Account.everything.update(signed_in_at=AT)
        Account.everything.filter(login="branch").update(signed_in_at=None)
    grant = second_post(town)
    browser, _ = sign_in()
    assert "您别的身份" not in words(browser.get("/"))
    browser.post("/account/act-as/", {"post": str(grant.public_id)})
    assert "您别的身份有 1 件在等" in words(browser.get("/"))


def test_switching_the_post_gives_a_new_key_and_the_old_one_is_dead(town: Any) -> None:
    grant = second_post(town)
    browser, _ = sign_in()
    before = browser.cookies["session"].value
    browser.post("/account/act-as/", {"post": str(grant.public_id)})
    assert browser.cookies["session"].value != before
    thief = Client()
    thief.cookies["session"] = before
    assert not is_in(thief)
    assert is_in(browser)


def test_nobody_acts_in_somebody_elses_post(town: Any) -> None:
    browser, _ = sign_in()
    answer = browser.post("/account/act-as/", {"post": str(town.grants["gu"].public_id)})
    assert answer.status_code == 404
    assert browser.get("/").wsgi_request.scope.org_id == town.east.pk


def test_the_choice_counts_what_waits_under_each_post(town: Any) -> None:
    with system_scope("测试"):
        Account.everything.update(signed_in_at=AT)
        Account.everything.filter(login="branch").update(signed_in_at=None)
    second_post(town)
    browser, _ = sign_in()
    answer = browser.get("/account/posts/")
    assert words(answer).count("1 件在等") == 1


def test_a_deputy_acts_in_the_post_of_who_is_away(town: Any) -> None:
    with acting(town.branch_scope):
        giving.appoint_deputy(
            original=town.grants["branch"], account=town.accounts["new"], first=TODAY,
            until=TODAY + timedelta(days=7), by=town.branch_scope, at=AT, reason="学习",
        )  # fmt: skip
    browser, _ = sign_in("new")
    text = browser.get("/account/").content.decode()
    assert "代Branch" in text
    with travel(AT + timedelta(days=7), tick=False):
        late, _ = sign_in("new")
        assert "现在没有身份" in late.get("/account/").content.decode()


@pytest.mark.parametrize(
    ("who", "offered"),
    [("branch", True), ("lin", True), ("secadmin", True), ("sysadmin", False), ("auditor", False)],
)
def test_a_deputy_is_offered_to_those_who_may_name_one(town: Any, who: str, offered: bool) -> None:
    browser, _ = sign_in(who)
    said = browser.get("/account/").content.decode()
    assert ("请人代理" in said) is offered
    address = f"/accounts/posts/{town.grants[who].public_id}/deputy/"
    assert (browser.get(address).status_code == 200) is offered


def test_a_member_without_a_post_signs_in_changes_the_password_and_signs_out(town: Any) -> None:
    """Such a request runs under the role that may read the own file only."""
    browser, answer = sign_in("member")
    assert answer.status_code == 302
    assert is_in(browser)
    answer = browser.post("/account/password/", {"former": PASSWORD, "password": NEW, "again": NEW})
    assert (answer.status_code, is_in(browser)) == (302, True)
    browser.post("/sign-out/")
    assert not is_in(browser)
    assert sign_in("member", NEW)[1].status_code == 302


# ---- the own password and sessions


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(town: Any) -> None:
    here, _ = sign_in()
    there, _ = sign_in()
    answer = here.post("/account/password/", {"former": PASSWORD, "password": NEW, "again": NEW})
    assert answer["Location"] == "/account/"
    assert (is_in(here), is_in(there)) == (True, False)


def test_a_wrong_former_password_changes_nothing(town: Any) -> None:
    browser, _ = sign_in()
    answer = browser.post("/account/password/", {"former": "no", "password": NEW, "again": NEW})
    assert answer.status_code == 422
    assert "现在的密码不对" in words(answer)
    assert sign_in()[1].status_code == 302


def test_one_sees_and_ends_ones_own_sessions(town: Any) -> None:
    agent = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537.36 Edg/130.0"}
    here, _ = sign_in()
    there, _ = sign_in(browser=Client(headers=agent))
    text = here.get("/account/").content.decode()
    assert "Edge, Windows" in text
    key = digest(there.cookies["session"].value)
    gu, _ = sign_in("gu")
    assert gu.post("/account/sessions/end/", {"session": key}).status_code == 404
    assert is_in(there)
    assert here.post("/account/sessions/end/", {"session": key}).status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)


def test_one_signs_out_everywhere_else_at_once(town: Any) -> None:
    browsers = [sign_in()[0] for _ in range(3)]
    browsers[0].post("/account/sessions/end-others/")
    assert [is_in(browser) for browser in browsers] == [True, False, False]


@pytest.mark.parametrize(
    "path",
    ["/sign-in/", "/sign-in/slip/"],
)
def test_the_doors_are_open_to_everybody(db: None, path: str) -> None:
    assert Client().get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/account/", "/account/posts/", "/account/password/", "/account/second-factor/"],
)
def test_what_is_ones_own_asks_for_a_sign_in(town: Any, path: str) -> None:
    assert Client().get(path)["Location"].startswith("/sign-in/")
    browser, _ = sign_in()
    assert browser.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/sign-out/", "/account/act-as/", "/account/sessions/end/", "/account/sessions/end-others/",
     "/account/second-factor/start/", "/account/second-factor/confirm/",
     "/account/second-factor/off/"],
)  # fmt: skip
def test_looking_changes_nothing(town: Any, path: str) -> None:
    browser, _ = sign_in()
    assert browser.get(path).status_code == 405


def test_a_token_of_another_site_is_refused(town: Any) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/sign-in/", {"login": "lin", "password": PASSWORD}).status_code == 403


def test_passwords_stand_in_no_line_and_no_session(town: Any) -> None:
    sign_in(password="wrong-but-secret")
    browser, _ = sign_in()
    browser.post("/account/password/", {"former": PASSWORD, "password": NEW, "again": NEW})
    with system_scope("测试"):
        told = " ".join(Entry.everything.values_list("payload", flat=True))
    kept = " ".join(str(SessionStore().decode(row.session_data)) for row in Session.objects.all())
    for secret in ("wrong-but-secret", PASSWORD, NEW):
        assert secret not in told
        assert secret not in kept


def test_nobody_signed_in_reads_no_account_in_the_database(town: Any) -> None:
    with acting(Scope()):
        assert not Account.everything.exists()
