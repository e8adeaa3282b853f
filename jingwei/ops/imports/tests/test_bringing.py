"""Do new members come in as sets with all that the keys and triggers of each row would say?"""

from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.figures.models import DirtyMark
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import RowImage
from jingwei.kernel.people.models import Membership, Opening, Person
from jingwei.ops.imports.models import StagedRow, Verdict
from jingwei.ops.imports.tests.test_member_path import FRESH, number, roster, staged
from jingwei.ops.imports.writing import bringing
from jingwei.ops.imports.writing.batch import write_batch

MAY_SET = "has_parameter_privilege('session_replication_role', 'SET')"
PLACES = "('person', 'membership', 'opening', 'row_image')"
TWO = roster(FRESH.format(number=number(11)), FRESH.format(number=number(13)))


def bring(batch: Any, line: int) -> None:
    with connection.cursor() as cursor:
        bringing.bring(cursor, batch.pk, line, date(2026, 11, 1), AT)


def body(function: str) -> str:
    return " ".join(function.split("$$")[1].split())


@pytest.fixture(params=["as sets", "by the keys"])
def way(request: Any, db: Any) -> str:
    """As on a server of ours, and as where the administrator did not grant the setting."""
    if request.param == "by the keys":
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_get_functiondef('bring_members'::regproc)")
            (said,) = cursor.fetchone()
            assert said.count(MAY_SET) == 1
            cursor.execute(said.replace(MAY_SET, "false"))
    return str(request.param)


def test_the_function_is_the_one_for_the_layout_of_today(db: Any) -> None:
    """Else a new migration has to replace it: new columns would stay empty."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'bring_members'")
        (installed,) = cursor.fetchone()
    assert " ".join(installed.split()) == body(bringing.function())


def test_no_trigger_and_no_key_of_these_tables_is_passed_by(db: Any) -> None:
    """A trigger for new rows that is added to them has to fire ALWAYS; a key has to be asked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 4 <> 0"
            f" AND tgenabled <> 'A' AND tgrelid::regclass::text IN {PLACES}"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text, cardinality(conkey)"
            " FROM pg_constraint WHERE contype = 'f' AND conparentid = 0"
            f" AND conrelid::regclass::text IN {PLACES}"
        )
        assert set(cursor.fetchall()) == {
            ("person", "organisation", 2), ("membership", "organisation", 2),
            ("opening", "organisation", 2), ("membership", "person", 1),
            ("opening", "person", 1), ("person", "person", 1), ("row_image", "entry", 1),
        }  # fmt: skip


def test_rows_images_and_marks_are_the_same_in_either_way(town: Any, way: str) -> None:
    with as_owner():
        DirtyMark.objects.all().delete()
    with acting(town.lin_scope) as lin:
        written = write_batch(batch=staged(town, "lin", TWO), by=lin, at=town.at)
        keys = set(Person.objects.within(lin).filter(name="东新").values_list("pk", flat=True))
        homes = Membership.objects.within(lin).filter(person__in=keys)
        assert {(one.person_id, one.org_path) for one in homes} == {
            (key, town.east_one.path) for key in keys
        }
        assert Opening.objects.within(lin).filter(person__in=keys).count() == 2
        made = RowImage.objects.filter(before__isnull=True, table="person")
        images = made.filter(entry_id=written.entry)
        assert set(images.values_list("row", flat=True)) == keys
        assert not Person.objects.within(lin).filter(pk__in=keys, is_gone=True).exists()
    assert len(keys) == 2
    with as_owner():
        marked = set(DirtyMark.objects.values_list("thing", "org_id"))
    assert marked == {("membership", town.east_one.pk)}


