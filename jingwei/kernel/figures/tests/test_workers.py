"""Do the jobs follow the records without being told which?"""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.figures import queries, workers
from jingwei.kernel.figures.models import DirtyMark, Filled

pytestmark = pytest.mark.slow


def members(org: Any, month: date) -> Any:
    with system_scope("测试"):
        return queries.in_month([org.pk], month, codes=["people.members"])[
            org.pk, "people.members"
        ].n


def test_the_first_run_fills_a_year_and_later_runs_only_what_changed(town: Any) -> None:
    november, august = date(2026, 11, 1), date(2026, 8, 1)
    with time_machine.travel(AT, tick=False), as_role("jw_worker"):
        assert workers.follow(timestamp=0) > 0
        with system_scope("测试"):
            assert Filled.objects.values("month").distinct().count() == 13
            assert not DirtyMark.objects.exists()
        assert workers.follow(timestamp=5) == 0
    assert (members(town.east, august), members(town.east, november)) == (4, 4)
    with as_owner(), system_scope("测试"):
        town.member("后补的", town.east_two, joined_on=date(2026, 9, 5))
    with time_machine.travel(AT + timedelta(seconds=5), tick=False), as_role("jw_worker"):
        workers.follow(timestamp=10)
    assert (members(town.east, august), members(town.east, november)) == (4, 5)


def test_a_new_day_works_the_running_month_out_again(town: Any) -> None:
    with time_machine.travel(AT, tick=False), as_role("jw_worker"):
        workers.follow(timestamp=0)
    tomorrow = AT + timedelta(days=1)
    with time_machine.travel(tomorrow, tick=False), as_role("jw_worker"):
        workers.follow(timestamp=5)
        with system_scope("测试"):
            assert queries.latest() == queries.Standing(date(2026, 11, 1), date(2026, 11, 24))


def test_the_nightly_audit_mends_what_no_mark_told(town: Any) -> None:
    with time_machine.travel(AT, tick=False), as_role("jw_worker"):
        workers.follow(timestamp=0)
    with as_owner(), system_scope("测试"):
        town.member("漏掉的", town.west_one, joined_on=date(2026, 9, 5))
        DirtyMark.objects.all().delete()
    with time_machine.travel(AT + timedelta(hours=1), tick=False), as_role("jw_worker"):
        assert workers.follow(timestamp=5) == 0
        assert members(town.west, date(2026, 11, 1)) == 2
        assert workers.audit(timestamp=10) > 0
    assert members(town.west, date(2026, 11, 1)) == 3
