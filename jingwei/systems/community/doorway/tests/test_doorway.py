"""Does a person of seventy find who looks after the street, and nothing about anybody else?"""

import re
from typing import Any

import pytest
from django.db import connection

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.ranges import never
from jingwei.systems.community.doorway import reading
from jingwei.systems.community.grids.models import Building, Community
from jingwei.systems.community.grids.tests.conftest import (  # noqa: F401 - fixtures
    _today,
    laid,
)
from jingwei.systems.community.grids.tests.test_grids import assign


def page_of(client: Any, row: Any) -> str:
    reply = client.get(f"/services/communities/{row.public_id}/")
    assert reply.status_code == 200
    return re.sub(r"<[^>]+>", " ", reply.content.decode())


def test_the_page_says_who_leads_and_whom_to_call(laid: Any, client: Any):  # noqa: F811
    assign(laid, laid.grids[0], "示例甲")
    said = page_of(client, laid.community)
    for words in ("示例社区", "东格", "示例甲", "牵头", "0999-1", "120 户", "2 栋楼", "有事要说"):
        assert words in said
    assert "现在没有人牵头" in said, "the other grid"
    html = client.get(f"/services/communities/{laid.community.public_id}/").content.decode()
    assert html.count('class="gcell"') == 2
    assert f"/ask/for/{laid.community.unit.public_id}/" in html
    assert "tel:0999-1" in html


def test_small_numbers_of_households_are_not_told(laid: Any, client: Any):  # noqa: F811
    with acting(laid.lin_scope):
        Building.everything.filter(code__in=("1", "3")).update(households=4)
    said = page_of(client, laid.community)
    assert "8 户" not in said
    assert "120 户" in said


def test_a_word_leads_to_the_community(laid: Any, client: Any):  # noqa: F811
    assert "示例社区" in client.get("/services/communities/").content.decode()
    assert "示例社区" in client.get("/services/communities/?q=示例").content.decode()
    gone = client.get("/services/communities/?q=没有").content.decode()
    assert "没有找到" in gone
    unknown = "/services/communities/00000000-0000-0000-0000-000000000007/"
    assert client.get(unknown).status_code == 404


def test_a_community_that_is_over_is_not_shown(laid: Any, client: Any):  # noqa: F811
    with acting(laid.lin_scope):
        row = Community.everything.get()
        row.held = never()
        row.save()
    url = f"/services/communities/{laid.community.public_id}/"
    assert client.get(url).status_code == 404
    assert reading.communities("", AT.date()) == []


@pytest.mark.parametrize("table", ["grid", "grid_worker", "community", "building", "person"])
def test_no_table_is_open_to_the_residents_role(db: None, table: str):
    assert not may("SELECT has_any_column_privilege('jw_public', %s, 'SELECT')", table)


def test_the_staffs_role_has_no_way_round_its_scope(db: None):
    name = "communities_shown(text, date, integer)"
    assert may("SELECT has_function_privilege('jw_public', %s, 'EXECUTE')", name)
    assert not may("SELECT has_function_privilege('jw_app', %s, 'EXECUTE')", name)


def may(question: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [name])
        return bool(cursor.fetchone()[0])
