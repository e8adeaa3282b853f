"""Does the demo city's local list stand on the step it speaks of, without holding anybody up?"""

import pytest

from conftest import as_owner
from jingwei.kernel.flows.checklists import extended, items_of
from jingwei.kernel.flows.models import Case, Checklist
from jingwei.ops.demo.load import Summary
from jingwei.work.membership.development.flows import DEVELOPMENT

pytestmark = pytest.mark.slow


def test_a_step_asks_what_the_city_wants_looked_at_and_demands_nothing(loaded: Summary) -> None:
    with as_owner():
        row = Checklist.everything.get()
        assert loaded.counts["checklists"] == 1
        assert not any(item.required for item in items_of(row.items))
        first = row.held.lower
        case = Case.everything.filter(flow=DEVELOPMENT.code, begun_at__date__gte=first).first()
        assert case is not None
        step = DEVELOPMENT.step("talk", case.rule_set)
        assert step is not None
        asked = [word.label for word in extended(step, case, first).says if word.asked_by]
        assert [item.label for item in items_of(row.items)] == [
            label for label in asked if not str(label).startswith("备注")
        ]  # fmt: skip
