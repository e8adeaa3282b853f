"""The embedded server starts once, keeps what was written, and touches nobody else's files."""

import os
import shutil
import signal
import stat
import time

import psycopg
import pytest

from jingwei.ops import postgres, postgres_binaries, roles, running
from jingwei.ops.folders import claim, secret
from jingwei.ops.words import Stopped


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder whose path is too long for a socket, as deep folders of offices are."""
    place = tmp_path / ("很深的文件夹" * 5)
    monkeypatch.setenv("JINGWEI_DATA", str(place))
    monkeypatch.delenv("JINGWEI_DATABASE_URL", raising=False)
    yield place
    postgres.stop(place)


def sign_in(data, role, database="jingwei"):
    return psycopg.connect(
        host=str(postgres.socket_folder(data)), port=postgres.PORT, user=role,
        password=secret(data, role), dbname=database, autocommit=True,
    )  # fmt: skip


def test_files_of_another_major_version_are_refused_in_one_sentence(tmp_path):
    data = claim(tmp_path / "d")
    (data / "pgdata").mkdir()
    (data / "pgdata" / "PG_VERSION").write_text("9\n")
    with pytest.raises(Stopped, match="PostgreSQL 9 的数据"):
        postgres.start(data)


def test_a_full_disk_is_said_before_anything_is_made(monkeypatch, tmp_path):
    data = claim(tmp_path / "d")
    nearly = shutil.disk_usage(data)._replace(free=2_500_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: nearly)
    with pytest.raises(Stopped, match="只剩 2 MB，建数据库至少要 300 MB"):
        postgres.start(data)
    assert not (data / "secrets").exists()


def test_a_short_path_keeps_its_socket_and_a_long_one_gets_a_private_place(tmp_path):
    short = tmp_path / "d"
    long = tmp_path / ("d" * 120)
    assert postgres.socket_folder(short) == short / "run"
    away = postgres.socket_folder(long)
    assert len(os.fsencode(away / ".s.PGSQL.5432")) <= postgres.SOCKET_LIMIT
    assert away != postgres.socket_folder(tmp_path / ("e" * 120))


def test_a_folder_named_by_the_environment_must_hold_the_programs(monkeypatch, tmp_path):
    monkeypatch.setenv("JINGWEI_PG_BIN", str(tmp_path))
    with pytest.raises(Stopped, match="没有 pg_ctl"):
        postgres_binaries.find_binaries()


def test_programs_too_old_for_the_product_are_refused(tmp_path):
    program = tmp_path / "postgres"
    program.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 14.9'\n")
    program.chmod(0o755)
    with pytest.raises(Stopped, match="15 或更高"):
        postgres_binaries.major(tmp_path)


def test_nothing_to_stop_is_no_mistake(tmp_path):
    assert postgres.stop(tmp_path) is False


def test_the_printed_sql_names_every_role_and_no_password():
    printed = roles.script()
    assert all(f"CREATE ROLE {role}" in printed for role in roles.ROLES)
    assert "PASSWORD '" not in printed
    assert [role for role, may in roles.ROLES.items() if " BYPASSRLS" in may] == ["jw_migrate"]
    assert "\\password jw_self" not in printed


@pytest.mark.slow
def test_a_server_starts_once_and_outlives_a_crash_with_every_row_it_confirmed(data):
    assert postgres.start(data) is True
    assert postgres.start(data) is False
    roles.ensure(data)
    with sign_in(data, "jw_migrate") as owner:
        owner.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
    number = int((data / "pgdata" / "postmaster.pid").read_text().split()[0])
    os.kill(number, signal.SIGKILL)
    time.sleep(0.1)
    assert postgres.start(data) is True
    with sign_in(data, "jw_migrate") as owner:
        assert owner.execute("SELECT count(*) FROM kept").fetchone() == (1000,)
    assert postgres.stop(data) is True
    assert postgres.is_running(data) is False
    assert not postgres.socket_folder(data).exists()


@pytest.mark.slow
def test_the_serving_roles_can_neither_pass_by_the_scope_nor_make_tables(data):
    postgres.start(data, throwaway=True)
    roles.ensure(data)
    with sign_in(data, "jw_migrate") as owner:
        seen = dict(
            owner.execute(
                "SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb"
                " FROM pg_roles WHERE rolname LIKE 'jw%'"
            ).fetchall()
        )
        assert seen == {role: role == "jw_migrate" for role in roles.ROLES}
        listening = owner.execute("SHOW listen_addresses").fetchone()
        assert listening == ("",)
        trigrams = owner.execute("SELECT datctype FROM pg_database WHERE datname='jingwei'")
        assert trigrams.fetchone() == ("C.UTF-8",)
        for role in roles.SERVING:
            owner.execute(f"SET ROLE {role}")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                owner.execute("CREATE TABLE mine (n int)")
            owner.execute("RESET ROLE")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(
            host=str(postgres.socket_folder(data)), port=postgres.PORT, user="jw_app",
            password="guessed", dbname="jingwei",
        )  # fmt: skip
    assert stat.S_IMODE((data / "secrets" / "postgres").stat().st_mode) == 0o600
    assert stat.S_IMODE(postgres.socket_folder(data).stat().st_mode) == 0o700


@pytest.mark.slow
def test_the_last_who_uses_the_server_switches_it_off_unless_it_was_started_by_itself(data):
    with running.server(throwaway=True):
        with running.server():
            assert postgres.is_running(data)
        assert postgres.is_running(data)
    assert not postgres.is_running(data)
    postgres.start(data, throwaway=True)
    with running.server():
        pass
    assert postgres.is_running(data)


@pytest.mark.slow
def test_what_a_row_holds_never_reaches_the_servers_log(data):
    postgres.start(data, throwaway=True)
    roles.ensure(data)
    with sign_in(data, "jw_migrate") as owner:
        owner.execute("CREATE TABLE person (name text PRIMARY KEY)")
        owner.execute("INSERT INTO person VALUES ('王小明')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            owner.execute("INSERT INTO person VALUES ('王小明')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            owner.execute("INSERT INTO person VALUES (%s)", ["王小明"])
        # Some messages quote the value itself, and not only the details behind them.
        with pytest.raises(psycopg.errors.NumericValueOutOfRange):
            owner.execute("SELECT '320612197002110006'::int")
    log = (data / "postgres.log").read_text()
    assert "ready to accept connections" in log
    assert "王小明" not in log
    assert "320612197002110006" not in log
