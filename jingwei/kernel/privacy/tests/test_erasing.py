"""Is a person gone from every table after two people agreed, and does all else stand?"""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.access.tests.town import ID_NUMBERS, add_secretary, id_number
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger import reactions
from jingwei.kernel.ledger.models import Entry, EntryDetail, SubjectKey
from jingwei.kernel.people.belonging_actions import end_membership
from jingwei.kernel.people.correction_actions import (
    ask_erasure,
    ask_id_correction,
    decide_erasure,
    decide_id_correction,
)
from jingwei.kernel.people.models import Correction, Person
from jingwei.kernel.privacy import erasing
from jingwei.kernel.privacy.holding import place_hold
from jingwei.kernel.privacy.models import Deletion
from jingwei.kernel.register import register

NAME = "东甲"


@pytest.fixture
def second(town: Any) -> Any:
    with as_owner():
        town.account("second", "clerk", town.east)
    return town.scopes["second"]


@pytest.fixture
def left(town: Any) -> Person:
    """东甲 has left the Party; the file stays where it was."""
    person: Person = town.people[NAME]
    with acting(town.lin_scope) as by:
        end_membership(person=person, ended="left", on=TODAY, basis="决定", by=by, at=AT)
        person.refresh_from_db()
    return person


def again(person: Person) -> Person:
    """The file as it stands now."""
    with as_owner():
        found: Person = Person.everything.get(pk=person.pk)
    return found


def ask(town: Any, person: Person) -> Correction:
    with acting(town.lin_scope) as by:
        return ask_erasure(person=person, reason="本人申请删除", by=by, at=AT)


def agree(town: Any, correction: Correction, by: Any) -> None:
    with acting(by):
        decide_erasure(correction=correction, agree=True, by=by, at=AT)
    with as_role("jw_worker"):
        reactions.run_waiting(at=AT)


def texts() -> str:
    """Every value of every table that is not a binary one, as the owner reads it."""
    found = []
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND NOT relispartition"
            " AND relnamespace = 'public'::regnamespace AND relname NOT LIKE 'procrastinate%%'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM \"{table}\" t")
            found.append(cursor.fetchone()[0])
        cursor.execute("SELECT coalesce(string_agg(t::text, chr(10)), '') FROM entry t")
        found.append(cursor.fetchone()[0])
    return "\n".join(found)


def test_a_member_in_post_or_on_hold_is_not_erased(town: Any) -> None:
    person = town.people[NAME]
    with as_owner():
        add_secretary(town, person, town.east_one)
    with acting(town.lin_scope) as by:
        place_hold(person=person, reason="有案件在办", by=by, at=AT)
        with pytest.raises(Refused) as refused:
            ask_erasure(person=person, reason="", by=by, at=AT)
    assert refused.value.codes == {
        "reason.none", "erase.belongs", "erase.in_post", "erase.held"
    }  # fmt: skip


def test_one_asks_and_another_decides(town: Any, left: Person, second: Any) -> None:
    correction = ask(town, left)
    with acting(town.lin_scope) as by, pytest.raises(Refused):
        decide_erasure(correction=correction, agree=True, by=by, at=AT)
    with acting(second):
        decide_erasure(correction=correction, agree=False, answer="还要用", by=second, at=AT)
    with as_role("jw_worker"):
        reactions.run_waiting(at=AT)
    assert again(left).name == NAME


def test_nothing_of_the_person_is_left_and_everything_else_is(
    town: Any, left: Person, second: Any
) -> None:
    others = {name: one.pk for name, one in town.people.items() if name != NAME}
    correction = ask(town, left)
    with as_owner():
        lines = list(Entry.everything.order_by("id").values_list("id", "payload"))
    assert NAME in texts()
    agree(town, correction, second)
    bare = again(left)
    assert (bare.name, bare.id_number, bare.phone, bare.birth_on) == (erasing.ERASED,) + (None,) * 3
    said = texts()
    assert NAME not in said
    assert f",{ID_NUMBERS[NAME][-4:]}," not in said
    with as_owner():
        subject = f"person:{left.public_id}"
        assert not SubjectKey.objects.filter(subject=subject).exists()
        gone = Entry.everything.filter(subject="person", subject_id=str(left.public_id))
        assert not EntryDetail.objects.filter(entry__in=gone, subject_key=subject).exists()
        kept = dict(Entry.everything.values_list("id", "payload"))
        assert all(kept[number] == payload for number, payload in lines), "the seal stays whole"
        (row,) = Deletion.objects.filter(rule=erasing.RULE)
        assert row.ids == [str(left.public_id)]
    with system_scope("测试"):
        assert {name: Person.everything.get(pk=pk).name for name, pk in others.items()} == {
            name: name for name in others
        }


def test_a_hold_between_the_yes_and_the_work_stops_it(town: Any, left: Person, second: Any) -> None:
    correction = ask(town, left)
    with acting(second):
        decide_erasure(correction=correction, agree=True, by=second, at=AT)
    with acting(town.lin_scope) as by:
        place_hold(person=left, reason="刚立案", by=by, at=AT)
    with as_role("jw_worker"):
        reactions.run_waiting(at=AT)
    assert again(left).name == NAME


def test_former_numbers_go_too(town: Any, second: Any) -> None:
    """What a correction replaced stands behind the ledger and in images of former rows."""
    person = town.people["东乙"]
    fresh = id_number(date(1985, 5, 5), 777)
    with acting(town.lin_scope) as by:
        asked = ask_id_correction(person=person, id_number=fresh, reason="写错", by=by, at=AT)
    with acting(second):
        decide_id_correction(correction=asked, agree=True, id_number=fresh, by=second, at=AT)
    with acting(town.lin_scope) as by:
        end_membership(person=person, ended="left", on=TODAY, basis="决定", by=by, at=AT)
    agree(town, ask(town, person), second)
    with as_owner():
        lines = Entry.everything.filter(subject="person", subject_id=str(person.public_id))
        kept = EntryDetail.objects.filter(entry__in=lines)
        assert list(kept) == []
    assert "东乙" not in texts()


def test_a_folder_takes_its_own_rows_along(
    town: Any, left: Person, second: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def erase(one: Person) -> int:
        seen.append(one.pk)
        return 1

    monkeypatch.setitem(register().erasers, "example", erase)
    agree(town, ask(town, left), second)
    assert seen == [left.pk]
