"""Are accounts, slips and posts looked after by the right people, and by nobody next door?"""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import AT, as_owner
from jingwei.kernel.access.models import Account, SecondFactor
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.access.tests.test_entering import switch_on
from jingwei.shell.accounts.tests.browsing import (
    LOOKERS,
    browser,
    everything,
    lines,
    page_of,
    words,
)

# ---- the list


@pytest.mark.parametrize("path", ["/accounts/", "/accounts/posts/"])
@pytest.mark.parametrize("who", LOOKERS)
def test_who_looks_after_somebody_sees_the_lists(town: Any, path: str, who: str) -> None:
    assert browser(town.accounts[who]).get(path).status_code == 200


@pytest.mark.parametrize("path", ["/accounts/", "/accounts/posts/", "/accounts/changes/"])
def test_new_and_the_stranger_see_none(town: Any, path: str) -> None:
    assert browser(town.new).get(path).status_code == 404
    assert Client().get(path).status_code == 302


def test_each_sees_the_accounts_of_the_own_part_of_the_tree(town: Any) -> None:
    def seen(who: str) -> set[str]:
        text = words(browser(town.accounts[who]).get("/accounts/"))
        return {name for name in town.accounts if re.search(rf"\b{name}\b", text)}

    assert seen("lin") == {"lin", "branch", "new", "member"}
    assert seen("gu") == {"gu"}
    assert seen("branch") == {"branch", "member"}
    assert seen("sysadmin") == set(town.accounts)


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("?q=bra", {"branch"}), ("?q=Branch", {"branch"}), ("?role=secretary", {"branch"}),
        ("?org=EAST-1", {"branch", "member"}), ("?state=closed", set()),
        ("?state=without_post", {"new"}), ("?state=never", {"lin", "branch", "new", "member"}),
        ("?role=nonsense&state=nonsense", {"lin", "branch", "new", "member"}),
    ],
)  # fmt: skip
def test_the_list_is_filtered(town: Any, query: str, seen: set[str]) -> None:
    text = browser(town.lin).get(f"/accounts/{query}").content.decode()
    found = {name for name in town.accounts if f">{name}</td>" in text}
    assert found == seen


def test_the_list_costs_the_same_for_few_and_for_many(town: Any) -> None:
    def asked(path: str) -> int:
        client = browser(town.lin)
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    few = [asked(path) for path in ("/accounts/", "/accounts/posts/")]
    with as_owner(), system_scope("测试"):
        for number in range(19):
            town.account(f"cadre-{number}", "cadre", town.east_one)
    assert [asked(path) for path in ("/accounts/", "/accounts/posts/")] == few
    assert max(few) <= 25


def test_the_list_is_paged_by_key(town: Any) -> None:
    with as_owner():
        Account.everything.bulk_create(
            Account(
                login=f"many-{number:03}", name=f"某{number}", org=town.east_two,
                org_path=town.east_two.path, password="!", opened_at=AT,
            )
            for number in range(60)
        )  # fmt: skip
    client = browser(town.lin)
    first = client.get("/accounts/").content.decode()
    onward = re.search(r'rel="next" href="([^"]+)"', first)
    assert onward is not None
    second = client.get(f"/accounts/{onward[1].replace('&amp;', '&')}").content.decode()
    cell = re.compile(r'<td class="raw"[^>]*>([^<]+)</td>')
    logins = [set(cell.findall(text)) for text in (first, second)]
    assert [len(found) for found in logins] == [50, 14]
    assert not logins[0] & logins[1]


def test_a_part_of_the_list_is_sent_for_htmx(town: Any) -> None:
    text = browser(town.lin).get("/accounts/", headers={"HX-Request": "true"}).content.decode()
    assert text.lstrip().startswith('<div id="rows">')
    assert "<html" not in text


# ---- one account


@pytest.mark.parametrize(
    ("who", "status"),
    [("lin", 200), ("officer", 200), ("sysadmin", 200), ("gu", 404), ("new", 404)],
)
def test_an_account_of_the_east_is_unknown_in_the_west(town: Any, who: str, status: int) -> None:
    assert browser(town.accounts[who]).get(page_of(town, "branch")).status_code == status


@pytest.mark.parametrize(
    ("who", "buttons"),
    [
        ("lin", {"打印新的小条"}), ("officer", {"打印新的小条"}),
        ("sysadmin", {"打印新的小条", "关闭账号"}), ("secadmin", {"给身份"}), ("auditor", set()),
        ("branch", set()),
    ],
)  # fmt: skip
def test_each_sees_the_buttons_of_the_own_duties(town: Any, who: str, buttons: set[str]) -> None:
    text = browser(town.accounts[who]).get(page_of(town, "branch")).content.decode()
    act = re.search(r'<div class="head__act">(.*?)</div>', text, re.S)
    told = re.sub(r"<[^>]+>", " ", act[1]) if act else ""
    assert {word for word in ("打印新的小条", "关闭账号", "给身份") if word in told} == buttons


