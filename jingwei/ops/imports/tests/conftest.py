"""What tests of rosters of communities begin with."""

from typing import Any

import pytest

from jingwei.systems.community.grids.tests.conftest import community_of


@pytest.fixture
def kept(town: Any) -> Any:
    town.community = community_of(town)
    return town