def test_the_keys_hold_again_afterwards_also_after_a_clash(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = staged(town, "lin", TWO)
        write_batch(batch=batch, by=lin, at=town.at)
        line = type(batch).everything.get(pk=batch.pk).entry
        with pytest.raises(IntegrityError, match="person"), transaction.atomic():
            bring(batch, line)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('session_replication_role')")
            assert cursor.fetchone() == ("origin",)
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.everything.filter(name="东新").update(org_path=town.lin_scope.path + "ZZZZ.")


def test_nobody_brings_a_batch_of_others_or_under_a_strange_line(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = staged(town, "lin", TWO)
        done = staged(town, "lin", roster(FRESH.format(number=number(15))))
        line = write_batch(batch=done, by=lin, at=town.at).entry
        with pytest.raises(ProgrammingError), transaction.atomic():
            bring(batch, line)
    with acting(town.gu_scope), transaction.atomic():
        with pytest.raises(ProgrammingError), transaction.atomic():
            bring(done, line)
        assert not Person.objects.within(town.gu_scope).filter(name="东新").exists()


def test_an_organisation_out_of_scope_stops_the_whole_batch(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        done = staged(town, "lin", TWO)
        line = write_batch(batch=done, by=lin, at=town.at).entry
        row = StagedRow.everything.filter(batch=done, verdict=Verdict.NEW)
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(id) + 1 FROM person")
            (free,) = cursor.fetchone()
        row.update(org=town.west.pk, target=free)
        with pytest.raises(IntegrityError, match="out of scope"), transaction.atomic():
            bring(done, line)
    with as_owner():
        assert not Person.everything.filter(org=town.west, name="东新").exists()


@pytest.fixture
def empty(town: Any) -> Any:
    """A city without a member, whose first roster of two rows counts as a large one."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in ("opening", "membership", "person"):
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("SELECT pg_get_functiondef('bring_members'::regproc)")
        (said,) = cursor.fetchone()
        assert said.count(f">= {bringing.MANY}") == 1
        cursor.execute(said.replace(f">= {bringing.MANY}", ">= 2"))
    return town


def indexes() -> dict[str, tuple[str, int]]:
    """By name the text of each index, and its number, which tells whether it was built anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, pg_get_indexdef(c.oid), c.oid::bigint FROM pg_index x"
            " JOIN pg_class c ON c.oid = x.indexrelid WHERE x.indisvalid AND x.indisready"
            f" AND x.indrelid::regclass::text IN {PLACES}"
        )
        return {name: (text, number) for name, text, number in cursor.fetchall()}


def anew(before: dict[str, tuple[str, int]]) -> set[str]:
    now = indexes()
    assert {name: text for name, (text, _) in now.items()} == {
        name: text for name, (text, _) in before.items()
    }
    return {name for name in now if now[name] != before[name]}


def test_a_first_roster_builds_the_indexes_once_and_leaves_all_as_they_were(
    empty: Any, way: str
) -> None:
    """Unique keys too, if no other table leans on them. Where the keys of rows are asked later, a
    table may not be changed before, so the rows go through its indexes."""
    before = indexes()
    with acting(empty.lin_scope) as lin:
        write_batch(batch=staged(empty, "lin", TWO), by=lin, at=empty.at)
        built = anew(before)
        later = {
            "person_by_name", "membership_of_person", "opening_org_path_idx",
            "one_file_for_an_id_number", "person_public_id_key", "one_open_home_branch",
        }  # fmt: skip
        assert built & later == (later if way == "as sets" else set())
        assert not built & {"person_pkey", "membership_pkey", "opening_pkey"}
        third = roster(FRESH.format(number=number(15)))
        write_batch(batch=staged(empty, "lin", third), by=lin, at=empty.at)
        assert Person.objects.within(lin).filter(name_sort__startswith="dong").count() == 3
    assert anew(before) == built  # with members there the rows go through them


def test_what_goes_wrong_leaves_the_indexes_too(empty: Any) -> None:
    before = indexes()
    with acting(empty.lin_scope) as lin:
        batch = staged(empty, "lin", TWO)
        StagedRow.everything.filter(batch=batch).update(target=1)  # two rows with one key
        with pytest.raises(Refused):
            write_batch(batch=batch, by=lin, at=empty.at)
    assert anew(before) == set()


def test_two_files_of_one_number_stop_a_first_roster_too(empty: Any) -> None:
    """The key is built when the rows stand, and tells it then."""
    before = indexes()
    with acting(empty.lin_scope) as lin:
        batch = staged(empty, "lin", TWO)
        one, other = StagedRow.everything.filter(batch=batch).order_by("row_no")
        StagedRow.everything.filter(batch=batch, row_no=other.row_no).update(indexes=one.indexes)
        with pytest.raises(Refused):
            write_batch(batch=batch, by=lin, at=empty.at)
        assert not Person.objects.within(lin).exists()
    assert anew(before) == set()


def test_nobody_who_reads_is_waited_for(empty: Any) -> None:
    """Somebody looks at the members at that moment: the rows go through the indexes as ever."""
    before = indexes()
    said = connection.settings_dict
    with psycopg.connect(
        host=said["HOST"], port=said["PORT"], user=said["USER"], password=said["PASSWORD"],
        dbname=said["NAME"],
    ) as other:  # fmt: skip
        other.execute("SELECT count(*) FROM person")
        with acting(empty.lin_scope) as lin:
            write_batch(batch=staged(empty, "lin", TWO), by=lin, at=empty.at)
            assert Person.objects.within(lin).filter(name="东新").count() == 2
    assert anew(before) == set()


def test_keys_of_a_first_roster_follow_its_rows(empty: Any) -> None:
    """Nobody is on file, so nothing is joined and nothing sorted: rows stay as COPY laid them."""
    rows = roster(*(FRESH.format(number=number(at)) for at in (11, 13, 15)))
    with acting(empty.lin_scope):
        batch = staged(empty, "lin", rows)
    with as_owner():
        said = StagedRow.everything.filter(batch=batch).order_by("row_no")
        targets = list(said.values_list("target", flat=True))
    assert len(targets) == 3
    assert targets == sorted(targets)
