"""Does each office see its own part of the tree, and nothing else, in both layers?"""

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.utils.translation import override

from conftest import as_owner
from jingwei.kernel.access import paths, scoped
from jingwei.kernel.access.scope import NOBODY, Scope, ScopeMissing, acting, current, system_scope
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.kernel.people.models import Membership, Person


def names_in_raw_sql() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM person")
        return {row[0] for row in cursor.fetchall()}


def test_lin_sees_the_people_of_the_east_only(town: Any) -> None:
    with acting(town.lin_scope):
        seen = {person.name for person in Person.objects.within(town.lin_scope)}
    assert seen == {"东甲", "东乙", "东丙", "东丁"}


def test_the_database_keeps_to_the_scope_even_where_the_program_forgets(town: Any) -> None:
    with acting(town.gu_scope):
        assert names_in_raw_sql() == {"西甲", "西乙"}
        assert Person.everything.count() == 2


def test_nobody_sees_nothing(town: Any) -> None:
    with acting(NOBODY):
        assert names_in_raw_sql() == set()
        assert not Person.objects.within(NOBODY).exists()


def test_nothing_is_seen_where_no_scope_was_ever_said(town: Any) -> None:
    assert names_in_raw_sql() == set()


def test_a_forgotten_scope_is_an_error_and_not_a_leak(town: Any) -> None:
    with pytest.raises(ScopeMissing):
        Person.objects.filter(name="东甲")
    with pytest.raises(ScopeMissing):
        current()


def test_an_empty_scope_sees_nothing(town: Any) -> None:
    with system_scope("测试"):
        assert list(Person.objects.within(Scope())) == []


def test_the_setting_does_not_outlive_the_transaction(town: Any) -> None:
    with acting(town.lin_scope):
        assert names_in_raw_sql()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.path', '', true), set_config('app.hi', '', true)")
    assert names_in_raw_sql() == set()


def test_a_row_cannot_be_written_into_the_neighbours_part(town: Any) -> None:
    row = Membership(
        person=town.people["东甲"], org=town.west_one, org_path=town.west_one.path,
        kind="host", category="full", held="[2026-01-01,)", began="opening",
    )  # fmt: skip
    with acting(town.lin_scope), pytest.raises(ProgrammingError), transaction.atomic():
        row.save(force_insert=True)


def test_a_row_cannot_lie_about_its_path(town: Any) -> None:
    """A foreign key alone would let a row of the west stand under the east's path."""
    row = Membership(
        person=town.people["东甲"], org=town.west_one, org_path=town.east_one.path,
        kind="host", category="full", held="[2026-01-01,)", began="opening",
    )  # fmt: skip
    with acting(town.lin_scope), pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_member_without_a_post_sees_the_own_file_only(town: Any) -> None:
    with acting(town.member_scope):
        assert names_in_raw_sql() == {"东甲"}
        with connection.cursor() as cursor:
            cursor.execute("SELECT code FROM organisation")
            assert cursor.fetchall() == [("EAST-1",)]
    with acting(town.lin_scope):
        assert len(names_in_raw_sql()) == 4


def test_a_member_without_a_post_writes_nothing(town: Any) -> None:
    with acting(town.member_scope), pytest.raises(ProgrammingError), transaction.atomic():
        Person.everything.filter(pk=town.people["东甲"].pk).update(name="改名")


def test_the_names_above_are_told_and_no_more(town: Any) -> None:
    with acting(town.lin_scope), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM names_above()")
        assert [name for (name,) in cursor.fetchall()] == ["示例市委", "示例县委"]
        assert not Organisation.everything.filter(code="COUNTY").exists()


def test_the_residents_role_may_read_no_table(town: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"
            " AND has_table_privilege('jw_public', c.oid, 'SELECT, INSERT, UPDATE, DELETE')"
        )
        assert cursor.fetchall() == []


def test_ledger_lines_cannot_be_changed_or_deleted(town: Any) -> None:
    for statement in ("UPDATE entry SET verb = 'x'", "DELETE FROM entry", "TRUNCATE entry"):
        with acting(town.lin_scope), pytest.raises(ProgrammingError), transaction.atomic():
            connection.cursor().execute(statement)


def test_paths_order_a_subtree_as_one_range() -> None:
    root = paths.label(0)
    child, sibling = root + paths.label(0), paths.label(1)
    assert root <= child < paths.upper(root)
    assert not root <= sibling < paths.upper(root)
    assert paths.ancestors(child + paths.label(3)) == [root, child]
    assert paths.common([child + paths.label(1), child + paths.label(2)]) == child


def test_every_scoped_table_has_key_index_policy_and_force(town: Any) -> None:
    """The catalogue proves what the migration operation promises."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,"
            " (SELECT count(*) FROM pg_policies p WHERE p.tablename = c.relname),"
            " (SELECT count(*) FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f'"
            "  AND k.confupdtype = 'c'),"
            " (SELECT count(*) FROM pg_indexes i WHERE i.tablename = c.relname"
            "  AND i.indexdef LIKE '%%(org_path%%')"
            " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE a.attname = 'org_path' AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
        )
        found = cursor.fetchall()
    assert len(found) >= 14
    for name, row_security, forced, policies, keys, indexes in found:
        assert (row_security, forced) == (True, True), name
        assert policies >= 1, name
        assert keys >= 1, name
        assert indexes >= 1, name


def test_functions_with_the_owner_s_rights_read_no_table_of_a_session(db: None) -> None:
    """Temporary tables come first unless they are named last: rows could be slipped in by them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, array_to_string(proconfig, ';') FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace AND prosecdef"
        )
        found = dict(cursor.fetchall())
    assert len(found) >= 30
    assert {name for name, said in found.items() if "pg_temp" not in (said or "")} == set()


def test_an_error_of_the_database_is_told_and_the_former_scope_comes_back(town: Any) -> None:
    """The block's own error reaches the caller, not a second one about an aborted transaction."""
    with acting(town.gu_scope):
        with (
            pytest.raises(ProgrammingError, match="no_such_table"),
            acting(town.lin_scope),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT 1 FROM no_such_table")
        assert current() == town.gu_scope
        assert set(Person.everything.values_list("name", flat=True)) == {"西甲", "西乙"}


def test_the_word_of_a_choice_is_found_once_and_said_in_the_reader_s_language() -> None:
    """A list of fifty rows asks for it a hundred times."""
    unit = Unit(kind="community")
    first = unit.get_kind_display()
    found = scoped._words.cache_info().misses
    with override("en"):
        assert unit.get_kind_display() not in (first, "community")
    assert unit.get_kind_display() == first
    assert scoped._words.cache_info().misses == found
    assert Unit(kind="odd").get_kind_display() == "odd"
