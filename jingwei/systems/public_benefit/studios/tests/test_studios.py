"""Do people find the studio, is what they bring a matter with a receipt, and is nobody named?"""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.systems.public_benefit.studios import actions
from jingwei.systems.public_benefit.studios.models import (
    DelegateStudio,
    StudioDelegate,
    StudioItem,
)
from jingwei.systems.public_benefit.studios.tests.conftest import day, opened
from jingwei.work.matters.actions import Told
from jingwei.work.matters.models import Matter

ROOT = "/benefit/studios"
CODE = re.compile(r"[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}")


def text(answer) -> str:
    return str(answer.content.decode())


def received(town, row, **more):
    lin = town.lin_scope
    with acting(lin):
        told = Told(asked="帮我妈办老年证", place=town.unit, phone="13900000001", name="王五")
        return actions.receive_item(
            studio=row, told=told, by=lin, at=AT, **{"proxy": "errand", **more}
        )[0]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": ""}, "studio.name"), ({"unit": None}, "studio.unit"),
        ({"place": " "}, "studio.place"), ({"phone": "12"}, "studio.phone"),
        ({"hours": []}, "studio.hours"),
        ({"hours": [], "unread": ("上午",)}, "studio.hours_unread"),
        ({"longitude": 120.86}, "door.half_place"),
        ({"longitude": 32.0, "latitude": 120.86}, "door.place"),
    ],
)  # fmt: skip
def test_what_a_door_lacks_is_named(streets, more, code):
    with pytest.raises(Refused) as refusal:
        opened(streets, **more)
    assert refusal.value.codes == {code}
    with acting(streets.lin_scope):
        assert not DelegateStudio.everything.exists()
        assert not Entry.everything.filter(verb__startswith="studios.").exists()


def test_it_is_opened_on_a_page_and_everything_typed_stays(streets, browser):
    lin, url = browser("lin"), f"{ROOT}/new/EAST/"
    said = text(lin.post(url, {"name": "工作室", "kind": "online", "hours": "上午"}))
    for words in ("还没有选在哪个社区或村。", "还没有写地点，网上的写怎样进。",
                  "请写工作室的座机或公用手机号。", "这一行看不懂：上午。"):  # fmt: skip
        assert words in said
    typed = {"name": "东苑工作室", "kind": "personal", "unit": str(streets.unit.public_id),
             "place": "一号", "phone": "0513-80000000",
             "hours": "周一至周二 9:00-11:00"}  # fmt: skip
    answer = lin.post(url, typed)
    assert answer.status_code == 302
    page = text(lin.get(answer["Location"]))
    assert "09:00-11:00" in page
    assert "周二" in page
    change = f"{answer['Location']}change/"
    assert "周二 09:00-11:00" in text(lin.get(change))
    assert lin.post(change, typed | {"place": "二号", "version": "1"}).status_code == 302
    assert lin.post(change, typed | {"place": "三号", "version": "1"}).status_code == 409
    assert "二号" in text(lin.get(answer["Location"]))


def test_the_neighbour_sees_none_of_it(streets, browser):
    page = f"{ROOT}/{opened(streets).public_id}/"
    gu = browser("gu")
    assert "东苑代表工作室" not in text(gu.get(f"{ROOT}/"))
    for url in (page, f"{page}change/", f"{page}receive/", f"{page}close/"):
        assert gu.get(url).status_code == 404
    assert browser("officer").get(page).status_code == 200
    assert browser("branch").get(page).status_code == 404


def test_what_is_brought_is_a_matter_with_a_receipt(streets, browser):
    row, lin = opened(streets), browser("lin")
    url = f"{ROOT}/{row.public_id}/receive/"
    said = text(lin.post(url, {"proxy": "voice", "asked": "路", "phone": "1"}))
    assert "请说一句是什么事，四个字以上。" in said
    assert "电话的位数不对" in said
    answer = lin.post(url, {"proxy": "voice", "asked": "公交站太远，请代表提一提"})
    assert CODE.search(text(answer))
    with as_owner():
        matter = Matter.everything.get()
        assert (matter.channel, matter.org_id) == ("delegate", streets.east.pk)
        assert StudioItem.everything.get().proxy == "voice"
    form = {"proxy": "voice", "asked": "公交站太远，请代表提一提", "mark": str(uuid4())}
    twice = [CODE.search(text(lin.post(url, form)))[0] for _ in range(2)]
    assert len(set(twice)) == 1, "the second of two clicks shows what the first one made"
    with as_owner():
        assert Matter.everything.count() == StudioItem.everything.count() == 2
    page = text(lin.get(f"{ROOT}/{row.public_id}/"))
    assert "公交站太远" in page
    # Whoever may not see matters reads how many, and no word of them.
    with as_owner():
        streets.account("watch", "instructor", streets.east)
    watch = text(browser("watch").get(f"{ROOT}/{row.public_id}/"))
    assert "公交站太远" not in watch
    assert "诉求代言" in watch


