"""Does what a grid's lead was told of an order go with the order that is taken back?"""

from typing import Any

import pytest

from conftest import TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.ledger import reactions
from jingwei.kernel.notices.models import Notice
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.tests.test_hotline import HEAD
from jingwei.ops.imports.tests.test_kinds_path import counts, problems, stage
from jingwei.ops.imports.writing.batch import undo_batch, write_batch
from jingwei.systems.community.grids import actions, asking
from jingwei.systems.community.grids.tests.conftest import laid  # noqa: F401
from jingwei.work.matters import dispatch
from jingwei.work.matters.dispatch import RuleTold

SHEET = (
    HEAD + "NT2026110001,2026-11-20,路灯不亮,三号楼的路灯不亮了,示例社区,3号楼,,,\n"
    + "NT2026110002,2026-11-20,井盖松动,井盖踩上去会翻,示例社区,小广场,,,\n"
)  # fmt: skip


def led(town: Any, name: str) -> None:
    """Somebody leads the grid of building 3, and a rule asks the lead."""
    with acting(town.lin_scope) as by:
        actions.assign(grid=town.grids[0], name=name, role="grid_worker", is_lead=True,
                       since=TODAY, person=town.people[name], by=by, at=town.at)  # fmt: skip
        office = town.community.org
        dispatch.add_rule(
            org=office, by=by, at=town.at,
            told=RuleTold(position=1, to=office.code, why="社区的事社区办", reason="一格一人牵头",
                          since=TODAY, to_lead=True),
        )  # fmt: skip


def brought(town: Any) -> Batch:
    with acting(town.lin_scope) as lin:
        batch = stage(town, "lin", "hotline", SHEET)
        assert counts(batch) == (2, 0, 0, 0), problems(batch)
        write_batch(batch=batch, by=lin, at=town.at)
    reactions.run_waiting(at=town.at)
    return batch


def told(**more: Any) -> int:
    with as_owner():
        return Notice.everything.filter(kind=asking.KIND, withdrawn_at=None, **more).count()


@pytest.mark.parametrize("name", ["东甲", "东丁"])  # of the community's branch, of another one
@pytest.mark.parametrize("is_read", [False, True])
def test_the_leads_notice_goes_with_the_order(laid: Any, name: str, is_read: bool) -> None:  # noqa: F811
    led(laid, name)
    batch = brought(laid)
    assert told(person=laid.people[name]) == 1
    if is_read:
        with as_owner():
            Notice.everything.update(read_at=laid.at, read_by=laid.accounts["lin"])
    with acting(laid.lin_scope) as lin:
        assert undo_batch(batch=batch, by=lin, at=laid.at).removed == 2
    assert told() == 0
    reactions.run_waiting(at=laid.at)
    assert told() == 0, "what is told later finds no matter"


def test_a_lead_is_told_again_when_the_order_comes_again(laid: Any) -> None:  # noqa: F811
    led(laid, "东甲")
    batch = brought(laid)
    with acting(laid.lin_scope) as lin:
        undo_batch(batch=batch, by=lin, at=laid.at)
    brought(laid)
    assert told() == 1
