"""Does the demo city show unions, studios and stations, and do their figures add up?"""

import pytest
from django.db.models import F

from conftest import TODAY, as_owner
from jingwei.kernel.figures import queries as figures
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.demo.load import Summary
from jingwei.systems.public_benefit.network.models import Provider, ServiceCount, Station
from jingwei.systems.public_benefit.studios.models import (
    DelegateStudio,
    StudioDelegate,
    StudioItem,
)
from jingwei.systems.public_benefit.unions.models import (
    CrossAreaUnion,
    JointProject,
    UnionGoal,
    UnionParty,
)

pytestmark = pytest.mark.slow


def test_unions_and_stations_add_up(loaded: Summary) -> None:
    with as_owner():
        assert loaded.counts["unions"] == CrossAreaUnion.everything.count() > 8
        assert UnionParty.everything.count() == 2 * CrossAreaUnion.everything.count()
        running = CrossAreaUnion.everything.filter(state="running")
        assert running.exists()
        waiting = UnionParty.everything.filter(union__in=running, signed_on=None)
        assert not waiting.exists()
        assert CrossAreaUnion.everything.values("kind").distinct().count() == 5
        assert UnionGoal.everything.filter(reached__gte=F("target")).exists()
        assert not JointProject.everything.filter(done_on__gt=TODAY).exists()
        city = Organisation.everything.get(is_demo=True, path__regex=r"^.{5}$")
        found = figures.in_month([city.pk], TODAY.replace(day=1))
        assert found[city.pk, "unions.running"].n > 0
        done = found[city.pk, "unions.projects_done"]
        assert 0 < done.n <= done.d
        assert {row.level for row in Station.everything.all()} == {1, 2, 3}
        assert Provider.everything.exists()
        assert ServiceCount.everything.exists()
        assert DelegateStudio.everything.exists()
        assert StudioDelegate.everything.filter(studio__isnull=False).exists()
        assert StudioItem.everything.count() == loaded.counts["studio_items"] > 0
        formal = found[city.pk, "network.formal"]
        assert 0 < formal.n <= formal.d
        assert found[city.pk, "network.effective"].n <= formal.n
        assert found[city.pk, "studios.open"].n > 0
