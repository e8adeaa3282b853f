"""Is the public door narrow? It adds and shows one matter, and reaches nothing else."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import as_owner
from jingwei.kernel.access.grants import PUBLIC_DOOR
from jingwei.work.matters import door, receipts
from jingwei.work.matters.models import Arrival, Matter, Review
from jingwei.work.matters.tests.conftest import arrivals, make_matter


@pytest.fixture
def told(streets):
    return {
        "asked": "3幢二单元的路灯不亮了", "place": str(streets.people["east_place"].public_id),
        "spot": "二单元门口", "name": "郑示三", "phone": "13800000000", "channel": "web",
    }  # fmt: skip


def put(told, kind=Arrival.Kind.ASK):
    code = receipts.fresh()
    door.put_in(kind, receipts.digest(code), {**told, "receipt": code})
    return code


def tables_of_public():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND relkind IN ('r', 'p', 'v')"
            " AND (has_table_privilege('jw_public', c.oid, 'SELECT, INSERT, UPDATE, DELETE')"
            " OR has_any_column_privilege('jw_public', c.oid, 'SELECT, INSERT, UPDATE'))"
        )
        return {name for (name,) in cursor.fetchall()}


def test_it_reads_no_table_but_its_own(streets):
    """An injection into a residents' page meets a role that has no right on members at all."""
    open_ones = tables_of_public()
    assert open_ones == PUBLIC_DOOR.keys()
    assert not {"person", "membership", "entry", "organisation", "account"} & open_ones


@pytest.mark.parametrize("name", ["person", "membership", "entry", "account", "matter_review"])
def test_a_table_of_others_is_denied(streets, name):
    with pytest.raises(DatabaseError, match="permission denied"), door.as_public() as cursor:
        cursor.execute(f"SELECT 1 FROM {name} LIMIT 1")


def test_phone_and_name_are_out_of_its_reach(streets):
    with pytest.raises(DatabaseError, match="permission denied"), door.as_public() as cursor:
        cursor.execute("SELECT phone FROM matter")


def test_without_a_receipt_no_matter_is_there(streets):
    with as_owner():
        make_matter(streets)
    for shown in (None, receipts.digest(receipts.fresh())):
        with door.as_public(shown) as cursor:
            for table in ("matter", "flow_case", "flow_step", "flow_clock", "matter_arrival"):
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,), table


def test_what_is_asked_comes_to_who_answers_for_the_place(streets, told, emptied):
    code = put(told)
    seen = door.followed(receipts.digest(code))
    assert (seen.waiting, seen.steps) == (("ask",), ())
    assert emptied() == 1
    with as_owner():
        row = Matter.everything.get()
    assert (row.org_id, row.state, row.channel) == (streets.east_one.pk, "received", "web")
    assert row.phone_tail == "0000"
    seen = door.followed(receipts.digest(code))
    assert (seen.matter.state, [step.verb for step in seen.steps]) == ("received", ["arrive"])
    assert [due.name for due in seen.due] == ["first_reply"]


def test_what_was_said_lies_in_the_box_sealed_and_not_for_long(streets, told, emptied):
    put(told)
    (row,) = arrivals()
    assert "郑示三".encode() not in bytes(row.sealed)
    emptied()
    (row,) = arrivals()
    assert bytes(row.sealed) == b""


def test_one_arrival_has_one_effect(streets, told, emptied):
    put(told)
    assert (emptied(), emptied()) == (1, 0)
    with as_owner():
        assert Matter.everything.count() == 1


def test_a_place_that_is_none_is_refused_and_noted(streets, told, emptied):
    put({**told, "place": str(uuid.uuid4())})
    emptied()
    (row,) = arrivals()
    assert row.refused == ["matter.place"]
    with as_owner():
        assert not Matter.everything.exists()


def test_the_box_takes_no_other_kind_and_no_flood(streets, told):
    with pytest.raises(DatabaseError), transaction.atomic(), door.as_public() as cursor:
        cursor.execute(
            "SELECT matter_arrive(%s, 'accept', %s, %s)", [uuid.uuid4(), b"x" * 16, b"x"]
        )
    code = receipts.fresh()
    for _ in range(5):
        door.put_in(Arrival.Kind.REVIEW, receipts.digest(code), {"grade": 5})
    with pytest.raises(DatabaseError), transaction.atomic():
        door.put_in(Arrival.Kind.REVIEW, receipts.digest(code), {"grade": 5})


def test_a_review_does_not_say_whose_it_is(streets, told, emptied):
    code = put(told)
    emptied()
    for grade in (1, 5):
        door.put_in(Arrival.Kind.REVIEW, receipts.digest(code), {"grade": grade, "words": "等得久"})
    emptied()
    with as_owner():
        matter, row = Matter.everything.get(), Review.everything.get()
    assert row.grade == 1  # the first counts; a second is refused
    named = {str(getattr(row, field.attname)) for field in Review._meta.fields}
    assert not named & {str(matter.public_id), str(bytes(matter.receipt)), matter.title}
    assert row.month.day == 1


def test_one_address_may_not_try_on_and_on(streets):
    tries = [door.may_knock("follow", "10.0.0.9") for _ in range(21)]
    assert (tries[19], tries[20]) == (True, False)
    assert door.may_knock("follow", "10.0.0.8")


def test_no_policy_of_residents_gathers_a_table(db):
    """``IN (SELECT ...)`` reads all cases there are, a million of them, for the page of one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT policyname, qual FROM pg_policies WHERE 'jw_public' = ANY (roles)")
        said = dict(cursor.fetchall())
    assert "EXISTS" in said["flow_step_shown"]
    assert [name for name, qual in said.items() if " IN ( SELECT" in qual] == []
