"""A retired cadres' council in the community of the sittings' tests, with one member."""

from typing import Any

import pytest

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.systems.community.groups import actions, queries
from jingwei.systems.community.groups.actions import Plate
from jingwei.systems.community.groups.kinds import FIRST_SORTS
from jingwei.systems.community.groups.models import GroupMember, ServiceGroup
from jingwei.systems.community.sittings.tests.conftest import (  # noqa: F401 - fixtures
    _today,
    community_of,
    council,
)


def sorted_by(town: Any) -> None:
    """The county says which kinds there are."""
    with acting(town.officer_scope):
        actions.set_sorts(org=town.county, sorts=FIRST_SORTS, by=town.officer_scope, at=AT)


def begun(town: Any, name: str = "老干部理事会", **more: Any) -> ServiceGroup:
    lin = town.lin_scope
    with acting(lin):
        sort = queries.sorts(town.community.org_path, TODAY)[0]
        return actions.begin_group(
            community=town.community,
            plate=Plate(**{"name": name, "sort": sort, "phone": "0300-8001001", **more}),
            by=lin, at=AT,
        )  # fmt: skip


def serves(town: Any, row: ServiceGroup, name: str = "东甲") -> GroupMember:
    lin = town.lin_scope
    with acting(lin):
        return actions.serve(
            group=row, person=town.people[name], post="会长", since=TODAY, by=lin, at=AT
        )


@pytest.fixture
def team(council: Any) -> Any:  # noqa: F811
    sorted_by(council)
    council.group = begun(council)
    return council
