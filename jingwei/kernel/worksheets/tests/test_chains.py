"""Do members stay whole through any chain of founding, moving, splitting, merging and undoing?

A chain is named by its number alone, so that one that fails can be walked again.
"""

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_secretary
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs import actions as orgs
from jingwei.kernel.orgs import edge_actions
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.worksheets import actions, executing
from jingwei.kernel.worksheets.models import End, Item, Worksheet
from jingwei.kernel.worksheets.tests.standing import members, snapshot, whole

FIRST = date(2026, 1, 10)
BLOCK = 50  # chains of one transaction; more, and rows taken back would slow the later ones
BLOCKS = [
    range(6),
    *(
        pytest.param(range(start, start + BLOCK), marks=pytest.mark.long)
        for start in range(0, 1000, BLOCK)
    ),
]
SHEETS = ("split", "merge", "convert", "towns_merge")
STEPS = ("found", "move", "tie", "split", "split", "merge", "merge", "convert", "towns_merge",
         "undo", "undo", "undo")  # fmt: skip


class Walk:
    """One chain: each step some days after the one before, by Officer, executed by Second."""

    def __init__(self, town: Any, chance: random.Random) -> None:
        self.town, self.chance, self.on, self.number = town, chance, FIRST, 0
        self.last: tuple[Worksheet, Any] | None = None
        self.by = {"by": town.officer_scope, "at": AT}
        self.done: list[str] = []
        self.refused: list[str] = []

    def branches(self) -> list[Organisation]:
        return list(
            Organisation.everything.filter(
                held__endswith=None, kind__in=("party_branch", "joint_branch")
            ).order_by("path")
        )

    def towns(self) -> list[Organisation]:
        return list(
            Organisation.everything.filter(held__endswith=None, kind="party_committee").order_by(
                "path"
            )
        )

    def coin(self) -> bool:
        return self.chance.random() < 0.5

    def step(self, name: str) -> None:
        """A step that rules refuse changes nothing; taking back at once is never refused."""
        self.on += timedelta(days=self.chance.randint(1, 20))
        before = members()
        straight_after = self.last is not None and self.done[-1] in SHEETS
        try:
            with transaction.atomic():
                getattr(self, name)()
                keys_fit()
            self.done.append(name)
        except Refused as refused:
            if name == "undo" and straight_after:
                raise AssertionError("taking back at once was refused") from refused
            self.refused.append(name)
        assert members() == before, (self.done, name)
        whole()

    def fresh(self, kind: str) -> actions.Fresh:
        self.number += 1
        return actions.Fresh(f"新组织{self.number}", f"NEW-{self.number}", kind)

    def found(self) -> None:
        fresh = self.fresh("party_branch")
        orgs.found_organisation(
            parent=self.chance.choice(self.towns()), code=fresh.code, name=fresh.name,
            kind=fresh.kind, founded_on=self.on, **self.by,
        )  # fmt: skip

    def move(self) -> None:
        self.last = None
        orgs.move_organisation(
            org=self.chance.choice(self.branches()),
            parent=self.chance.choice(self.towns()),
            on=self.on,
            **self.by,
        )

    def tie(self) -> None:
        kind = self.chance.choice(["joined_with", "guides", "co_governs", "hosts"])
        org, host = self.chance.choices(self.branches(), k=2)
        edge_actions.tie_organisations(
            org=org, host=host, kind=kind, on=self.on, basis="协议", **self.by
        )

    def split(self) -> None:
        source = self.chance.choice(self.branches())
        goes_on = self.coin()
        fresh = [self.fresh("party_branch") for _ in range(1 if goes_on else 2)]
        self.carry_out("split", [source], [source] if goes_on else [], fresh)

    def merge(self) -> None:
        there = self.branches()
        rows = self.chance.sample(there, min(len(there), self.chance.randint(2, 3)))
        into = self.coin()
        fresh = [] if into else [self.fresh("joint_branch")]
        self.carry_out("merge", rows, rows[:1] if into else [], fresh)

    def convert(self) -> None:
        self.carry_out(
            "convert", [self.chance.choice(self.branches())], [], [self.fresh("joint_branch")]
        )

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
            ended = item.kind in ("position", "tie") and self.coin()
            actions.assign_items(
                sheet=sheet, items=[item.pk], target=None if ended else self.chance.choice(ends),
                ends=ended, **self.by,
            )  # fmt: skip
        actions.submit_worksheet(sheet=sheet, **self.by)
        before = snapshot()
        done = executing.execute_worksheet(sheet=sheet, by=self.town.second_scope, at=AT)
        self.last = (done, before)

    def undo(self) -> None:
        """Straight after an execution everything is as it was; later, the rules decide."""
        if self.last is None:
            return
        sheet, before = self.last
        executing.undo_worksheet(sheet=sheet, reason="批复撤回", **self.by)
        self.last = None
        if self.done[-1] in SHEETS:
            assert snapshot() == before, self.done


def keys_fit() -> None:
    """Keys that the database checks only at the end of a transaction, checked now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.slow
@pytest.mark.parametrize("numbers", BLOCKS, ids=lambda block: f"{block.start}-{block.stop - 1}")
def test_no_chain_of_changes_loses_a_member(town: Any, numbers: range) -> None:
    with as_owner():
        town.account("second", "officer", town.city)
        add_secretary(town, town.people["东甲"], town.east_one)
        add_secretary(town, town.people["西甲"], town.west_one)
    done: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for number in numbers:
        chance = random.Random(number)
        with transaction.atomic(), acting(town.officer_scope):
            walk = Walk(town, chance)
            try:
                for name in chance.choices(STEPS, k=chance.randint(2, 7)):
                    walk.step(name)
            except Exception as named:
                named.add_note(f"chain {number}: {walk.done}, refused {walk.refused}")
                raise
            done.update(walk.done)
            refused.update(walk.refused)
            transaction.set_rollback(True)
    assert sum(done.values()) > 2 * sum(refused.values()), (done, refused)
    assert all(done[name] for name in SHEETS), done
