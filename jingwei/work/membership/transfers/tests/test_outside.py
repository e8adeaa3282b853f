"""Do letters out of the city and into it end in one file with one home?"""

from datetime import timedelta

import pytest

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import ID_NUMBERS
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.models import FlowPaper
from jingwei.kernel.flows.papers import open_paper
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.privacy.models import Look
from jingwei.work.membership.transfers.actions import record_letter
from jingwei.work.membership.transfers.flows import TRANSFER
from jingwei.work.membership.transfers.models import Transfer
from jingwei.work.membership.transfers.tests.conftest import OUTSIDE, ask, letter, step


@pytest.fixture
def gone(town):
    """东丙 has left the city for good, with receipt."""
    with acting(town.branch_scope):
        row = ask(town, "东丙", to="", to_name=OUTSIDE)
    step(row, "issue", town.lin_scope)
    at = AT + timedelta(days=9)
    step(row, "receipt", town.lin_scope, at=at, receipt_on="2026-11-30", receiver=OUTSIDE)
    return row


def test_the_letter_has_three_parts_and_its_reader_is_told_to_the_member(town, gone):
    with acting(town.lin_scope):
        row = Transfer.everything.get(pk=gone.pk)
        assert row.letter_until == TODAY + timedelta(days=30)
        paper = FlowPaper.objects.get(slot="letter")
        opened = open_paper(paper=paper, flow=TRANSFER, subject=row, by=town.lin_scope, at=AT)
        import io
        import zipfile

        with zipfile.ZipFile(io.BytesIO(opened.data)) as archive:
            text = archive.read("word/document.xml").decode()
        for part in ("存根", "回执", "存根保存到", ID_NUMBERS["东丙"]):
            assert part in text
        look = Look.everything.get()
        assert (look.reason, look.fields) == ("transfer", "id_number")
        end = Membership.everything.get(person=town.people["东丙"])
        assert (end.ended, end.held.upper.isoformat()) == ("transferred_out", "2026-11-30")
        assert Person.everything.get(pk=town.people["东丙"].pk).is_gone


def test_a_receipt_before_its_letter_is_refused(town):
    with acting(town.branch_scope):
        row = ask(town, "东丙", to="", to_name=OUTSIDE)
    step(row, "issue", town.lin_scope)
    with pytest.raises(Refused) as refused:
        step(row, "receipt", town.lin_scope, receipt_on="2026-11-01", receiver=OUTSIDE)
    assert refused.value.codes == {"transfers.receipt.early"}


def test_a_letter_that_comes_back_is_written_again(town):
    with acting(town.branch_scope):
        row = ask(town, "东丙", to="", to_name=OUTSIDE)
    step(row, "issue", town.lin_scope)
    step(row, "come_back", town.lin_scope, reason="抬头写错")
    step(row, "issue", town.lin_scope, at=AT + timedelta(days=3))
    with acting(town.lin_scope):
        row = Transfer.everything.get()
        assert (row.state, row.letter_first_on, row.letter_on) == (
            "letter", TODAY, TODAY + timedelta(days=3),
        )  # fmt: skip


def take(town, who="gu", branch="west_one", **more):
    by = town.scopes[who]
    with acting(by):
        row = record_letter(org=town.orgs[branch], letter=letter(**more), by=by, at=AT)
    step(row, "take_in", by)
    return row


def test_somebody_new_is_registered_with_the_letter_as_the_basis(town):
    row = take(town)
    with acting(town.gu_scope):
        person = Person.everything.get(name="外甲")
        assert person.org_id == town.west_one.pk
        row.refresh_from_db()
        assert (row.state, row.person_id) == ("accepted", person.pk)
        home = Membership.everything.get(person=person)
        assert (home.began, home.basis) == ("transferred_in", "组织关系介绍信外-7")


def test_a_number_of_a_member_elsewhere_is_answered_with_yes_and_nothing_more(town):
    with acting(town.gu_scope), pytest.raises(Refused) as refused:
        record_letter(
            org=town.west_one, letter=letter(id_number=ID_NUMBERS["东甲"]), by=town.gu_scope, at=AT
        )
    assert refused.value.codes == {"transfers.letter.here"}
    assert "东" not in str(refused.value.findings[0])


def test_who_left_and_comes_back_gets_the_old_file(town, gone):
    at = AT + timedelta(days=20)
    by = town.lin_scope
    with acting(by):
        row = record_letter(
            org=town.east_two, by=by, at=at,
            letter=letter(name="东丙", id_number=ID_NUMBERS["东丙"]),
        )  # fmt: skip
    step(row, "take_in", by, at=at)
    with acting(by):
        assert Person.everything.filter(name="东丙").count() == 1
        person = Person.everything.get(pk=town.people["东丙"].pk)
        assert (person.org_id, person.is_gone) == (town.east_two.pk, False)


def test_who_left_the_east_comes_back_to_the_west_with_the_old_file(town, gone):
    at = AT + timedelta(days=20)
    by = town.gu_scope
    with acting(by):
        row = record_letter(
            org=town.west_one, by=by, at=at,
            letter=letter(name="东丙", id_number=ID_NUMBERS["东丙"]),
        )  # fmt: skip
    step(row, "take_in", by, at=at)
    with acting(by):
        person = Person.everything.get(pk=town.people["东丙"].pk)
        assert (person.org_id, person.is_gone) == (town.west_one.pk, False)
    with acting(town.lin_scope):
        assert not Person.everything.filter(pk=person.pk).exists()


def test_all_that_is_missing_on_a_letter_is_said_at_once(town):
    with acting(town.gu_scope), pytest.raises(Refused) as refused:
        record_letter(
            org=town.west_one, by=town.gu_scope, at=AT,
            letter=letter(name="", from_name=" ", letter_no="", letter_on=None, id_number="1"),
        )  # fmt: skip
    assert refused.value.codes == {
        "transfers.letter.name", "transfers.letter.from", "transfers.letter.number",
        "transfers.letter.day", "transfers.letter.id",
    }  # fmt: skip


def test_an_expired_letter_from_outside_is_not_taken(town):
    with acting(town.gu_scope), pytest.raises(Refused) as refused:
        record_letter(
            org=town.west_one, by=town.gu_scope, at=AT,
            letter=letter(letter_on=TODAY - timedelta(days=31)),
        )  # fmt: skip
    assert refused.value.codes == {"transfers.letter.expired"}
