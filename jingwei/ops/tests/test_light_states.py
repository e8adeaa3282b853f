"""Do light states leave the same tables, and does code of a migration see every model anew?"""

import os
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import models
from django.db.migrations import RunPython
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.state import ProjectState
from psycopg import sql

from jingwei.ops.bench import place
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.light_states import ASKED, light_states

KEY = models.BigAutoField(primary_key=True)
OFFICE = CreateModel("Office", [("id", KEY), ("code", models.TextField())])
LETTER = CreateModel(
    "Letter", [("id", KEY), ("office", models.ForeignKey("post.Office", models.CASCADE))]
)
LOOKS = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default,"
    " is_generated, is_identity FROM information_schema.columns WHERE table_schema = 'public'",
    "keys": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "policies": "SELECT tablename, policyname, roles::text, cmd, qual, with_check FROM pg_policies",
    "triggers": "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger"
    " WHERE NOT tgisinternal",
    "functions": "SELECT oid::regprocedure::text, pg_get_functiondef(oid) FROM pg_proc"
    " WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'",
    "shut": "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
    " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
}


def state_of(*operations: Any) -> ProjectState:
    state = ProjectState()
    assert state.apps
    for one in operations:
        one.state_forwards("post", state)
    return state


def test_a_model_that_gains_an_index_is_drawn_alone() -> None:
    with light_states():
        state = state_of(OFFICE, LETTER)
        office = state.apps.get_model("post", "office")
        index = models.Index(fields=["office"], name="letter_office")
        AddIndex("letter", index).state_forwards("post", state)
        assert state.apps.get_model("post", "office") is office
        letter = state.apps.get_model("post", "letter")
        assert [one.name for one in letter._meta.indexes] == ["letter_office"]
        assert letter._meta.get_field("office").related_model is office


def test_a_relation_draws_all_anew() -> None:
    with light_states():
        state = state_of(OFFICE, LETTER)
        office = state.apps.get_model("post", "office")
        field = models.ForeignKey("post.Office", models.CASCADE, related_name="+")
        AddField("letter", "copy_to", field).state_forwards("post", state)
        fresh = state.apps.get_model("post", "office")
        assert fresh is not office
        letter = state.apps.get_model("post", "letter")
        assert {letter._meta.get_field(name).related_model for name in ("office", "copy_to")} == {
            fresh
        }


def test_code_of_a_migration_sees_every_model_as_it_is_then() -> None:
    seen: list[Any] = []

    def look(apps: Any, _editor: Any) -> None:
        letter, office = (apps.get_model("post", name) for name in ("letter", "office"))
        seen.append(letter._meta.get_field("office").related_model is office)
        seen.append([one.name for one in office._meta.constraints])

    constraint = models.UniqueConstraint(fields=["code"], name="office_code")
    with light_states():
        state = state_of(OFFICE, LETTER, AddConstraint("office", constraint))

        editor: Any = SimpleNamespace(connection=SimpleNamespace(alias="default"))
        RunPython(look).database_forwards("post", editor, state, state.clone())
    assert seen == [True, ["office_code"]]


def test_outside_the_block_django_is_as_it_was() -> None:
    usual = vars(ProjectState)[ASKED]
    with light_states():
        assert vars(ProjectState)[ASKED] is not usual
    assert vars(ProjectState)[ASKED] is usual


@pytest.mark.long
def test_the_tables_and_their_first_rows_are_the_same_either_way() -> None:
    """Two databases, one made as `./jw migrate` does, one as Django does by itself."""
    light, usual = (
        _made("test_light", "jingwei", "migrate", "--quiet"),
        _made("test_usual", "django", "migrate", "--verbosity=0"),
    )
    assert light.keys() == usual.keys()
    for name, said in light.items():
        assert said == usual[name], name


def _made(name: str, *typed: str) -> dict[str, Any]:
    owner = psycopg.connect(place.address("migrate", "postgres"), autocommit=True)
    made = sql.Identifier(name)
    with owner, owner.cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(made))
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(made))
        env = {
            **os.environ, place.NAME: name, "JINGWEI_ROLE": "migrate",
            "DJANGO_SETTINGS_MODULE": "jingwei.settings",
        }  # fmt: skip
        subprocess.run([sys.executable, "-m", *typed], env=env, cwd=REPOSITORY, check=True)
        with psycopg.connect(place.address("migrate", name)) as made_so:
            found: dict[str, Any] = {
                what: set(made_so.execute(look).fetchall()) for what, look in LOOKS.items()
            }
            for table, *_shut in sorted(found["shut"]):
                row = made_so.execute(
                    sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
                ).fetchone()
                found[f"rows of {table}"] = row
        cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(made))
    return found
