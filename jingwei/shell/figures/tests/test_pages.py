"""Do the pages of figures tell each office its own numbers, and open them to their records?"""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from conftest import as_owner, as_role
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.figures.declare import Kind
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import months_back
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.people.models import Membership
from jingwei.shell.figures.units import unit_words

PAGES = (
    "/figures/EAST/", "/figures/EAST/people.members/", "/figures/EAST/orgs.branches_too_large/",
)  # fmt: skip


def text(answer: Any) -> str:
    return str(answer.content.decode())


def plain(answer: Any) -> str:
    """What is read on the page, without marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text(answer)))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("who", "status"), [("lin", 200), ("officer", 200), ("gu", 404), ("new", 404)]
)
def test_the_figures_of_the_east_are_unknown_in_the_west(
    browser, filled, page: str, who: str, status: int
):
    assert browser(who).get(page).status_code == status
    assert browser(who).get(f"{page}?on=2026-11-08").status_code == status


def test_somebody_without_the_duty_is_told_so(browser, filled):
    assert browser("auditor").get("/figures/EAST/").status_code == 403


def test_a_cadre_sees_numbers_but_not_who_is_behind_them(browser, filled):
    with as_owner():
        filled.account("cadre", "cadre", filled.east)
    page = browser("cadre").get("/figures/EAST/")
    assert page.status_code == 200
    assert "/figures/EAST/people.members_full/" not in text(page)
    assert "/figures/EAST/orgs.terms_overdue/" in text(page)
    assert browser("cadre").get("/figures/EAST/people.members_full/").status_code == 403


def test_before_anything_was_worked_out_the_page_says_so(browser, town):
    for address in ("/overview/", "/figures/EAST/", "/figures/EAST/people.members/"):
        page = browser("lin").get(address)
        assert page.status_code == 200
        assert "指标还没有算出来" in text(page)


def test_the_overview_concludes_in_a_sentence_and_ranks_nobody(browser, filled):
    page = browser("officer").get("/overview/")
    told = plain(page)
    assert page.status_code == 200
    assert "示例市委总览" in told
    assert "项设置要求差距较大" in told
    assert "数据截至 2026-11-23" in told
    assert "不排名次" in told
    assert told.index("示例县委") < told.index("别县县委")  # as the tree has them


def test_without_any_records_the_overview_has_no_numbers_and_no_sentence(browser, town):
    with as_owner(), system_scope("测试"):
        Membership.everything.all().delete()
    with as_role("jw_worker"):
        fill_months(months_back(town.on, 1), at=town.at)
    told = plain(browser("lin").get("/overview/"))
    assert "还没有数据" in told
    assert "组织设置" in told
    assert "都符合" not in told


def test_every_indicator_has_its_page_and_the_count_it_says(browser, filled):
    client = browser("officer")
    for code in registered().indicators:
        page = client.get(f"/figures/CITY/{code}/")
        assert page.status_code == 200, code
        figure = page.context["figure"]
        size = figure.d if figure.indicator.kind == Kind.MEAN else figure.n
        assert page.context["count"] == int(size or 0), code
        assert bool(page.context["table"].rows) == bool(page.context["count"]), code


def test_the_records_say_why_they_count(browser, filled):
    told = plain(browser("officer").get("/figures/CITY/orgs.branches_short_of_members/"))
    assert "正式党员不足3名的支部" in told
    assert "东镇第二党支部" in told
    assert "正式党员1名" in told
    assert "成立党支部的正式党员人数 3人" in told
    assert "已核对" in told


def test_what_is_missing_and_what_is_not_counted_have_their_own_lists(browser, filled):
    client = browser("officer")
    for part in ("rest", "missing"):
        page = client.get(f"/figures/CITY/orgs.branches_short_of_members/?part={part}")
        assert page.context["part"] == part
        assert len(page.context["table"].rows) == page.context["count"] > 0
    assert client.get("/figures/CITY/orgs.terms_overdue/?part=other").status_code == 404
    assert client.get("/figures/CITY/no.such/").status_code == 404


def test_a_share_over_fewer_than_five_is_not_shown(browser, filled):
    page = browser("officer").get("/figures/CITY/orgs.joint_branches_of_many_units/")
    assert page.context["figure"].d == 1
    assert page.context["value"] is None
    assert "只列名单，不算占比" in text(page)


def test_the_list_of_members_goes_on_by_key(browser, filled):
    client = browser("officer")
    first = client.get("/figures/CITY/people.members/")
    assert len(first.context["table"].rows) == 50
    second = client.get(f"/figures/CITY/people.members/?at={first.context['page'].next}")
    names = {row.name for row in first.context["table"].rows}
    assert len(second.context["table"].rows) == first.context["count"] - 50
    assert not names & {row.name for row in second.context["table"].rows}


def test_a_past_day_is_looked_at_as_it_was(browser, filled):
    page = browser("officer").get("/figures/CITY/people.admitted/?on=2026-11-02")
    assert page.context["figure"].n == 0
    assert "正在看 2026-11-02 的数" in text(page)
    now = browser("officer").get("/figures/CITY/people.admitted/")
    assert now.context["figure"].n == 1


def test_who_has_moved_away_since_is_told_as_a_number(browser, filled):
    """In October the west had the large branch's people; one file has gone to the east since."""
    page = browser("gu").get("/figures/WEST/people.members/?on=2026-10-31")
    assert page.status_code == 200
    assert page.context["hidden"] > 0
    assert "不再归您看" in text(page)


