"""Who asks, where, and who works on it?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access.tests.town import add_account
from jingwei.kernel.orgs.kinds import UnitKind
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.work.matters import box, receipts
from jingwei.work.matters.kinds import State
from jingwei.work.matters.models import Arrival, Matter


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def streets(town: Any) -> Any:
    """The east has the community 东苑 (branch one answers), the west 西苑; agents sit in both."""
    with as_owner():
        for key, org, name in (
            ("east", town.east_one, "东苑社区"),
            ("west", town.west_one, "西苑社区"),
        ):
            unit = Unit.everything.create(
                org=org, org_path=org.path, name=name, kind=UnitKind.COMMUNITY,
                held=held(date(2020, 1, 1)),
            )  # fmt: skip
            town.people[f"{key}_place"] = unit
        add_account(town, "agent", "agent", town.east_one)
        add_account(town, "other_agent", "agent", town.east_one)
        add_account(town, "gus_agent", "agent", town.west_one)
    return town


@pytest.fixture
def emptied() -> Any:
    """``emptied()``: the worker takes up what came in at the public door."""

    def empty() -> int:
        with as_role("jw_worker"):
            return box.take_all(at=AT)

    return empty


def make_matter(town: Any, state: str = "received", *, org: Any = None) -> Matter:
    """A matter in whatever state; written by whoever acts."""
    org = org or town.east_one
    row = Matter(
        org=org, org_path=org.path, host=org, host_path=org.path, state=state, channel="window",
        title="路灯不亮", category="errand", first_category="errand", received_at=AT,
        received_on=TODAY,
    )  # fmt: skip
    if state in (State.CLOSED, State.REDIRECTED):
        row.closed_on, row.outcome = TODAY, "confirmed"
    row.receipt = receipts.digest(receipts.fresh())
    row.asked = b""
    row.save(force_insert=True)
    return row


def arrivals() -> list[Arrival]:
    with as_owner():
        return list(Arrival.objects.order_by("id"))
