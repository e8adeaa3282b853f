"""Do members stay whole through any chain of founding, moving, splitting, merging and undoing?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_secretary
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs import actions as orgs
from jingwei.kernel.orgs import edge_actions
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.worksheets import actions, executing
from jingwei.kernel.worksheets.models import End, Item, Worksheet
from jingwei.kernel.worksheets.tests.standing import snapshot, whole

FIRST = date(2026, 1, 10)
CHAINS = [pytest.param(8, marks=pytest.mark.long), pytest.param(1000, marks=pytest.mark.long)]
STEPS = ("found", "move", "tie", "split", "split", "merge", "merge", "convert", "towns", "undo")


class Walk:
    """One chain: each step some days after the one before, by Officer, executed by Second."""

    def __init__(self, town: Any, draw: Any) -> None:
        self.town, self.draw, self.on, self.number = town, draw, FIRST, 0
        self.last: tuple[Worksheet, Any] | None = None
        self.by = {"by": town.officer_scope, "at": AT}
        self.done: list[str] = []

    def branches(self) -> list[Organisation]:
        return list(
            Organisation.everything.filter(
                held__endswith=None, kind__in=("party_branch", "joint_branch")
            ).order_by("path")
        )

    def towns(self) -> list[Organisation]:
        return list(
            Organisation.everything.filter(
                held__endswith=None, kind="party_committee"
            ).order_by("path")
        )

    def one(self, rows: list[Any]) -> Any:
        return self.draw(st.sampled_from(rows))

    def step(self, name: str) -> None:
        self.on += timedelta(days=self.draw(st.integers(1, 20)))
        before = whole(self.town.officer_scope)
        with acting(self.town.officer_scope):
            try:
                with transaction.atomic():
                    getattr(self, name)()
                self.done.append(name)
            except Refused:
                pass
            assert whole(self.town.officer_scope) == before, (self.done, name)

    def fresh(self, kind: str) -> actions.Fresh:
        self.number += 1
        return actions.Fresh(f"新组织{self.number}", f"NEW-{self.number}", kind)

    def found(self) -> None:
        fresh = self.fresh("party_branch")
        orgs.found_organisation(
            parent=self.one(self.towns()), code=fresh.code, name=fresh.name, kind=fresh.kind,
            founded_on=self.on, **self.by,
        )  # fmt: skip

    def move(self) -> None:
        self.last = None
        orgs.move_organisation(
            org=self.one(self.branches()), parent=self.one(self.towns()), on=self.on, **self.by
        )

    def tie(self) -> None:
        kind = self.one(["joined_with", "guides", "co_governs", "hosts"])
        edge_actions.tie_organisations(
            org=self.one(self.branches()), host=self.one(self.branches()), kind=kind, on=self.on,
            basis="协议", **self.by,
        )  # fmt: skip

    def split(self) -> None:
        source = self.one(self.branches())
        goes_on = self.draw(st.booleans())
        fresh = [self.fresh("party_branch") for _ in range(1 if goes_on else 2)]
        self.carry_out("split", [source], [source] if goes_on else [], fresh)

    def merge(self) -> None:
        rows = self.draw(
            st.lists(st.sampled_from(self.branches()), min_size=2, max_size=3, unique_by=id)
        )
        into = self.draw(st.booleans())
        fresh = [] if into else [self.fresh("joint_branch")]
        self.carry_out("merge", rows, rows[:1] if into else [], fresh)

    def convert(self) -> None:
        self.carry_out("convert", [self.one(self.branches())], [], [self.fresh("joint_branch")])

    def towns_merge(self) -> None:
        rows = self.towns()
        self.carry_out("merge", rows[:2], [], [self.fresh("party_committee")])

    def carry_out(
        self, kind: str, sources: list[Organisation], targets: list[Organisation], fresh: list[Any]
    ) -> None:
        sheet = actions.begin_worksheet(
            kind=kind, above=self.town.county, sources=sources, targets=targets, fresh=fresh,
            on=self.on, basis="县委批复", **self.by,
        )  # fmt: skip
        ends = [end for end in End.everything.filter(worksheet=sheet).order_by("pk")
                if end.is_target]  # fmt: skip
        for item in Item.everything.filter(worksheet=sheet).order_by("pk"):
            ended = item.kind in ("position", "tie") and self.draw(st.booleans())
            actions.assign_items(
                sheet=sheet, items=[item.pk], target=None if ended else self.one(ends),
                ends=ended, **self.by,
            )  # fmt: skip
        actions.submit_worksheet(sheet=sheet, **self.by)
        before = snapshot()
        done = executing.execute_worksheet(sheet=sheet, by=self.town.second_scope, at=AT)
        self.last = (done, before)

    def undo(self) -> None:
        if self.last is None:
            return
        sheet, before = self.last
        self.last = None
        executing.undo_worksheet(sheet=sheet, reason="批复撤回", **self.by)
        if self.done and self.done[-1] in ("split", "merge", "convert", "towns_merge"):
            assert snapshot() == before, self.done



@pytest.mark.slow
@pytest.mark.parametrize("many", CHAINS)
def test_no_chain_of_changes_loses_a_member(town: Any, many: int) -> None:
    with as_owner():
        town.account("second", "officer", town.city)
        add_secretary(town, town.people["东甲"], town.east_one)
        add_secretary(town, town.people["西甲"], town.west_one)
    counted: dict[str, int] = {}

    @settings(
        max_examples=many, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
        phases=(Phase.explicit, Phase.generate),
    )  # fmt: skip
    @given(st.data())
    def chain(data: Any) -> None:
        with transaction.atomic(), acting(town.officer_scope):
            walk = Walk(town, data.draw)
            for name in data.draw(st.lists(st.sampled_from(STEPS), min_size=2, max_size=6)):
                walk.step("towns_merge" if name == "towns" else name)
            for name in walk.done:
                counted[name] = counted.get(name, 0) + 1
            transaction.set_rollback(True)

    chain()
    assert sum(counted.values()) >= many, counted
