"""Does the demo city show dues on time, late, eased and handed up, and appraisals of all kinds?"""

import pytest

from conftest import TODAY, as_owner
from jingwei.ops.demo.load import Summary
from jingwei.work.membership.appraisal.models import Appraisal, Round
from jingwei.work.membership.dues import rules
from jingwei.work.membership.dues.models import Fixing, Relief, Remittance, Sheet

pytestmark = pytest.mark.slow


def test_a_year_of_dues_and_a_round_of_appraisals_add_up(loaded: Summary) -> None:
    with as_owner():
        assert loaded.counts["dues_sheets"] == Sheet.everything.count() > 50
        for row in Sheet.everything.order_by("id")[:200]:
            lines = row.opened
            entries = [(one.person, one.kind, one.cents, one.on) for one in lines.entries]
            found = rules.totals(lines.due, entries, row.due_on)
            assert (row.due_cents, row.paid_cents, row.on_time_cents, row.members) == (
                found.due, found.paid, found.on_time, found.members
            )  # fmt: skip
            assert set(row.unpaid) == set(found.unpaid)
            assert all(one.on <= TODAY for one in lines.entries)
        late = Sheet.everything.filter(due_on__lt=TODAY)
        assert late.exclude(unpaid=[]).exists()
        assert late.filter(unpaid=[]).exists()
        fixing = Fixing.everything.order_by("id").first()
        assert fixing is not None
        assert len(fixing.fixed) == fixing.members
        assert all((one.cents or 0) >= 0 for one in Relief.everything.all()[:50])
        assert {"handed", "accepted"} >= set(Remittance.everything.values_list("state", flat=True))
        assert loaded.counts["appraisal_lines"] == Appraisal.everything.count() > 100
        told = Appraisal.everything.filter(round__state="closed", skipped="")
        assert {"excellent", "qualified"} <= set(told.values_list("grade", flat=True))
        assert not told.filter(grade="").exists()
        assert not Appraisal.everything.exclude(grade="").filter(reason="").exists()
        assert Round.everything.filter(state="closed").exists()
