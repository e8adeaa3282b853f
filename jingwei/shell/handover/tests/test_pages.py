"""Does a post change hands on its pages, and to nobody but the successor?"""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from conftest import AT, as_owner
from jingwei.kernel.access.tests.town import add_account
from jingwei.kernel.flows.models import FlowPaper
from jingwei.kernel.flows.testing import put_list
from jingwei.kernel.handover.flows import HANDOVER
from jingwei.kernel.handover.models import Handover


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def browser(town: Any, who: str) -> Client:
    client = Client()
    client.force_login(town.accounts[who])
    return client


@pytest.fixture
def successor(town: Any) -> Client:
    with as_owner():
        add_account(town, "second", "clerk", town.east)
    return browser(town, "second")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_post_is_handed_over_to_the_successor(town: Any, successor: Client) -> None:
    lin = browser(town, "lin")
    page = text(lin.get("/handover/"))
    assert "等着办的" in page
    answer = lin.post("/handover/", {"notes": "名册底稿在柜子第二格。"})
    case = answer["Location"]
    assert case.startswith("/flows/access.handover/")
    assert "您的交接清单等接任的人接收" in text(lin.get("/"))
    assert "您的交接" in text(lin.get("/handover/"))
    assert "Lin的交接清单等您接收" in text(successor.get("/"))
    assert "名册底稿在柜子第二格" in text(successor.get(case))
    assert successor.post(f"{case}steps/return/", {"said-reason": "缺党费台账"}).status_code == 302
    assert "您的交接清单要补充" in text(lin.get("/"))
    assert lin.post(f"{case}steps/offer/", {"said-notes": "补上了"}).status_code == 302
    assert successor.post(f"{case}steps/take/", {}).status_code == 302
    with as_owner():
        row = Handover.everything.get()
    assert (row.state, row.taken_by_id) == ("taken", town.accounts["second"].pk)
    assert "等您接收" not in text(successor.get("/"))


def test_the_list_is_a_paper_that_says_what_was_open(town: Any, successor: Client) -> None:
    lin = browser(town, "lin")
    case = lin.post("/handover/", {"notes": "见柜子"})["Location"]
    assert "交接清单" in text(lin.get(case))
    with as_owner():
        paper = FlowPaper.objects.get(slot="list")
    paper_of = lin.get(f"{case}papers/{paper.public_id}/")
    assert paper_of.status_code == 200
    assert "attachment" in paper_of["Content-Disposition"]
    assert successor.get(f"{case}papers/{paper.public_id}/").status_code == 200


@pytest.mark.parametrize("who", ["lin", "officer", "branch"])
def test_nobody_but_the_successor_takes_it(town: Any, who: str) -> None:
    lin = browser(town, "lin")
    case = lin.post("/handover/", {})["Location"]
    answer = browser(town, who).post(f"{case}steps/take/", {})
    assert answer.status_code in (404, 422)
    with as_owner():
        assert Handover.everything.get().state == "offered"


def test_a_second_list_of_the_same_post_is_refused(town: Any) -> None:
    lin = browser(town, "lin")
    lin.post("/handover/", {})
    answer = lin.post("/handover/", {"notes": "再来"})
    assert answer.status_code == 422
    assert "已有一份交接在办" in text(answer)


def test_the_west_knows_nothing_of_it(town: Any) -> None:
    case = browser(town, "lin").post("/handover/", {})["Location"]
    assert browser(town, "gu").get(case).status_code == 404
    assert browser(town, "new").get("/handover/").status_code == 404


def test_programs_hand_over_too(town: Any) -> None:
    lin = browser(town, "lin")
    told = lin.get("/api/v1/handover").json()
    assert set(told) == {"to_do", "waiting", "cases", "under_way", "to_take", "asks"}
    assert told["under_way"] is None


def test_what_an_office_wants_checked_is_asked_with_the_list(town: Any, successor: Client) -> None:
    _row, name = put_list(town, HANDOVER, "offer", org=town.east, at=AT)
    lin = browser(town, "lin")
    page = text(lin.get("/handover/"))
    assert "镇党委会议纪要第三条" in page
    answer = lin.post("/handover/", {"notes": "见柜子第二格", f"{name}_2": "李某"})
    assert answer.status_code == 422
    assert "要求办这一步前核对“听过本人意见”" in text(answer)
    assert "见柜子第二格" in text(answer)
    assert "李某" in text(answer)
    asks = lin.get("/api/v1/handover").json()["asks"]
    assert [one["name"] for one in asks][:1] == [f"{name}_1".removeprefix("said-")]
    said = {"notes": "见柜子第二格", f"{name}_1": "on", f"{name}_2": "李某"}
    case = lin.post("/handover/", said)["Location"]
    assert "李某" in text(successor.get(case))
