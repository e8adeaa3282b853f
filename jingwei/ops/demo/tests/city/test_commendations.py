"""Does table 12 of the demo city's statistics have numbers, each a decision with its paper?"""

import pytest
from django.db.models import F

from conftest import TODAY, as_owner
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.demo.load import Summary
from jingwei.work.membership.commendations.kinds import Honour, Level
from jingwei.work.membership.commendations.models import Commendation
from jingwei.work.membership.statistics import queries, rules

pytestmark = pytest.mark.slow


def test_commendations_of_two_years_are_in_order(loaded: Summary) -> None:
    with as_owner():
        rows = Commendation.everything.all()
        assert loaded.counts["commendations"] == rows.count() > 10
        assert not rows.filter(is_demo=False).exists()
        assert not rows.filter(on__gt=TODAY).exists()
        assert len(set(rows.values_list("on__year", flat=True))) == 2
        assert set(rows.values_list("honour", flat=True)) == set(Honour.values)
        assert set(rows.values_list("level", flat=True)) >= {Level.BASE, Level.COUNTY}
        of_members = rows.exclude(honour=Honour.BODY)
        assert not of_members.exclude(person__org=F("org")).exists()
        assert not of_members.exclude(person__name=F("name")).exists()
        assert not rows.filter(honour=Honour.BODY).exclude(org__name=F("name")).exists()
        assert all("示" in row.paper and row.given_by for row in rows)
        taken = rows.exclude(taken_on=None)
        assert taken
        assert all(row.taken_why.split("〔")[0] == row.paper.split("〔")[0] for row in taken)
        assert not rows.filter(noted_at__lt=F("on")).exists()
        root = Organisation.everything.get(is_demo=True, path__regex=r"^.{5}$")
        with system_scope("测试"):
            cells = queries.counted(root, TODAY.year - 1)
            checks = queries.checks_of(cells, root, TODAY.year - 1)
        table = cells["commended"]
        assert [row for row, columns in table.items() if not columns["all"]] == []
        assert [column for column, n in table["all"].items() if not n] == []
        assert all(row["all"] == sum(row[one] for one in Level.values) for row in table.values())
        assert {one.code for one in rules.unmet(checks)} == set()