def test_the_balance_of_the_year_stands_on_the_page(browser, filled):
    with as_role("jw_worker"):
        fill_months(months_back(filled.on, 12), at=filled.at)
    told = plain(browser("officer").get("/figures/CITY/"))
    assert "2025-12-31 党员" in told
    assert "差额" in told
    assert "相符" in told


def test_the_meanings_name_every_indicator_with_its_rule_and_mark(browser, filled):
    page = browser("lin").get("/figures/definitions/")
    for one in registered().indicators.values():
        assert f'id="{one.code}"' in text(page)
    assert "换届到期提前提醒 180天，本系统建议" in plain(page)


def test_own_figures_are_those_of_the_acting_post(browser, filled):
    assert browser("lin").get("/figures/")["Location"] == "/figures/EAST/"
    where = browser("lin").get("/figures/?i=people.members")["Location"]
    assert where == "/figures/EAST/people.members/"


@pytest.mark.parametrize(
    "address",
    ["/figures/{}/", "/figures/{}/people.members/", "/figures/{}/orgs.branches_too_large/"],
)
def test_a_page_costs_the_same_for_a_county_and_for_the_city(browser, filled, address: str):
    client = browser("officer")
    client.get(address.format("CITY"))
    counts = []
    for code in ("CITY", "COUNTY"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address.format(code)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 30


def test_the_overview_costs_the_same_for_a_town_and_for_the_city(browser, filled):
    counts = []
    for who in ("officer", "lin"):
        client = browser(who)
        client.get("/overview/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/overview/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25


def test_what_was_known_on_a_day_can_be_looked_at_and_does_not_open(browser, filled):
    with as_owner(), system_scope("测试"):
        filled.member("后补的", filled.east_two, joined_on=date(2026, 10, 6))
    with as_role("jw_worker"):
        fill_months(months_back(filled.on, 2), at=filled.at + timedelta(days=1))
    with time_machine.travel(filled.at + timedelta(days=1), tick=False):
        client = browser("lin")
        address = "/figures/EAST/?on=2026-10-31"
        now, then = client.get(address), client.get(f"{address}&known=2026-11-23")
        assert members(now) == members(then) + 1
        assert "/figures/EAST/people.members/" in text(now)
        assert "/figures/EAST/people.members/" not in text(then)
        assert "正在看 2026-11-23 夜里知道的 2026-10-31 的数" in plain(then)
        for wrong in ("known=2027-01-01", "known=yesterday", "on=2026-11-08&known=2026-11-10"):
            said = client.get(f"/figures/EAST/?{wrong}")
            assert said.status_code == 200
            assert "当时知道的数只有月末的、今天以前的" in plain(said)


def members(page):
    lines = [line for _group, lines in page.context["panels"] for line in lines]
    return next(line.n for line in lines if line.figure.code == "people.members")


def test_the_meanings_say_numerator_denominator_organisation_and_day(browser, filled):
    told = plain(browser("lin").get("/figures/definitions/"))
    assert "符合条件的组织（个） full_members &lt; 3 有党员记录的支部和联合支部" in told
    assert "党员组织关系所在的组织" in told
    assert "月初到那一天发生的" in told


def test_in_english_no_number_is_counted_in_chinese(browser, filled):
    client = browser("officer")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for page in ("/figures/CITY/", "/figures/definitions/", "/overview/"):
        said = text(client.get(page))
        assert "Figures" in said or "overview" in said
        assert not re.search(r"\d (个|名|次|件)\b|成立党支部的正式党员人数", said)


@pytest.mark.parametrize(("language", "told"), [("zh-hans", "名"), ("en", "")])
def test_a_measure_word_belongs_to_the_language_that_has_it(language, told):
    with override(language):
        assert unit_words("名") == told
        assert unit_words("元") == ("元" if told else "yuan")
