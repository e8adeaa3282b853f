"""Can a place be as busy as in the full city?"""

from datetime import date
from typing import Any

from django.db import connection

from conftest import TODAY, as_owner
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.ops.demo.matters import A_WEEK, WEEKS, write_year
from jingwei.work.matters.models import Matter


def test_no_two_matters_of_a_busy_place_are_one(town: Any) -> None:
    """The first of the twelfth week is not the twelfth of the first: each is a row of its own."""
    with as_owner(), connection.cursor() as cursor:
        Unit.everything.create(
            org=town.east_one, org_path=town.east_one.path, name="示例社区", kind="community",
            is_demo=True, held=held(date(2020, 1, 1)),
        )  # fmt: skip
        written = write_year(cursor, TODAY, A_WEEK["full"])
        assert written["matters"] == Matter.everything.count()
        assert written["matters"] > (WEEKS - 1) * A_WEEK["full"]
