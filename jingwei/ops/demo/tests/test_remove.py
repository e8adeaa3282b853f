"""Does the demo city go away without a trace in real data, and not while real rows hang on it?"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.models import Account, Grant, Session
from jingwei.kernel.access.tests.town import Town, build_town
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.orgs.models import Edge, Organisation
from jingwei.kernel.people.models import Membership, Person, Position
from jingwei.kernel.places.models import Division
from jingwei.kernel.ranges import held
from jingwei.ops.demo.load import load_city
from jingwei.ops.demo.remove import Removed, remove_city
from jingwei.ops.demo.tests.shared import uncommitted
from jingwei.systems.competence.careers.models import Problem
from jingwei.systems.public_benefit.network.models import Station, StationStaff
from jingwei.work.matters.models import Matter
from jingwei.work.meetings.models import Meeting

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Both:
    """The real town, and every row there was before the demo city came."""

    town: Town
    before: dict[str, list[str]]


@pytest.fixture(scope="module")
def once(data: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[Both]:
    """The real town and the demo city in one database, in a transaction never committed."""
    with uncommitted(django_db_blocker), as_owner():
        town = build_town(at=AT, on=TODAY)
        before = rows_of_everything()
        load_city(size="small", today=TODAY)
        yield Both(town, before)


@pytest.fixture
def both(once: Both, db: None) -> Iterator[Town]:
    """The town beside the city; the test acts as the owner, and the next one finds both again."""
    with as_owner():
        yield once.town


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' AND NOT relispartition ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


def rows_of_everything() -> dict[str, list[str]]:
    """Every row of every plain table as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
            found[table] = [row for (row,) in cursor.fetchall()]
    return found


def remove() -> Removed:
    return remove_city(at=AT)


def codes_said(refused: pytest.ExceptionInfo[Refused]) -> str:
    return "".join(str(finding) for finding in refused.value.findings)


def test_a_real_city_beside_it_keeps_its_place(both: Town) -> None:
    before = both.city.path
    both.city.refresh_from_db()
    assert both.city.path == before
    assert Organisation.everything.get(code="DEMO").path == "0001."


def test_real_data_are_the_same_to_the_last_row(once: Both, both: Town) -> None:
    remove()
    before, after = once.before, rows_of_everything()
    # What fills figures remembers how far it has come; that is of no organisation.
    for table in set(before) - {"filled", "fact_layout", "dirty_mark"}:
        assert after[table] == before[table], table
    assert len(Organisation.everything.filter(is_demo=True)) == 0


def test_ledger_lines_stay_and_the_removal_has_one(both: Town) -> None:
    lines = Entry.everything.filter(verb="demo.city.load").count()
    said = {line.pk: line.payload for line in Entry.everything.all()}
    removed = remove()
    assert lines > 0
    assert removed.lines >= lines  # and those of the year that was closed
    kept = {line.pk: line.payload for line in Entry.everything.all()}
    assert said.items() <= kept.items()
    (line,) = Entry.everything.filter(verb="demo.city.remove")
    assert json.loads(line.payload)["rows"]["person"] == removed.rows["person"]


def test_it_can_be_loaded_again(both: Town) -> None:
    remove()
    load_city(size="small", today=TODAY)
    assert Membership.everything.filter(kind="home", held__endswith=None, person__is_demo=True)


def test_who_is_signed_in_to_the_demo_is_signed_out(both: Town) -> None:
    demo = Account.everything.get(login="demo-clerk")
    for key, account in (("a", demo), ("b", both.gu), ("c", None)):
        Session.objects.create(session_key=key, session_data="", expire_date=AT, account=account)
    remove()
    assert sorted(Session.objects.values_list("session_key", flat=True)) == ["b", "c"]


def test_keys_are_watched_again_afterwards(both: Town) -> None:
    def keys() -> list[tuple[str, str]]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
                           " WHERE contype = 'f' AND conparentid = 0 ORDER BY 1")  # fmt: skip
            return list(cursor.fetchall())

    before = keys()
    remove()
    assert keys() == before


def test_a_real_member_in_a_demo_branch_is_named_first(both: Town) -> None:
    branch = Organisation.everything.get(short_name="示例桥村党支部")
    both.member("真人", branch)
    with pytest.raises(Refused, match="真实党员1名") as refused:
        remove()
    assert refused.value.codes == {"demo.real_rows"}
    assert Organisation.everything.filter(is_demo=True).exists()
    assert Person.everything.filter(is_demo=True).exists()


def test_everything_real_is_named_atonce(both: Town) -> None:
    demo = Organisation.everything.get(code="DEMO")
    branch = Organisation.everything.get(short_name="示例桥村党支部")
    real = both.people["东甲"]
    Edge.everything.create(
        org=both.west, org_path=both.west.path, host=demo, host_path=demo.path, kind="guides",
        held=held(date(2026, 1, 1)),
    )  # fmt: skip
    seat = Position.everything.filter(org=branch, held__endswith=None).first()
    Position.everything.filter(pk=seat.pk).update(person=real)
    Grant.everything.filter(account=both.gu).update(org=demo, org_path=demo.path)
    person = Person.everything.get(name="周示一")
    Account.everything.filter(pk=both.lin.pk).update(person=person)
    with pytest.raises(Refused) as refused:
        remove()
    said = codes_said(refused)
    for words in ("西镇党委", "职务由真实党员担任", "在示范组织里有身份", "关联示范党员"):
        assert words in said


def test_what_was_entered_while_it_was_tried_goes_with_it(both: Town) -> None:
    """Practice rosters and clicks leave rows without a mark in organisations of the demo."""
    tried = (Problem, Meeting, Matter, Station)
    for model in tried:
        assert model.everything.filter(is_demo=True).update(is_demo=False)
    remove()
    assert {model.everything.count() for model in tried} == {0}


def test_a_real_row_that_names_somebody_of_the_demo_is_named(both: Town) -> None:
    row = Problem.everything.filter(is_demo=True).first()
    Problem.everything.filter(pk=row.pk).update(
        org=both.west, org_path=both.west.path, is_demo=False
    )
    with pytest.raises(Refused, match=r"真实组织有1条“.+”写着示范城市的人") as refused:
        remove()
    assert refused.value.codes == {"demo.real_rows"}
    assert Problem.everything.filter(is_demo=True).exists()


def test_a_real_row_that_needs_a_row_of_the_demo_is_named(both: Town) -> None:
    row = StationStaff.everything.filter(is_demo=True).first()
    StationStaff.everything.filter(pk=row.pk).update(
        org=both.west, org_path=both.west.path, is_demo=False
    )
    with pytest.raises(Refused) as refused:
        remove()
    assert refused.value.codes == {"demo.real_rows"}


def test_a_real_unit_in_a_demo_division_is_named(both: Town) -> None:
    from jingwei.kernel.orgs.models import Unit

    division = Division.objects.filter(is_demo=True).first()
    Unit.everything.create(
        org=both.east, org_path=both.east.path, name="真实商店", kind="private_firm",
        division=division, held=held(date(2020, 1, 1)),
    )  # fmt: skip
    with pytest.raises(Refused, match="真实商店"):
        remove()
