"""东甲 asked to pay less, and the branch said no: a decision to appeal against."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.ledger import reactions
from jingwei.work.membership.appeals.actions import make_appeal
from jingwei.work.membership.appeals.decisions import own_decisions
from jingwei.work.membership.appeals.flows import APPEAL
from jingwei.work.membership.appeals.models import Appeal
from jingwei.work.membership.dues import deciding
from jingwei.work.membership.dues.flows import RELIEF

WORDS = "我家有人住院，收入少了一半，支部没有看我的材料。"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def decided(town: Any) -> Any:
    """The branch answered the member's wish to pay less; the county has an officer too."""
    with as_owner():
        town.account("over", "officer", town.county)
    ask_again(town)
    with acting(town.branch_scope):
        take_step(
            flow=RELIEF, subject=town.relief, verb="answer", said={"reason": "先由困难补助解决"},
            by=town.branch_scope, at=AT,
        )  # fmt: skip
    return town


@pytest.fixture
def asked(decided: Any) -> Appeal:
    """The member has appealed."""
    return appeal(decided)


def ask_again(town: Any) -> None:
    """The member asks to pay less; ``town.relief`` is the wish."""
    with acting(town.member_scope):
        town.relief = deciding.ask_relief(
            oneself=town.member_scope, since=date(2026, 11, 1), until=date(2027, 1, 1),
            reason="家里有人住院", at=AT,
        )  # fmt: skip


def appeal(town: Any, said: str = WORDS) -> Appeal:
    oneself = town.member_scope
    with acting(oneself):
        return make_appeal(
            oneself=oneself, decision=own_decisions(oneself)[0], said=said, at=AT
        )  # fmt: skip


def step(town: Any, row: Appeal, verb: str, who: str = "lin", at: Any = AT, **said: Any) -> Any:
    by = town.scopes[who]
    with acting(by):
        found = Appeal.everything.get(pk=row.pk)
        return take_step(flow=APPEAL, subject=found, verb=verb, said=said, by=by, at=at)


def state(row: Appeal) -> str:
    with as_owner():
        return str(Appeal.everything.get(pk=row.pk).state)


def react(at: Any = AT) -> None:
    with as_role("jw_worker"):
        reactions.run_waiting(at=at)