def test_the_line_says_nothing_of_who_came(streets):
    row = opened(streets)
    received(streets, row)
    with as_owner():
        line = Entry.everything.get(verb="studios.item.receive")
    assert "王五" not in line.payload
    assert "老年证" not in line.payload


def test_a_refused_matter_leaves_nothing(streets):
    row, lin = opened(streets), streets.lin_scope
    with acting(lin), pytest.raises(Refused):
        actions.receive_item(studio=row, proxy="voice", told=Told(asked="", place=streets.unit),
                             by=lin, at=AT)  # fmt: skip
    with as_owner():
        assert not Matter.everything.exists()
        assert not StudioItem.everything.exists()


def test_a_name_is_public_only_by_consent(streets, browser):
    row, lin = opened(streets), browser("lin")
    url = f"{ROOT}/{row.public_id}/delegates/new/"
    assert "没有找到这个人，请写全姓名。" in text(lin.post(url, {"name": "没有"}))
    assert lin.post(url, {"name": "东甲"}).status_code == 302
    agreed = {"name": "东乙", "consent_on": TODAY.isoformat()}
    assert "同意的日子还没有到。" in text(
        lin.post(url, agreed | {"consent_on": day(2).isoformat()})
    )
    assert lin.post(url, agreed).status_code == 302
    assert "已经在这里接待" in text(lin.post(url, agreed))
    said = text(browser().get("/ask/studios/"))
    assert "东乙" in said
    assert "东甲" not in said
    with as_owner():
        one = StudioDelegate.everything.get(name="东乙")
    end = f"{ROOT}/{row.public_id}/delegates/{one.public_id}/end/"
    assert lin.post(end).status_code == 302
    with as_owner():
        assert StudioDelegate.everything.get(name="东乙").held.upper is not None


def test_residents_find_place_and_times_and_can_ask_at_once(streets, browser):
    row = opened(streets)
    resident = browser()
    said = text(resident.get("/ask/studios/?part=东苑"))
    for words in ("东苑代表工作室", "东苑路1号二楼", "09:00-11:00", "0513-80000000",
                  f"/ask/for/{streets.unit.public_id}/"):  # fmt: skip
        assert words in said
    assert "没有找到，换个字试试" in text(resident.get("/ask/studios/?part=西苑"))
    with as_owner():
        DelegateStudio.everything.filter(pk=row.pk).update(
            held=type(row.held)(day(-9), day(-1))
        )  # fmt: skip
    assert "东苑代表工作室" not in text(resident.get("/ask/studios/"))


def test_a_studio_closes_when_nobody_waits_for_it(streets, browser):
    row, lin = opened(streets), browser("lin")
    matter = received(streets, row)
    url = f"{ROOT}/{row.public_id}/close/"
    said = text(lin.post(url, {"reason": ""}))
    assert "还有1件没有办完，办完再停。" in said
    assert "还没有写为什么停。" in said
    with as_owner():
        Matter.everything.filter(pk=matter.pk).update(
            state="closed", outcome="confirmed", closed_on=TODAY
        )
    assert lin.post(url, {"reason": "并到服务中心"}).status_code == 302
    with as_owner():
        assert DelegateStudio.everything.get().held.upper == day(1)


def test_one_studio_and_thirty_cost_the_same(streets, browser):
    opened(streets)
    lin = browser("lin")

    def cost() -> int:
        lin.get(f"{ROOT}/")
        with CaptureQueriesContext(connection) as seen:
            assert lin.get(f"{ROOT}/").status_code == 200
        return len(seen)

    before = cost()
    for n in range(29):
        opened(streets, name=f"工作室{n}")
    assert cost() == before
