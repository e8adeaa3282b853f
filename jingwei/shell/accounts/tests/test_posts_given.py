"""Are posts given, ended and lent on pages as the rules say?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from conftest import AT, as_owner
from jingwei.kernel.access.models import Account, Grant, Slip
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.access.tests.town import add_secretary
from jingwei.shell.accounts.tests.browsing import browser, everything, page_of, words

# ---- the list


def ticket(client: Client, path: str) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', client.get(path).content.decode())
    assert found is not None
    return found[1]


def test_the_slips_of_the_east_are_printed_once(town: Any) -> None:
    with as_owner():
        Account.everything.exclude(login="branch").update(signed_in_at=AT)
    client = browser(town.lin)
    told = {"org": "", "ticket": ticket(client, "/accounts/slips/")}
    answer = client.post("/accounts/slips/", told)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.count('<li class="slip">') == 1
    assert "no-store" in answer["Cache-Control"]
    codes = re.findall(r"<code>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</code>", text)
    assert len(codes) == 1
    (before,) = everything(Slip)
    again = client.post("/accounts/slips/", told)  # the browser's reload
    assert again.status_code == 422
    assert "小条只显示一次" in words(again)
    (after,) = everything(Slip)
    assert (after.pk, after.code_hash) == (before.pk, before.code_hash)
    newcomer = Client(REMOTE_ADDR="10.1.1.1")
    answer = newcomer.post("/sign-in/slip/", {"login": "branch", "code": codes[0]})
    assert answer["Location"] == "/sign-in/password/"


def test_a_slip_for_one_person_ends_the_former_password(town: Any) -> None:
    client, path = browser(town.lin), page_of(town, "branch")
    told = {"ticket": ticket(client, path)}
    answer = client.post(f"{path}slip/", told)
    assert answer.content.decode().count('<li class="slip">') == 1
    assert client.post(f"{path}slip/", told).status_code == 422
    (slip,) = everything(Slip)
    assert slip.until == AT + timedelta(days=14)
    assert not next(a for a in everything(Account) if a.login == "branch").has_usable_password()


@pytest.mark.parametrize(("who", "status"), [("gu", 404), ("auditor", 403), ("secadmin", 403)])
def test_others_print_no_slip(town: Any, who: str, status: int) -> None:
    client = browser(town.accounts[who])
    assert client.post(f"{page_of(town, 'branch')}slip/", {}).status_code == status
    assert everything(Slip) == []


def test_gu_prints_no_slips_of_the_east(town: Any) -> None:
    client = browser(town.gu)
    told = {"org": "EAST", "ticket": ticket(client, "/accounts/slips/")}
    answer = client.post("/accounts/slips/", told)
    assert answer.status_code == 422
    assert "您的范围里没有这个组织" in words(answer)
    assert everything(Slip) == []


# ---- posts


def give(client: Client, **told: str) -> Any:
    asked = {"account": "new", "org": "EAST-2", "role": "secretary", "first": "2026-11-23",
             "last": "2027-12-31", "basis": "东镇〔2026〕3号", **told}  # fmt: skip
    return client.post("/accounts/give/", asked)


def test_the_security_administrator_gives_a_post_up_to_and_with_its_last_day(town: Any) -> None:
    client = browser(town.secadmin)
    answer = give(client)
    assert answer.status_code == 302
    text = words(client.get("/accounts/posts/?org=EAST-2"))
    assert "2026-11-23 至 2027-12-31" in text
    assert "New有了新的身份" in words(client.get("/accounts/posts/")) + text
    grant = next(one for one in everything(Grant) if one.account_id == town.new.pk)
    assert str(grant.held.upper) == "2028-01-01"
    assert browser(town.new).get("/accounts/").status_code == 200


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"account": "nobody"}, "没有这个登录名"),
        ({"account": "secadmin"}, "不能给自己身份"),
        ({"account": "sysadmin"}, "不能再兼别的身份"),
        ({"account": "lin", "org": "EAST", "role": "clerk"}, "已有同样的身份"),
        ({"role": "auditor", "account": "lin"}, "管理员不能兼别的身份"),
        ({"last": "2026-11-01"}, "结束日期要晚于开始日期"),
        ({"first": "1.1.2026"}, "日期写成 2026-07-02 这样"),
    ],
)
def test_a_refused_post_says_why_and_keeps_what_was_typed(
    town: Any, told: dict[str, str], says: str
) -> None:
    answer = give(browser(town.secadmin), **told)
    assert answer.status_code == 422
    assert says in words(answer)
    assert "东镇〔2026〕3号" in answer.content.decode()
    assert len(everything(Grant)) == len(town.grants)


@pytest.mark.parametrize("who", ["sysadmin", "auditor", "officer", "lin", "branch"])
def test_nobody_else_gives_posts(town: Any, who: str) -> None:
    client = browser(town.accounts[who])
    assert client.get("/accounts/give/").status_code == 403
    assert give(client).status_code == 403
    assert len(everything(Grant)) == len(town.grants)


def test_a_post_is_taken_back_with_a_reason(town: Any) -> None:
    lin, path = browser(town.lin), f"/accounts/posts/{town.grants['lin'].public_id}/end/"
    assert lin.get("/accounts/").status_code == 200
    client = browser(town.secadmin)
    assert client.post(path, {"said": ""}).status_code == 422
    assert client.post(path, {"said": "调离"}).status_code == 302
    assert lin.get("/accounts/").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("gu", 404), ("lin", 403), ("sysadmin", 403)])
def test_others_take_no_post_back(town: Any, who: str, status: int) -> None:
    path = f"/accounts/posts/{town.grants['branch'].public_id}/end/"
    client = browser(town.accounts[who])
    assert client.get(path).status_code == status
    assert client.post(path, {"said": "x"}).status_code == status


def deputy(client: Client, town: Any, **told: str) -> Any:
    asked = {"account": "gu", "first": "2026-12-01", "last": "2026-12-14", "reason": "产假", **told}
    return client.post(f"/accounts/posts/{town.grants['branch'].public_id}/deputy/", asked)


@pytest.mark.parametrize("who", ["branch", "lin", "secadmin"])
def test_a_deputy_is_named_and_seen_in_the_list(town: Any, who: str) -> None:
    client = browser(town.accounts[who])
    assert deputy(client, town).status_code == 302
    text = words(client.get("/accounts/posts/?term=coming"))
    assert "Gu" in text
    assert "2026-12-01 至 2026-12-14" in text
    assert "代Branch" in text


def test_the_holder_ends_the_deputy_early(town: Any) -> None:
    client = browser(town.branch)
    deputy(client, town)
    text = client.get("/account/").content.decode()
    path = re.search(r'href="(/accounts/posts/[^"]+/end/)"', text)
    assert path is not None
    form = client.get(path[1]).content.decode()
    assert '<a class="btn" href="/account/">不结束</a>' in form
    assert client.post(path[1], {"said": "提前回来"})["Location"] == "/account/"
    assert "代我办事的人" not in words(client.get("/account/"))


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"last": ""}, "还没有写到哪天为止"), ({"account": "branch"}, "同一个人"),
        ({"account": "auditor"}, "他是管理员"), ({"reason": ""}, "还没有写事由"),
        ({"org": "WEST"}, "您的范围里没有这个组织"),
    ],
)  # fmt: skip
def test_a_refused_deputy_says_why(town: Any, told: dict[str, str], says: str) -> None:
    answer = deputy(browser(town.branch), town, **told)
    assert answer.status_code == 422
    assert says in words(answer)


@pytest.mark.parametrize(("who", "status"), [("gu", 404), ("sysadmin", 403), ("auditor", 403)])
def test_others_name_no_deputy(town: Any, who: str, status: int) -> None:
    assert deputy(browser(town.accounts[who]), town).status_code == status


# ---- batches and the auditor


def test_two_administrators_bring_all_secretaries_in(town: Any) -> None:
    with as_owner(), system_scope("测试"):
        add_secretary(town, town.people["东丁"], town.east_two)
        add_secretary(town, town.people["西甲"], town.west_one)
    opened = browser(town.sysadmin).post("/accounts/open/secretaries/", {"org": "EAST"})
    assert opened["Location"] == "/accounts/?state=never"
    client = browser(town.secadmin)
    assert client.post("/accounts/give/secretaries/", {"org": ""}).status_code == 302
    assert "给了1个身份" in words(client.get("/accounts/posts/"))
    again = client.post("/accounts/give/secretaries/", {"org": ""})
    assert again.status_code == 422
    assert "都有身份了" in words(again)


@pytest.mark.parametrize(
    ("path", "who"),
    [("/accounts/open/secretaries/", "secadmin"), ("/accounts/give/secretaries/", "sysadmin"),
     ("/accounts/open/secretaries/", "officer"), ("/accounts/give/secretaries/", "officer")],
)  # fmt: skip
def test_neither_administrator_does_the_others_part(town: Any, path: str, who: str) -> None:
    client = browser(town.accounts[who])
    assert client.get(path).status_code == 403
    assert client.post(path, {"org": ""}).status_code == 403


def test_the_auditor_reads_what_changed_and_changes_nothing(town: Any) -> None:
    give(browser(town.secadmin))
    Client(REMOTE_ADDR="10.1.1.1").post("/sign-in/", {"login": "lin", "password": "wrong"})
    text = words(browser(town.auditor).get("/accounts/changes/"))
    assert "给身份" in text
    assert "登录没有通过" in text
    only = words(browser(town.auditor).get("/accounts/changes/?verb=access.grant.give"))
    assert "Secadmin" in only
    rows = browser(town.auditor).get(
        "/accounts/changes/?verb=access.grant.give", headers={"HX-Request": "true"}
    )
    assert "登录没有通过" not in words(rows)


@pytest.mark.parametrize("who", ["lin", "officer", "sysadmin", "secadmin"])
def test_only_the_auditor_reads_the_changes(town: Any, who: str) -> None:
    assert browser(town.accounts[who]).get("/accounts/changes/").status_code == 403


OWN_AND_BELOW = {
    "lin": {"Lin 请人代理", "Lin 收回", "Branch 请人代理"},
    "branch": {"Branch 请人代理", "Branch 收回"},
    "gu": {"Gu 请人代理", "Gu 收回"},
    "sysadmin": {"Sysadmin 收回"},
    "auditor": {"Auditor 收回"},
}


@pytest.mark.parametrize(("who", "sees"), OWN_AND_BELOW.items())
def test_a_button_stands_only_where_it_would_work(town: Any, who: str, sees: set[str]) -> None:
    """Each button leads to a page that opens; who may not press it does not see it."""
    client = browser(town.accounts[who])
    text = client.get("/accounts/posts/").content.decode()
    rows = re.findall(r'<th scope="row">(\w+)</th>(.*?)</tr>', text, re.S)
    found = {
        f"{name} {word}"
        for name, row in rows
        for word in ("请人代理", "收回")
        if f">{word}<" in row
    }
    assert found == sees
    for path in re.findall(r'href="(/accounts/posts/[^"]+/(?:end|deputy)/)"', text):
        assert client.get(path).status_code == 200


def test_the_auditor_reads_words_and_names(town: Any) -> None:
    give(browser(town.secadmin))
    text = words(browser(town.auditor).get("/accounts/changes/?verb=access.grant.give"))
    for said in ("Secadmin", "New", "支部书记", "从2026-11-23起", "依据：东镇〔2026〕3号"):
        assert said in text
    assert "secretary" not in text
