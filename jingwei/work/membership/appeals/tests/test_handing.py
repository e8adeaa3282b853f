"""Do appeals go along when the organisation that has to answer is merged, and come back exactly?"""

from typing import Any

import pytest

from conftest import as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.models import Case, Clock
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.worksheets import actions, executing
from jingwei.kernel.worksheets.models import Item
from jingwei.kernel.worksheets.tests.test_worksheets import by, draft, say, second
from jingwei.work.membership.appeals import handing
from jingwei.work.membership.appeals.models import Appeal
from jingwei.work.membership.appeals.tests.conftest import step

__all__ = ["second"]


@pytest.fixture
def at_one(decided: Any, asked: Appeal) -> Appeal:
    """As if the first branch had to answer: it is the one that is merged away."""
    with as_owner():
        one = decided.east_one
        to = {"org": one, "org_path": one.path, "host": one, "host_path": one.path}
        Appeal.everything.filter(pk=asked.pk).update(**to)
        cases = Case.everything.filter(subject=asked.public_id)
        Clock.everything.filter(case__in=cases).update(org=one, org_path=one.path)
        cases.update(**to)
    return asked


def test_an_open_appeal_goes_with_a_merger_and_comes_back(
    decided: Any, at_one: Appeal, second: Any
) -> None:
    with acting(decided.lin_scope):
        sheet = draft(
            decided, "merge", sources=[decided.east_one, decided.east_two], targets=[],
            fresh=[actions.Fresh("东镇联合党支部", "EAST-9", "joint_branch")],
        )  # fmt: skip
        say(decided, sheet, "EAST-9")
        actions.submit_worksheet(sheet=sheet, **by(decided))
        assert Item.everything.filter(worksheet=sheet, kind="appeal").count() == 1
    with acting(second) as hand:
        done = executing.execute_worksheet(sheet=sheet, by=hand, at=decided.at)
        new = Organisation.everything.get(code="EAST-9")
        at_one.refresh_from_db()
        assert (at_one.org_id, at_one.host_id, at_one.host_name) == (new.pk, new.pk, str(new))
        case = Case.everything.get(subject=at_one.public_id)
        assert (case.org_id, case.host_id) == (new.pk, new.pk)
        assert Clock.everything.get(case=case).org_id == new.pk
        executing.undo_worksheet(sheet=done, reason="批复撤回", by=hand, at=decided.at)
        at_one.refresh_from_db()
        assert at_one.host_id == decided.east_one.pk


def test_what_has_ended_is_not_listed(decided: Any, asked: Appeal) -> None:
    with acting(decided.lin_scope):
        assert [one.label for one in handing.appeals([decided.east.pk], decided.on)] == ["东甲"]
    step(decided, asked, "take")
    step(decided, asked, "keep", answer="按规定办的")
    with acting(decided.lin_scope):
        assert handing.appeals([decided.east.pk], decided.on) == []
