"""Two towns join: Lin's east leads, Gu's west is helped."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.actions import take_step
from jingwei.systems.public_benefit.unions import actions
from jingwei.systems.public_benefit.unions.flows import UNION
from jingwei.systems.public_benefit.unions.models import CrossAreaUnion, UnionParty


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def plan(**more: Any) -> actions.Plan:
    return actions.Plan(
        **{"title": "东西蔬菜联建", "kind": "cross_area", "basis": "东镇〔2026〕8号",
           "begins_on": TODAY, "ends_on": day(700), "role": "helper", "helped": ("WEST",),
           "goals": (("村集体收入", Decimal(50), "万元"),), **more}
    )  # fmt: skip


def proposed(town: Any, **more: Any) -> CrossAreaUnion:
    lin = town.lin_scope
    with acting(lin):
        return actions.propose_union(org=town.east, plan=plan(**more), by=lin, at=AT)


def signed_by_west(town: Any, row: CrossAreaUnion, *, agrees: bool = True, words: str = "") -> None:
    gu = town.gu_scope
    with acting(gu):
        party = UnionParty.objects.within(gu).get(union=row)
        actions.sign_union(union=row, party=party, agrees=agrees, words=words, by=gu, at=AT)


def running(town: Any, **more: Any) -> CrossAreaUnion:
    row = proposed(town, **more)
    signed_by_west(town, row)
    with acting(town.lin_scope):
        take_step(flow=UNION, subject=row, verb="begin", by=town.lin_scope, at=AT)
    with as_owner():
        row.refresh_from_db()
    return row
