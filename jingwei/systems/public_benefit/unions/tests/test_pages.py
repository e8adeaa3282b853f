"""Do both sides see the whole of a union, the neighbour nothing? Pages, today, costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.systems.public_benefit.unions.models import (
    CrossAreaUnion,
    JointProject,
    UnionGoal,
    UnionParty,
)
from jingwei.systems.public_benefit.unions.tests.conftest import day, proposed, running

ROOT = "/benefit/unions"


def text(answer) -> str:
    return str(answer.content.decode())


@pytest.fixture
def other(town):
    """A clerk of another county, who has nothing to do with it."""
    with as_owner():
        town.account("other", "clerk", town.other)
    return town


def test_it_is_typed_once_and_refused_with_everything_kept(town, browser):
    lin, url = browser("lin"), f"{ROOT}/new/EAST/"
    assert lin.get(url).status_code == 200
    few = {"title": "蔬菜", "kind": "cross_area", "principle": "share", "occasion": "other",
           "role": "helper", "helped": "没有的镇"}  # fmt: skip
    said = text(lin.post(url, few))
    for words in (
        "还没有写依据的文件或会议。", "没有找到组织“没有的镇”，请写全称或代码。",
        "还没有写目标，每行一个，要有数。", "从哪天到哪天，两个日期都要写。",
    ):  # fmt: skip
        assert words in said
    assert "没有的镇" in said
    assert "蔬菜" in said
    typed = {"title": "蔬菜联建", "kind": "cross_area", "principle": "strong_helps_weak",
             "occasion": "townships_merged", "basis": "东镇8号", "role": "helper",
             "helped": "西镇党委", "helpers": "", "members": "", "resources": "冷库",
             "goals": "村集体收入：50 万元\n就业: 30人", "begins_on": TODAY.isoformat(),
             "ends_on": day(700).isoformat()}  # fmt: skip
    assert "这一行看不懂" in text(lin.post(url, typed | {"goals": "多挣钱"}))
    answer = lin.post(url, typed)
    assert answer.status_code == 302
    page = text(lin.get(answer["Location"]))
    for words in ("蔬菜联建", "西镇党委", "冷库", "30 人", "乡镇合并后", "还没有签"):
        assert words in page
    with as_owner():
        assert UnionGoal.everything.count() == 2


def test_both_sides_see_it_and_the_neighbour_does_not(other, browser):
    row = proposed(other)
    page = f"{ROOT}/{row.public_id}/"
    for who in ("lin", "gu", "officer"):
        assert "东西蔬菜联建" in text(browser(who).get(f"{ROOT}/")), who
        assert browser(who).get(page).status_code == 200, who
    stranger = browser("other")
    assert "东西蔬菜联建" not in text(stranger.get(f"{ROOT}/"))
    for url in (page, f"{page}sign/WEST/", f"{page}projects/new/"):
        assert stranger.get(url).status_code == 404, url
    assert browser("gu").get(f"{page}sign/EAST/").status_code == 404
    assert browser("new").get(page).status_code == 404
    assert browser("branch").get(page).status_code == 404
    with acting(other.scopes["other"]):
        for model in (CrossAreaUnion, UnionParty, UnionGoal):
            assert not model.everything.exists(), model


def test_the_other_side_signs_on_its_own_page(town, browser):
    row = proposed(town)
    page, gu = f"{ROOT}/{row.public_id}/", browser("gu")
    assert "签联建：东西蔬菜联建" in text(gu.get("/"))
    assert "签联建" not in text(browser("lin").get("/"))
    assert f"{page}sign/WEST/" in text(gu.get(page))
    assert "不同意请写一句为什么。" in text(gu.post(f"{page}sign/WEST/", {"says": "no"}))
    assert gu.post(f"{page}sign/WEST/", {"says": "yes"}).status_code == 302
    assert "各方已签" in text(gu.get(page))
    lin = text(browser("lin").get(page))
    assert "step=begin" in lin
    assert "step=begin" not in text(gu.get(page))


def test_projects_and_goals_are_kept_on_pages_of_their_own(town, browser):
    row = running(town)
    page, gu, lin = f"{ROOT}/{row.public_id}/", browser("gu"), browser("lin")
    typed = {"title": "流转200亩", "kind": "land", "due_on": day(30).isoformat(), "party": "WEST"}
    assert gu.post(f"{page}projects/new/", typed).status_code == 302
    with as_owner():
        project, goal = JointProject.everything.get(), UnionGoal.everything.get()
    finish = f"{page}projects/{project.public_id}/finish/"
    assert lin.get(finish).status_code == 403
    assert "还没有写结果。" in text(gu.post(finish, {"on": TODAY.isoformat(), "result": ""}))
    assert gu.post(finish, {"on": TODAY.isoformat(), "result": "40户"}).status_code == 302
    assert "40户" in text(lin.get(page))
    measure = f"{page}goals/{goal.public_id}/"
    assert gu.get(measure).status_code == 403
    assert "这里写数字" in text(lin.post(measure, {"reached": "很多"}))
    typed = {"reached": "52.5", "on": TODAY.isoformat(), "evidence": "账目"}
    assert lin.post(measure, typed).status_code == 302
    assert "52.5 万元" in text(gu.get(page))
    assert "达到" in text(gu.get(page))


def test_what_is_near_stands_on_today(town, browser):
    row = running(town)
    with as_owner():
        CrossAreaUnion.everything.filter(pk=row.pk).update(
            review_due_on=day(-1), ends_on=day(20)
        )  # fmt: skip
    said = text(browser("lin").get("/"))
    assert "一起评：东西蔬菜联建" in said
    assert "联建快到期：东西蔬菜联建" in said
    assert "联建" not in text(browser("auditor").get("/"))


def test_one_union_and_thirty_cost_the_same(town, browser):
    proposed(town)
    lin = browser("lin")

    def cost() -> int:
        lin.get(f"{ROOT}/")
        with CaptureQueriesContext(connection) as seen:
            assert lin.get(f"{ROOT}/").status_code == 200
        return len(seen)

    before = cost()
    for n in range(29):
        proposed(town, title=f"联建{n}")
    assert cost() == before


def test_the_list_is_narrowed(town, browser):
    proposed(town, kind="urban_rural", title="城乡一")
    proposed(town, title="跨区二")
    lin = browser("lin")
    said = text(lin.get(f"{ROOT}/?kind=urban_rural"))
    assert "城乡一" in said
    assert "跨区二" not in said
    assert "跨区二" in text(lin.get(f"{ROOT}/?words=跨区"))
    assert "没有符合条件的联建" in text(lin.get(f"{ROOT}/?state=ended"))
