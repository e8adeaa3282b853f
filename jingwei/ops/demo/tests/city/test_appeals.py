"""Are the demo city's appeals such as the engine of flows would have left them?"""

import pytest

from conftest import as_owner
from jingwei.kernel.access.models import Account
from jingwei.kernel.flows.models import Case, Clock, FlowPaper, Taken
from jingwei.ops.demo.load import Summary
from jingwei.work.membership.appeals.kinds import AppealState
from jingwei.work.membership.appeals.models import Appeal

pytestmark = pytest.mark.slow


def test_three_members_appealed_and_the_demo_member_is_one_of_them(loaded: Summary) -> None:
    with as_owner():
        rows = Appeal.everything.order_by("id")
        assert loaded.counts["appeals"] == rows.count() == 3
        assert {row.state for row in rows} == {
            AppealState.ASKED, AppealState.TAKEN, AppealState.KEPT,
        }  # fmt: skip
        assert rows[0].person_id == Account.everything.get(login="demo-member").person_id
        for row in rows:
            case = Case.everything.get(subject=row.public_id)
            assert (case.state, case.number) == (
                row.state, Taken.objects.filter(case=case).count(),
            )  # fmt: skip
            assert Clock.everything.get(case=case).began_on == row.asked_on
            about = Taken.objects.get(case__subject=row.subject, number=row.number)
            assert about.verb == row.verb == "answer"
            assert row.host_path == row.decided.path[: len(row.host_path)]
        assert FlowPaper.objects.filter(slot="kept").count() == 1
