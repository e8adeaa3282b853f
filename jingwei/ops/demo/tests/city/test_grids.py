"""Do the demo city's grids tile their communities, and are there as many as the article says?"""

import pytest

from conftest import TODAY, as_owner
from jingwei.kernel.figures import queries as figures
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.demo.grids import grid_counts
from jingwei.ops.demo.load import Summary
from jingwei.systems.community.grids import queries, rules
from jingwei.systems.community.grids.models import Community
from jingwei.systems.community.grids.rules import House, Laid


def test_the_full_city_has_3126_grids():
    counts = grid_counts(347)
    assert sum(counts) == 3_126
    assert set(counts) == {9, 10}
    assert grid_counts(0) == []


@pytest.mark.slow
def test_the_small_city_is_laid_without_gap_or_overlap(loaded: Summary) -> None:
    with as_owner():
        rows = list(Community.everything.filter(is_demo=True))
        assert len(rows) == 4
        assert sum(row.formation == "new_relocated" for row in rows) == 2
        for row in rows:
            assert not rules.cover_findings(*_laid(row), row.outline)
        city = Organisation.everything.get(is_demo=True, path__regex=r"^.{5}$")
        month = TODAY.replace(day=1)
        found = figures.in_month([city.pk], month)
        assert found[city.pk, "grids.communities"].n == 4
        assert found[city.pk, "grids.in_force"].n == 36
        staffed = found[city.pk, "grids.staffed"]
        assert 0 < staffed.n <= staffed.d == 36
        formal, effective = found[city.pk, "grids.formal"], found[city.pk, "grids.effective"]
        assert effective.n <= formal.n <= formal.d == 4
        assert found[city.pk, "grids.contacted"].n > 0


def _laid(row: Community) -> tuple[list[House], list[Laid]]:
    houses = [
        House(one.code, one.name, (one.lon, one.lat))
        for one in queries.buildings(row, TODAY)
        if one.lon is not None and one.lat is not None
    ]
    laid = [
        Laid(grid.code, grid.name, tuple(codes), outline=outline)
        for grid, codes, outline in queries.layout(row, TODAY)
    ]
    return houses, laid
