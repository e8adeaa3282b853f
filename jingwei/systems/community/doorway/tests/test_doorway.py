"""Does a person of seventy find who looks after the street, and nothing about anybody else?"""

import re
from typing import Any

import pytest
from django.db import connection

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.ranges import held, never
from jingwei.systems.community.doorway import reading
from jingwei.systems.community.grids.models import Building, Community
from jingwei.systems.community.grids.tests.conftest import (  # noqa: F401 - fixtures
    _today,
    laid,
)
from jingwei.systems.community.grids.tests.test_grids import assign
from jingwei.systems.community.groups.models import GroupSort, ServiceGroup


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


@pytest.mark.parametrize(
    "name",
    [
        "communities_shown(text, date, integer)", "community_shown(uuid, date)",
        "community_grids_shown(bigint, date)", "community_groups_shown(bigint, date)",
    ],
)  # fmt: skip
def test_only_the_residents_role_calls_the_functions(db: None, name: str):
    for role, expected in (
        ("jw_public", True), ("jw_app", False), ("jw_worker", False), ("jw_self", False),
    ):  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_function_privilege(%s, %s, 'EXECUTE')", [role, name])
            assert cursor.fetchone()[0] is expected, role


def test_no_table_of_a_session_is_taken_for_ours(db: None):
    """The functions run with the owner's right: whoever got in may not give them tables to read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege('jw_public', 'public', 'CREATE')")
        assert cursor.fetchone() == (False,)
        cursor.execute("CREATE TEMP TABLE service_group AS SELECT 1 AS id")
        cursor.execute("CREATE TEMP TABLE community AS SELECT 1 AS id")
        cursor.execute("GRANT SELECT ON service_group, community TO jw_public")
    assert reading.communities("", AT.date()) == []
    with as_role("jw_public"), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM community_groups_shown(1, %s)", [AT.date()])
        assert cursor.fetchall() == []


@pytest.mark.parametrize("typed", ["%00", "长" * 500, "%25", "' OR 1=1 --", "<b>"])
def test_whatever_is_typed_is_only_looked_for(laid: Any, client: Any, typed: str):  # noqa: F811
    page = client.get(f"/services/communities/?q={typed}")
    assert page.status_code == 200
    assert 'value="<b>"' not in page.content.decode()


def test_the_neighbours_groups_and_what_is_over_are_not_shown(laid: Any, client: Any):  # noqa: F811
    assert "身边的团队" not in page_of(client, laid.community)
    where = {"org": laid.east_one, "org_path": laid.east_one.path}
    with as_owner():
        sort = GroupSort.everything.create(**where, title="文体协会", held=held(AT.date()))
        for name, phone in (("示例合唱队", "0300-8001001"), ("示例旧队", "")):
            ServiceGroup.everything.create(
                **where, community=laid.community, sort=sort, sort_title=sort.title, name=name,
                phone=phone, held=held(AT.date()) if phone else never(),
            )  # fmt: skip
    said = page_of(client, laid.community)
    assert "示例合唱队" in said
    assert "0300-8001001" in said
    assert "示例旧队" not in said


def may(question: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [name])
        return bool(cursor.fetchone()[0])
