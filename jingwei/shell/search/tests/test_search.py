"""Does everybody find what is theirs, by name, sound, initials and code, and nothing else?"""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.orgs import actions, unit_actions
from jingwei.kernel.people.models import Person


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def browser(town: Any) -> Any:
    with acting(town.lin_scope):
        unit_actions.open_unit(
            org=town.east, name="示例重工有限公司", kind="private_firm", on=TODAY,
            code="91350100M000100Y43", by=town.lin_scope, at=AT,
        )  # fmt: skip

    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(town.accounts[who])
        return client

    return signed_in


def found(answer: Any) -> str:
    return str(answer.content.decode()).partition('id="results"')[2]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("第一党支部", "东镇第一党支部"),
        ("dydzb", "东镇第一党支部"),
        ("dangwei", "东镇党委"),
        ("EAST-2", "东镇第二党支部"),
        ("东甲", "东甲"),
        ("dongjia", "东甲"),
        ("重工", "示例重工有限公司"),
        ("91350100M0", "示例重工有限公司"),
    ],
)
def test_lin_finds_organisations_members_and_units(browser, typed: str, expected: str):
    assert f">{expected}<" in found(browser("lin").get("/search/", {"q": typed}))
    assert f">{expected}<" not in found(browser("gu").get("/search/", {"q": typed}))


@pytest.mark.parametrize(
    ("address", "status"), [("/search/?q=东镇", 404), ("/search/suggest/?q=东镇", 404)]
)
def test_without_a_post_there_is_no_search(browser, address: str, status: int):
    assert browser("new").get(address).status_code == status


def test_who_may_not_see_members_finds_none(browser, town):
    with as_owner(), system_scope("测试数据"):
        town.account("window", "agent", town.east)
    said = found(browser("window").get("/search/", {"q": "东"}))
    assert "东甲" not in said
    assert "东镇党委" in found(browser("window").get("/search/", {"q": "东镇"}))


@pytest.mark.parametrize("typed", ["西镇", "%", "' OR 1=1 --", "<b>", "😀", "x" * 500])
def test_nothing_found_says_what_to_try(browser, typed: str):
    answer = browser("lin").get("/search/", {"q": typed})
    assert answer.status_code == 200
    assert "没有找到" in found(answer)
    assert "<b>" not in found(answer).replace("<b>没有", "")


def test_an_empty_box_asks_what_is_wanted(browser):
    assert "想找什么？" in found(browser("lin").get("/search/"))


def test_suggestions_are_few_and_lead_to_all(browser):
    lin = browser("lin")
    said = lin.get("/search/suggest/?q=东镇", headers={"HX-Request": "true"}).content.decode()
    assert "东镇第一党支部" in said
    assert "<html" not in said
    assert "/search/?q=" in said
    one = lin.get("/search/suggest/?q=d", headers={"HX-Request": "true"}).content.decode()
    assert one.strip() == ""
    plain = lin.get("/search/suggest/?q=东镇")
    assert plain["Location"].startswith("/search/?q=")


def test_the_box_on_top_of_each_page_suggests(browser):
    page = browser("lin").get("/orgs/EAST/").content.decode()
    assert 'hx-get="/search/suggest/"' in page
    assert 'id="suggest"' in page


def test_a_dissolved_organisation_is_found_and_marked(browser, town):
    with acting(town.lin_scope):
        by = {"by": town.lin_scope, "at": AT}
        gone = actions.found_organisation(
            parent=town.east, code="EAST-9", name="东镇旧厂党支部", kind="party_branch",
            founded_on=TODAY.replace(year=2020), **by,
        )  # fmt: skip
        actions.dissolve_organisation(org=gone, on=TODAY, basis="批复", **by)
    said = found(browser("lin").get("/search/", {"q": "旧厂"}))
    assert "东镇旧厂党支部" in said
    assert "已不在" in said


@pytest.mark.slow
def test_fifty_hits_cost_the_same_queries_as_one(browser, town):
    lin = browser("lin")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert lin.get("/search/?q=东").status_code == 200
        assert not any(" LIKE " in query["sql"].upper() for query in queries)
        return len(queries)

    asked()
    before = asked()
    with as_owner(), system_scope("测试数据") as by:
        for number in range(50):
            org = actions.found_organisation(
                parent=town.east, code=f"E-{number}", name=f"东镇{number}号党支部",
                kind="party_branch", founded_on=TODAY, by=by, at=AT,
            )  # fmt: skip
            town.member(f"东新{number}", org)
    assert asked() == before
    assert Person.everything.count() == 0  # nobody's scope sees nothing
