"""Before anything is written: does the clerk see what was, what will be, and who is left out?"""

from typing import Any

from django.test import Client

from conftest import as_owner
from jingwei.kernel.access.models import Account
from jingwei.kernel.people.models import Membership, Person
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.tests.test_member_path import FRESH, HEADER, number, roster
from jingwei.ops.imports.tests.test_pages import lin, upload

__all__ = ["lin"]


def written(client: Client, *rows: str) -> str:
    base = str(upload(client, roster(*rows))["Location"])
    client.post(f"{base}confirm/")
    return base


def test_a_changed_row_shows_what_was_and_what_will_be(lin: Client) -> None:
    row = FRESH.format(number=number(31))
    written(lin, row)
    later = row.replace("2011.07", "2012.08.09").replace("13912345678", "13912345679")
    more = roster(later).replace(HEADER.encode(), f"{HEADER},籍贯".encode()) + ",东县".encode()
    base = upload(lin, more)["Location"]
    page = lin.get(f"{base}changes/?show=changed").content.decode()
    assert "<del>2011-07</del> <ins>2012-08-09</ins>" in page
    assert "<del>尾号5678</del> <ins>尾号5679</ins>" in page
    assert "籍贯</span> <ins>东县</ins>" in page
    assert "13912345679" not in page


def test_a_code_is_told_by_its_name_and_nothing_before_by_nothing(lin: Client) -> None:
    row = FRESH.format(number=number(32)).replace("男", "女")
    written(lin, row)
    with as_owner():
        Person.everything.filter(name="东新").update(sex="1")
    base = upload(lin, roster(row))["Location"]
    assert "<del>男</del> <ins>女</ins>" in lin.get(f"{base}changes/?show=changed").content.decode()


def test_those_on_file_whom_the_roster_leaves_out_are_named(lin: Client, town: Any) -> None:
    written(lin, FRESH.format(number=number(33)).replace("东新", "东漏"))
    base = upload(lin, roster(FRESH.format(number=number(35))))["Location"]
    with as_owner():
        batch = Batch.everything.get(public_id=base.split("/")[2])
        homes = Membership.everything.filter(
            org=town.east_one, kind="home", held__upper_inf=True
        ).count()
    assert batch.missing == homes
    page = lin.get(f"{base}changes/").content.decode()
    assert "?show=missing" in page
    listed = lin.get(f"{base}changes/?show=missing").content.decode()
    assert "东漏" in listed
    assert listed.count('<th scope="row"><a href="/members/') == batch.missing


def test_organisations_left_out_are_named_too(lin: Client, town: Any) -> None:
    text = "党组织名称,上级党组织,组织类别\n示例新支部,东镇党委,党支部".encode()
    base = upload(lin, text, kind="organisations", name="组织.csv")["Location"]
    with as_owner():
        batch = Batch.everything.get(public_id=base.split("/")[2])
    listed = lin.get(f"{base}changes/?show=missing").content.decode()
    assert batch.missing
    assert listed.count('<th scope="row"><a href="/orgs/') == batch.missing


def test_the_list_of_those_left_out_asks_the_same_for_one_and_for_many(
    lin: Client, django_assert_max_num_queries: Any
) -> None:
    rows = [FRESH.format(number=number(41 + 2 * n)).replace("东新", f"东多{n}") for n in range(9)]
    written(lin, *(row.replace("13912345678", f"1391234560{n}") for n, row in enumerate(rows)))
    base = upload(lin, roster(FRESH.format(number=number(61))))["Location"]
    lin.get(f"{base}changes/?show=missing")
    with django_assert_max_num_queries(30):
        assert lin.get(f"{base}changes/?show=missing").content.decode().count("东多") == 9


def test_a_batch_that_people_worked_on_says_whom_and_what_to_do(lin: Client) -> None:
    base = written(lin, FRESH.format(number=number(71)))
    with as_owner():
        Person.everything.filter(name="东新").update(native_place="别处", version=2)
    reply = lin.post(f"{base}undo/")
    assert reply.status_code == 422
    said = reply.content.decode()
    assert "1条后来又改过：东新。先撤销后面的批次；由人改过的请逐条更正。" in said


def test_what_hinders_is_said_in_the_language_of_the_reader(lin: Client) -> None:
    base = written(lin, FRESH.format(number=number(73)))
    with as_owner():
        person = Person.everything.get(name="东新")
        Account.everything.create(
            login="dongxin",
            name="东新",
            person=person,
            org_id=person.org_id,
            org_path=person.org_path,
        )
    lin.post("/language/", {"language": "en"})
    said = lin.post(f"{base}undo/").content.decode()
    assert "1 with an account by now: 东新. Settle that first, then undo." in said
    assert "已有账号" not in said
