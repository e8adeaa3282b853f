"""Does the wizard lead a clerk from a messy file to the roster, and keep the neighbour out?"""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import AT, as_owner
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.access.tests.town import FOUNDED
from jingwei.kernel.orgs.actions import found_organisation
from jingwei.kernel.people.models import Person
from jingwei.ops.imports import books, tasks
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.tests.made import xlsx
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
    assert 'hx-swap-oob="true">0 行要看</small>' in mended.content.decode()
    assert "hx-swap-oob" not in page.content.decode()
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
    assert "已撤销：删除新增的 1，恢复改过的 0。" in undone.content.decode()
    # Another tab still shows the button, and the back button leads to steps that are over.
    again = lin.post(f"{base}undo/", follow=True)
    assert (again.status_code, "已撤销" in again.content.decode()) == (200, True)
    for step in ("columns/", "changes/"):
        assert "已撤销" in lin.get(base + step).content.decode()
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
    text = lin.get(reply["Location"]).content.decode()
    assert "这不是表格文件" in text
    assert "，已完成" not in text  # no step of a file that could not be read


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


def test_a_doubtful_organisation_is_chosen_from_a_list_and_remembered(
    lin: Client, town: Any
) -> None:
    content = roster(*(FRESH.format(number=number(n)).replace("东镇第一党支部", "东镇支部")
                       for n in (11, 13)))  # fmt: skip
    base = upload(lin, content)["Location"]
    asked = {"column": "branch", "text": "东镇支部"}
    assert "从列表里选" in lin.get(base).content.decode()
    page = lin.get(f"{base}meaning/", asked)
    text = page.content.decode()
    assert "EAST-1" in text
    assert "WEST-1" not in text
    assert lin.post(f"{base}meaning/", asked).status_code == 422
    assert lin.post(f"{base}meaning/", asked | {"code": "WEST-1"}).status_code == 404
    said = lin.post(f"{base}meaning/", asked | {"code": "EAST-2"}, follow=True)
    assert "没有问题" in said.content.decode()
    again = lin.get(upload(lin, content)["Location"])
    assert "没有问题" in again.content.decode()


def test_the_list_of_a_doubt_costs_the_same_however_many_are_like_it(
    lin: Client, town: Any, django_assert_max_num_queries: Any
) -> None:
    base = upload(lin, roster(FRESH.format(number=number(11)).replace("第一", "")))["Location"]
    address = f"{base}meaning/?column=branch&text=东镇党支部"
    lin.get(address)
    with django_assert_max_num_queries(20) as few:
        lin.get(address)
    with as_owner(), system_scope("测试") as everywhere:
        for n in range(20):
            found_organisation(
                parent=town.east, code=f"E{n}", name=f"东镇新{n}党支部", kind="party_branch",
                founded_on=FOUNDED, by=everywhere, at=AT,
            )  # fmt: skip
    with django_assert_max_num_queries(20) as many:
        lin.get(address)
    assert len(few) == len(many)


def test_a_large_workbook_is_made_by_a_worker_and_fetched_when_it_is_there(
    lin: Client, town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = FRESH.format(number=number(11)).replace("2011.07", "2011.13")
    base = upload(lin, roster(wrong))["Location"]
    monkeypatch.setattr(books, "AT_ONCE", 0)
    assert lin.get(f"{base}problems/")["Location"].endswith("/problems/made/")
    assert "还没有做" in lin.get(f"{base}problems/made/").content.decode()
    assert lin.post(f"{base}problems/make/").status_code == 302
    assert "正在写批注" in lin.get(f"{base}problems/made/").content.decode()
    with as_owner():
        batch = Batch.everything.get()
    tasks.notes(batch.pk, town.lin.pk, town.grants["lin"].pk)
    assert "可以下载" in lin.get(f"{base}problems/made/").content.decode()
    book = openpyxl.load_workbook(io.BytesIO(lin.get(f"{base}problems/").content))
    assert "2011.13" in [cell.value for cell in book.active[2]]


def test_a_roster_of_places_says_what_it_turned_on_the_page_and_in_the_book(
    lin: Client, town: Any
) -> None:
    text = "社区,楼号,经度,纬度,户数\n没有的社区,1,120.5,32.5,10\n"
    reply = lin.post(
        "/imports/new/",
        {"kind": "buildings", "only_good": "yes", "datum": "gcj02",
         "file": SimpleUploadedFile("楼栋.csv", text.encode("gb18030"))},
    )  # fmt: skip
    page = lin.get(reply["Location"]).content.decode()
    assert "1个位置由GCJ-02换算成CGCS2000" in page
    assert "没有找到这个社区" in page
    book = openpyxl.load_workbook(io.BytesIO(lin.get(f"{reply['Location']}problems/").content))
    rows = list(book.worksheets[0].values)
    assert "坐标系" in rows[0]
    assert "GCJ-02" in rows[1]
    assert "换算成CGCS2000" in str(book["说明"]["A1"].value)
    own = lin.post(
        "/imports/new/",
        {"kind": "buildings", "only_good": "yes", "datum": "gcj02",
         "file": SimpleUploadedFile("楼栋.xlsx", xlsx([line.split(",") for line in
                                                     text.splitlines()]))},
    )  # fmt: skip
    whole = lin.get(f"{own['Location']}problems/?whole=1").content
    sheet = openpyxl.load_workbook(io.BytesIO(whole)).worksheets[0]
    assert "换算成CGCS2000" in sheet["C1"].comment.text
    assert "没有找到这个社区" in sheet["A2"].comment.text


def test_whoever_keeps_no_grids_brings_none(lin: Client, town: Any) -> None:
    from jingwei.kernel.access.duties import Duty
    from jingwei.kernel.findings import Refused
    from jingwei.ops.imports.actions import require_own_duty

    may = town.lin_scope
    without = type(may)(**{**vars(may), "duties": may.duties - {Duty.GRIDS_KEEP}})
    require_own_duty("grids", may)
    require_own_duty("members", without)
    with pytest.raises(Refused):
        require_own_duty("grids", without)
