"""Are accounts, slips and posts looked after by the right people, and by nobody next door?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from conftest import AT, as_owner
from jingwei.kernel.access.models import Account, Grant, SecondFactor, Slip
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.access.tests.test_entering import switch_on
from jingwei.kernel.access.tests.town import add_secretary
from jingwei.kernel.ledger.models import Entry

LOOKERS = ("officer", "lin", "branch", "sysadmin", "secadmin", "auditor")


@pytest.fixture(autouse=True)
def _now() -> Any:
    with travel(AT, tick=False):
        yield


def browser(account: Any) -> Client:
    client = Client()
    client.force_login(account)
    return client


def words(answer: Any) -> str:
    return re.sub(r"<[^>]+>", " ", answer.content.decode())


def page_of(town: Any, who: str) -> str:
    return f"/accounts/{town.accounts[who].public_id}/"


def lines(prefix: str = "access.") -> list[str]:
    with system_scope("测试"):
        rows = Entry.everything.filter(verb__startswith=prefix).order_by("id")
        return list(rows.values_list("verb", flat=True))


def everything(model: Any) -> Any:
    with system_scope("测试"):
        return list(model.everything.all())


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
    found = {name for name in town.accounts if f'<td class="raw">{name}</td>' in text}
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
    logins = [set(re.findall(r'<td class="raw">([^<]+)</td>', text)) for text in (first, second)]
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
