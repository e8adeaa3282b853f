"""Does the wizard lead a clerk from a messy file to the roster, and keep the neighbour out?"""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import as_owner
from jingwei.kernel.people.models import Person
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.tests.test_member_path import FRESH, number, roster


def upload(client: Client, content: bytes, kind: str = "members", name: str = "花名册.csv") -> Any:
    return client.post(
        "/imports/new/",
        {"kind": kind, "only_good": "yes", "file": SimpleUploadedFile(name, content)},
    )


@pytest.fixture
def lin(client: Client, town: Any) -> Client:
    client.force_login(town.lin)
    return client


def test_a_messy_roster_is_brought_mended_and_written(lin: Client, town: Any) -> None:
    wrong = FRESH.format(number=number(11)).replace("2011.07", "2011.13")
    reply = upload(lin, roster(wrong, FRESH.format(number=number(13))))
    assert reply.status_code == 302
    page = lin.get(reply["Location"])
    assert "还有 1 行不能导入" in page.content.decode()
    assert number(11) not in page.content.decode()
    base = reply["Location"]
    mended = lin.post(
        f"{base}rows/2/", {"column": "joined_on", "text": "2011-12"}, headers={"HX-Request": "true"}
    )
    assert mended.status_code == 200
    assert "没有问题" in mended.content.decode()
    assert lin.get(f"{base}changes/").status_code == 200
    written = lin.post(f"{base}confirm/", follow=True)
    assert "已导入" in written.content.decode()
    with as_owner():
        assert Person.everything.filter(name="东新").count() == 2


def test_a_second_click_writes_nothing_twice(lin: Client) -> None:
    base = upload(lin, roster(FRESH.format(number=number(11))))["Location"]
    lin.post(f"{base}confirm/")
    again = lin.post(f"{base}confirm/", follow=True)
    assert again.status_code == 200
    with as_owner():
        assert Person.everything.filter(name="东新").count() == 1


def test_a_written_batch_is_taken_back_on_the_page(lin: Client) -> None:
    base = upload(lin, roster(FRESH.format(number=number(11))))["Location"]
    lin.post(f"{base}confirm/")
    undone = lin.post(f"{base}undo/", follow=True)
    assert "已撤销" in undone.content.decode()
    with as_owner():
        assert not Person.everything.filter(name="东新").exists()


ADDRESSES = ("", "columns/", "changes/", "progress/", "problems/")


@pytest.mark.parametrize("part", ADDRESSES)
def test_a_batch_of_the_east_is_unknown_in_the_west(
    lin: Client, client: Client, town: Any, part: str
) -> None:
    base = upload(lin, roster(FRESH.format(number=number(11))))["Location"]
    assert lin.get(base + part).status_code == 200
    client.force_login(town.gu)
    assert client.get(base + part).status_code == 404


@pytest.mark.parametrize("part", ["rows/2/", "accept/", "confirm/", "cancel/", "undo/", "meaning/"])
def test_the_neighbour_can_do_nothing_with_it(
    lin: Client, client: Client, town: Any, part: str
) -> None:
    base = upload(lin, roster(FRESH.format(number=number(11))))["Location"]
    client.force_login(town.gu)
    assert client.post(base + part).status_code == 404
    with as_owner():
        assert Batch.everything.get().state == Batch.State.CHECKING


@pytest.mark.parametrize(("who", "status"), [("lin", 200), ("new", 404), ("branch", 403)])
def test_who_may_bring_rosters(client: Client, town: Any, who: str, status: int) -> None:
    client.force_login(getattr(town, who))
    assert client.get("/imports/").status_code == status
    assert client.get("/imports/new/").status_code == status


def test_a_file_that_is_no_table_says_so_and_nothing_is_lost(lin: Client) -> None:
    reply = upload(lin, b"\x89PNG\r\n\x1a\n" + bytes(200), name="照片.png")
    page = lin.get(reply["Location"])
    assert "这不是表格文件" in page.content.decode()


def test_the_list_costs_the_same_for_one_batch_and_many(
    lin: Client, django_assert_max_num_queries: Any
) -> None:
    upload(lin, roster(FRESH.format(number=number(11))))
    lin.get("/imports/")
    with django_assert_max_num_queries(12) as one:
        lin.get("/imports/")
    for serial in range(13, 33, 2):
        upload(lin, roster(FRESH.format(number=number(serial))))
    lin.get("/imports/")
    with django_assert_max_num_queries(12) as many:
        lin.get("/imports/")
    assert len(one) == len(many)


def test_a_blank_template_can_be_brought_back_filled_in(lin: Client) -> None:
    reply = lin.get("/imports/templates/members/")
    assert reply.content[:2] == b"PK"


def test_columns_can_be_chosen_by_hand(lin: Client) -> None:
    content = "甲,乙,丙\n东新,东镇第一党支部,正式党员\n东旧,东镇第一党支部,正式党员\n".encode()
    base = upload(lin, content)["Location"]
    page = lin.get(f"{base}columns/")
    assert page.status_code in (200, 422), page.content.decode()[:500]
