"""Who elects whom, and on which day? East branch one with ten full members and one on probation."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from time_machine import travel

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.paths import upper
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_member, add_secretary
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.orgs.models import Term
from jingwei.kernel.people.models import Person
from jingwei.kernel.ranges import held
from jingwei.work.membership.elections import actions
from jingwei.work.membership.elections.actions import Planned, Ticked
from jingwei.work.membership.elections.counting_actions import Got, Told, record_round
from jingwei.work.membership.elections.flows import ELECTION
from jingwei.work.membership.elections.models import Election

NAMES = ("东甲", "东乙", "东丙", "丁一", "丁二", "丁三", "丁四", "丁五", "丁六", "丁七")
DUE = date(2026, 12, 10)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with travel(AT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def days_later(clock: Any) -> Any:
    """``days_later(3)``: the pages' clock goes on."""
    return lambda days: clock.shift(timedelta(days=days))


@pytest.fixture
def body(town: Any) -> Any:
    """Ten full members, 戊一 on probation, 东甲 secretary, a term that ends on 10 December."""
    with as_owner():
        for name in NAMES[3:]:
            add_member(town, name, town.east_one)
        add_member(town, "戊一", town.east_one, category="probationary", joined_on=date(2026, 3, 1))
        add_secretary(town, town.people["东甲"], town.east_one)
        Term.everything.create(
            org=town.east_one, org_path=town.east_one.path, held=held(date(2023, 12, 10), DUE),
            due_on=DUE,
        )  # fmt: skip
    return town


def person(town: Any, name: str) -> Person:
    found: Person = town.people[name]
    return found


def above(town: Any) -> Any:
    """Another hand, of the town above the branch."""
    return replace(town.lin_scope, account_id=town.officer.pk, account_name="Officer")


def county(town: Any) -> Any:
    path = town.county.path
    return replace(above(town), path=path, hi=upper(path))


class Way:
    """An election of east branch one, walked by its secretary and answered by the town."""

    def __init__(self, town: Any, **plan: Any) -> None:
        self.town = town
        told = Planned(**{"planned_on": TODAY, "committee_seats": 3, **plan})
        with acting(town.branch_scope) as by:
            self.row: Election = actions.plan_election(org=town.east_one, told=told, by=by, at=AT)

    def step(self, verb: str, days: int = 0, **said: Any) -> Any:
        """One step by whoever it is for."""
        theirs = {"agree", "return_plan", "approve_names", "return_names", "confirm", "postpone",
                  "return_result", "stop"}  # fmt: skip
        by = above(self.town) if verb in theirs else self.town.branch_scope
        with acting(by) as scope:
            taken = take_step(
                flow=ELECTION, subject=self.row, verb=verb, said=said, by=scope,
                at=AT + timedelta(days=days),
            )  # fmt: skip
        self.row = Election.everything.get(pk=self.row.pk)
        return taken

    def stand(self, office: str, *names: str, sides: tuple[str, ...] = ()) -> "Way":
        with acting(self.town.branch_scope) as by:
            for name in names:
                actions.nominate(
                    election=self.row, office=office, person=person(self.town, name), sides=sides,
                    by=by, at=AT,
                )  # fmt: skip
        return self

    def approved(self) -> "Way":
        """The plan is agreed to and the members are told."""
        for verb in ("ask", "agree", "notice"):
            self.step(verb)
        return self

    def listed(self) -> "Way":
        self.approved()
        self.stand("committee", "东甲", "东乙", "东丙", "丁一").stand("secretary", "东甲")
        self.step("propose")
        self.step("approve_names", review="合条件")
        return self

    def tick(self, *absent: str, tellers: tuple[str, ...] = ("丁七",), days: int = 3) -> "Way":
        with acting(self.town.branch_scope) as by:
            self.row = actions.keep_sitting(
                election=self.row, by=by, at=AT + timedelta(days=days),
                ticked=Ticked(
                    held_on=TODAY + timedelta(days=days),
                    absent=frozenset(person(self.town, name).pk for name in absent),
                    tellers=tuple(person(self.town, name).pk for name in tellers),
                ),
            )  # fmt: skip
        return self

    def met(self, *absent: str) -> "Way":
        self.listed().tick(*absent)
        self.step("convene", days=3)
        return self

    def count(
        self, office: str, *got: tuple[Any, ...], issued: int = 10, returned: int = 10,
        valid: int = 10, **more: Any,
    ) -> Any:  # fmt: skip
        """``got``: name, yes, no, abstained."""
        names = tuple(
            Got(one[0], person(self.town, one[0]).pk if one[0] in self.town.people else None,
                one[1], one[2], one[3], len(one) > 4)
            for one in got
        )  # fmt: skip
        told = Told(office=office, issued=issued, returned=returned, valid=valid, names=names,
                    **more)  # fmt: skip
        with acting(self.town.branch_scope) as by:
            made = record_round(
                election=Election.everything.get(pk=self.row.pk),
                told=told,
                by=by,
                at=AT + timedelta(days=3),
            )
        self.row = Election.everything.get(pk=self.row.pk)
        return made


GOOD = (("东甲", 9, 1, 0), ("东乙", 8, 1, 1), ("东丙", 7, 3, 0), ("丁一", 2, 8, 0))


@pytest.fixture
def way(body: Any) -> Any:
    """``way(planned_on=...)``: an election on its way; what is read afterwards is the town's."""
    with acting(body.lin_scope):
        yield lambda **plan: Way(body, **plan)


@pytest.fixture
def browser(body: Any) -> Any:
    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(body.accounts[who])
        return client

    return signed_in
