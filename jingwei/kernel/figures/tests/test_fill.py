"""Do the facts say what the records say, at every level?"""

from typing import Any

from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.tests.conftest import MONTH


def test_the_members_of_a_county_are_those_of_its_branches(town: Any, fill: Any) -> None:
    fill()
    with system_scope("测试"):
        found = queries.in_month(
            [town.city.pk, town.county.pk, town.east.pk, town.east_one.pk, town.other.pk], MONTH,
            codes=["people.members", "people.members_full"],
        )  # fmt: skip
    said = {(key[0], key[1]): figure.n for key, figure in found.items()}
    assert said[town.city.pk, "people.members"] == 6
    assert said[town.county.pk, "people.members"] == 6
    assert said[town.east.pk, "people.members"] == 4
    assert said[town.east_one.pk, "people.members_full"] == 3
    assert said[town.other.pk, "people.members"] is None
