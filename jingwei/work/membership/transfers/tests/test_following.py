"""What happens to an open transfer and to a case of development when the member goes elsewhere?"""

from datetime import timedelta

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.actions import begin_case
from jingwei.kernel.flows.models import Case, Clock
from jingwei.kernel.ledger import reactions
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.belonging_actions import end_membership, move_member
from jingwei.kernel.people.models import Person
from jingwei.work.membership.development.carrying import FOLLOWS
from jingwei.work.membership.development.flows import DEVELOPMENT
from jingwei.work.membership.development.models import Development
from jingwei.work.membership.development.tests.conftest import make
from jingwei.work.membership.transfers.actions import request_transfer
from jingwei.work.membership.transfers.models import Transfer
from jingwei.work.membership.transfers.tests.conftest import ask, step, wish

LATER = AT + timedelta(hours=1)


def moved(town, person, to):
    with acting(town.lin_scope):
        row = Person.everything.select_related("org").get(pk=person)
        move_member(person=row, to=to, on=AT.date(), by=town.lin_scope, at=AT, basis="分工调整")
    reactions.run_waiting(at=LATER)


def test_a_transfer_ends_when_the_member_died(town):
    with acting(town.branch_scope):
        ask(town)
        who = Person.everything.select_related("org").get(pk=town.people["东乙"].pk)
    with acting(town.lin_scope):
        end_membership(person=who, ended="died", on=AT.date(), by=town.lin_scope, at=AT)
    reactions.run_waiting(at=LATER)
    with as_owner():
        assert Transfer.everything.get().state == "withdrawn"
        assert Case.everything.get(flow="membership.transfer").ended_at is not None
        assert Entry.everything.filter(verb="membership.transfer.gone").count() == 1


def test_a_transfer_ends_when_the_member_was_moved_otherwise(town, sent):
    moved(town, town.people["东乙"].pk, town.east_two)
    with as_owner():
        assert Transfer.everything.get().state == "withdrawn"


def test_a_transfer_of_somebody_else_goes_on(town, sent):
    moved(town, town.people["东丙"].pk, town.east_two)
    with as_owner():
        assert Transfer.everything.get().state == "sent"


def probationary(town):
    """A case with its flow and a running limit, in east one."""
    with acting(town.lin_scope):
        row = make(town, "probationary")
        begin_case(flow=DEVELOPMENT, subject=row, by=town.lin_scope, at=AT)
        case = Case.everything.get(subject=row.public_id)
        Clock.everything.create(
            case=case, org=row.org, org_path=row.org_path, name="probation", amount=1,
            unit="years", waits=True, began_on=AT.date(), due_on=AT.date(),
        )  # fmt: skip
    return row


def places(row):
    with as_owner():
        case = Case.everything.get(subject=row.public_id)
        clock = Clock.everything.get(case=case)
        return {Development.everything.get(pk=row.pk).org_id, case.org_id, clock.org_id}


def test_the_case_follows_a_probationary_member_to_another_branch(town):
    row = probationary(town)
    moved(town, row.person_id, town.east_two)
    assert places(row) == {town.east_two.pk}
    with as_owner():
        line = Entry.everything.get(verb=FOLLOWS)
        assert line.org_id == town.east_two.pk
    moved(town, town.people["东丙"].pk, town.east_two)
    with as_owner():
        assert Entry.everything.filter(verb=FOLLOWS).count() == 1


def test_the_case_goes_along_with_an_accepted_transfer(town):
    row = probationary(town)
    with acting(town.branch_scope):
        who = Person.everything.select_related("org").get(pk=row.person_id)
        going = request_transfer(person=who, wish=wish(), by=town.branch_scope, at=AT)
    step(going, "send", town.lin_scope)
    reactions.run_waiting(at=LATER)
    assert places(row) == {town.east_one.pk}  # the sender answers until it is accepted
    step(going, "accept", town.gu_scope)
    reactions.run_waiting(at=LATER)
    assert places(row) == {town.west_one.pk}
    with acting(town.gu_scope):
        assert Development.everything.get(pk=row.pk).state == "probationary"
    with acting(town.lin_scope):
        assert not Development.everything.filter(pk=row.pk).exists()


def test_a_case_that_has_ended_stays_where_it_was(town):
    with acting(town.lin_scope):
        row = make(town, "archived")
    moved(town, row.person_id, town.east_two)
    with as_owner():
        assert Development.everything.get(pk=row.pk).org_id == town.east_one.pk
