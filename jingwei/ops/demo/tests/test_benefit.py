"""Does the demo city show unions that run, and do their figures add up?"""

from pathlib import Path

import pytest
from django.db.models import F

from conftest import TODAY, as_owner
from jingwei.kernel.figures import queries as figures
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.demo.load import load_city
from jingwei.systems.public_benefit.unions.models import (
    CrossAreaUnion,
    JointProject,
    UnionGoal,
    UnionParty,
)

pytestmark = pytest.mark.slow


def test_unions_add_up(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "jingwei-data").touch()
    monkeypatch.setenv("JINGWEI_DATA", str(tmp_path))
    with as_owner():
        summary = load_city(size="small", today=TODAY)
        assert summary.counts["unions"] == CrossAreaUnion.everything.count() > 8
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