def test_the_system_administrator_opens_an_account(town: Any) -> None:
    client = browser(town.sysadmin)
    answer = client.post("/accounts/open/", {"org": "EAST-2", "name": "钱某", "login": " QIAN-1 "})
    assert answer.status_code == 302
    assert "账号开好了" in words(client.get(answer["Location"]))
    (account,) = [one for one in everything(Account) if one.login == "qian-1"]
    assert (account.name, account.org_id) == ("钱某", town.east_two.pk)
    assert not account.has_usable_password()
    assert lines()[-1] == "access.account.open"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"org": "NOWHERE", "name": "钱某", "login": "qian"}, "您的范围里没有这个组织"),
        ({"org": "", "name": "钱某", "login": "qian"}, "还没有写是哪个组织"),
        ({"org": "EAST-2", "name": "", "login": "qian"}, "还没有写姓名"),
        ({"org": "EAST-2", "name": "钱某", "login": "lin"}, "这个登录名有人用了"),
        ({"org": "党支部", "name": "钱某", "login": "qian"}, "EAST-1"),
    ],
)
def test_a_refused_opening_says_why_and_changes_nothing(
    town: Any, told: dict[str, str], says: str
) -> None:
    answer = browser(town.sysadmin).post("/accounts/open/", told)
    assert answer.status_code == 422
    assert says in words(answer)
    assert len(everything(Account)) == len(town.accounts)
    assert lines() == []


@pytest.mark.parametrize("who", ["lin", "officer", "branch"])
def test_a_desk_opens_no_account_but_for_its_own_members(town: Any, who: str) -> None:
    client = browser(town.accounts[who])
    assert client.get("/accounts/open/").status_code == 403
    person = town.people["东乙"]
    answer = client.post(f"/accounts/open/?person={person.public_id}", {"login": "dongyi",
                         "org": "CITY", "name": "别的名字"})  # fmt: skip
    assert answer.status_code == 302
    (account,) = [one for one in everything(Account) if one.login == "dongyi"]
    assert (account.name, account.person_id, account.org_id) == (
        "东乙", person.pk, town.east_one.pk,
    )  # fmt: skip


def test_gu_opens_no_account_for_a_member_of_the_east(town: Any) -> None:
    path = f"/accounts/open/?person={town.people['东乙'].public_id}"
    assert browser(town.gu).get(path).status_code == 404
    assert browser(town.gu).post(path, {"login": "dongyi"}).status_code == 404


@pytest.mark.parametrize("who", ["secadmin", "auditor"])
def test_the_other_administrators_open_no_account(town: Any, who: str) -> None:
    assert browser(town.accounts[who]).get("/accounts/open/").status_code == 403


def test_an_account_is_closed_with_a_reason(town: Any) -> None:
    client, path = browser(town.sysadmin), page_of(town, "branch")
    answer = client.post(f"{path}close/", {"said": " "})
    assert answer.status_code == 422
    assert "请写明原因" in words(answer)
    assert client.post(f"{path}close/", {"said": "调离"}).status_code == 302
    assert "已关闭" in words(client.get(path))
    for who in ("lin", "secadmin", "auditor"):
        answer = browser(town.accounts[who]).post(f"{page_of(town, 'member')}close/", {"said": "x"})
        assert answer.status_code == 403


def test_a_lost_telephone_is_forgiven_to_a_desk_and_not_to_an_administrator(town: Any) -> None:
    for who in ("branch", "auditor"):
        switch_on(town, town.accounts[who])
    client = browser(town.sysadmin)
    assert client.post(f"{page_of(town, 'branch')}second-factor/").status_code == 302
    answer = client.post(f"{page_of(town, 'auditor')}second-factor/")
    assert answer.status_code == 422
    assert "只能用恢复码" in words(answer)
    with system_scope("测试"):
        assert [row.account_id for row in SecondFactor.objects.all()] == [town.auditor.pk]


# ---- slips


def ticket(client: Client, path: str) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', client.get(path).content.decode())
    assert found is not None
    return found[1]


def give(client: Client, **told: str) -> Any:
    asked = {"account": "new", "org": "EAST-2", "role": "secretary", "first": "2026-11-23",
             "last": "2027-12-31", "basis": "东镇〔2026〕3号", **told}  # fmt: skip
    return client.post("/accounts/give/", asked)


def deputy(client: Client, town: Any, **told: str) -> Any:
    asked = {"account": "gu", "first": "2026-12-01", "last": "2026-12-14", "reason": "产假", **told}
    return client.post(f"/accounts/posts/{town.grants['branch'].public_id}/deputy/", asked)
