"""Can a past day be seen as it was known at the time, and not as it was put right later?"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.known.models import FormerRow
from jingwei.kernel.orgs import actions, known
from jingwei.kernel.orgs.models import Edge, OrganisationState
from jingwei.kernel.people import belonging_actions
from jingwei.kernel.people.models import Membership

LONG_AGO = datetime(2026, 1, 5, tzinfo=UTC)
BEFORE, AFTER = date(2026, 3, 1), TODAY + timedelta(days=3000)


def _told_long_ago() -> None:
    """All that stands in the town was recorded in January."""
    with as_owner():
        for model in (Edge, OrganisationState, Membership):
            model.everything.update(known_from=LONG_AGO)


@pytest.fixture
def settled(town: Any) -> Any:
    _told_long_ago()
    return town


def test_a_late_move_of_a_member_is_not_known_the_day_before_it_was_recorded(settled):
    on = date(2026, 2, 1)
    with acting(settled.lin_scope):
        belonging_actions.move_member(
            person=settled.people["东甲"], to=settled.east_two, on=on, by=settled.lin_scope, at=AT
        )
        told = {"scope": settled.lin_scope, "on": date(2026, 2, 10), "with_people": True}
        then = known.standing(org=settled.east_two, known=BEFORE, **told)
        now = known.standing(org=settled.east_two, known=AFTER, **told)
        assert [one.name for one in then.members] == ["东丁"]
        assert sorted(one.name for one in now.members) == ["东丁", "东甲"]
        left = known.standing(org=settled.east_one, known=BEFORE, **told)
        assert "东甲" in [one.name for one in left.members]


def test_a_name_given_later_is_not_known_before(settled):
    with acting(settled.lin_scope):
        actions.rename_organisation(
            org=settled.east_one, name="东镇启明党支部", on=date(2026, 2, 1), by=settled.lin_scope,
            at=AT,
        )  # fmt: skip
        told = {
            "scope": settled.lin_scope, "org": settled.east_one, "on": date(2026, 2, 10),
            "with_people": False,
        }  # fmt: skip
        assert known.standing(known=BEFORE, **told).name == "东镇第一党支部"
        assert known.standing(known=AFTER, **told).name == "东镇启明党支部"
        assert known.standing(known=date(2025, 12, 31), **told).name == ""


def test_the_tree_is_shown_as_it_was_known(settled):
    with acting(settled.officer_scope) as scope:
        actions.move_organisation(
            org=settled.west, parent=settled.other, on=date(2026, 2, 1), by=scope, at=AT
        )
        on = date(2026, 2, 10)
        assert known.superiors_known(settled.west, on, BEFORE)[-1].code == "COUNTY"
        assert known.superiors_known(settled.west, on, AFTER)[-1].code == "OTHER"
        assert known.counts_known(scope, settled.other, on, BEFORE) == (1, 0)
        assert known.counts_known(scope, settled.other, on, AFTER) == (3, 2)


def test_a_move_of_the_tree_is_no_news_of_its_members(settled):
    with acting(settled.officer_scope) as scope:
        actions.move_organisation(
            org=settled.west, parent=settled.other, on=date(2026, 2, 1), by=scope, at=AT
        )
        assert set(FormerRow.everything.values_list("table", flat=True)) == {"edge"}


def test_what_was_known_of_the_east_is_hidden_from_the_west(settled):
    with acting(settled.lin_scope) as scope:
        actions.rename_organisation(
            org=settled.east_one, name="东镇启明党支部", on=date(2026, 2, 1), by=scope, at=AT
        )
        assert FormerRow.objects.within(scope).count() == 1
    with acting(settled.gu_scope):
        assert FormerRow.everything.count() == 0
        found = known.standing(
            settled.gu_scope, settled.east_one, date(2026, 2, 10), BEFORE, with_people=True
        )
        assert found.name == ""


def test_former_rows_follow_the_tree(settled):
    with acting(settled.officer_scope) as scope:
        actions.rename_organisation(
            org=settled.west, name="西镇新党委", on=date(2026, 2, 1), by=scope, at=AT
        )
        moved = actions.move_organisation(
            org=settled.west, parent=settled.other, on=date(2026, 2, 1), by=scope, at=AT
        )
        paths = set(FormerRow.everything.values_list("at_path", flat=True))
        assert paths == {moved.path}


def test_nobody_at_a_page_can_write_what_was_known(settled):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('jw_app', 'former_row', 'INSERT, UPDATE, DELETE'),"
            " relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = 'former_row'"
        )
        assert cursor.fetchone() == (False, True, True)
