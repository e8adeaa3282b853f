"""A command that needs the database gets it, or says in one sentence why it cannot."""

import os
import subprocess
import sys

import pytest

from jingwei.ops import postgres
from jingwei.ops.database import ADDRESSES
from jingwei.ops.folders import REPOSITORY, secret

pytestmark = pytest.mark.slow


def jw(data, *typed, **more):
    environment = {name: value for name, value in os.environ.items() if name not in CONFIGURED}
    return subprocess.run(
        [sys.executable, "-m", "jingwei", *typed, "--data", str(data)],
        cwd=REPOSITORY, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        env=environment | {"JINGWEI_LANG": "zh"} | more,
    )  # fmt: skip


CONFIGURED = {*ADDRESSES.values(), "JINGWEI_ROLE", "DJANGO_SETTINGS_MODULE", "JINGWEI_DATA"}
NOWHERE = "postgresql://jw_migrate:hidden@127.0.0.1:1/jingwei"


def test_a_server_that_does_not_answer_is_said_in_one_sentence(tmp_path):
    said = jw(tmp_path / "d", "migrate", JINGWEI_DATABASE_URL=NOWHERE, JINGWEI_MIGRATE_URL=NOWHERE)
    assert said.returncode == 2
    assert said.stderr.startswith("连不上数据库：")
    assert said.stderr.count("\n") == 1
    assert "hidden" not in said.stderr


@pytest.mark.parametrize("typed", [["check"], ["demo"], ["init", "--name", "甲", "--code", "A"]])
def test_a_command_before_the_first_start_says_what_to_run_and_makes_nothing(tmp_path, typed):
    said = jw(tmp_path / "d", *typed)
    assert said.returncode == 2
    wanted = f"{tmp_path}/d 里还没有经纬的数据：请核对 --data，或先运行 ./jw up。\n"
    assert said.stderr == wanted
    assert not (tmp_path / "d").exists()


def test_a_database_without_tables_is_said_to_be_so(tmp_path):
    assert jw(tmp_path / "d", "pg", "start", "--throwaway").returncode == 0
    try:
        said = jw(tmp_path / "d", "check")
    finally:
        postgres.stop(tmp_path / "d")
    assert said.returncode == 2
    assert said.stderr == "数据库里还没有数据表，请先运行 ./jw up 或 ./jw migrate。\n"


def test_after_the_migration_the_check_finds_a_sound_installation(tmp_path):
    assert jw(tmp_path / "d", "migrate", "--quiet").returncode == 0
    checked = jw(tmp_path / "d", "check")
    assert checked.returncode == 0, checked.stdout
    assert all(line.startswith("✓") for line in checked.stdout.splitlines())
    assert "✓ 角色权限" in checked.stdout


def test_an_empty_installation_may_have_new_keys(tmp_path):
    data = tmp_path / "d"
    assert jw(data, "migrate", "--quiet").returncode == 0
    keys = data / "secrets" / "columns.json"
    kept = keys.read_bytes()
    keys.unlink()
    assert jw(data, "migrate", "--quiet").returncode == 0  # nobody is on file yet
    assert keys.read_bytes() != kept


def test_a_server_of_ones_own_is_asked_before_anything_is_made(tmp_path):
    said = jw(tmp_path / "d", "up", JINGWEI_DATABASE_URL=NOWHERE, JINGWEI_MIGRATE_URL=NOWHERE)
    assert said.returncode == 2
    assert said.stderr.splitlines()[-1].startswith("连不上数据库：")
    assert "hidden" not in said.stderr


def test_the_owner_of_the_server_serves_no_pages(tmp_path):
    data = tmp_path / "d"
    jw(data, "pg", "start")
    try:
        place, word = postgres.socket_folder(data), secret(data, "postgres")
        owner = f"postgresql://postgres:{word}@/postgres?host={place}&port={postgres.PORT}"
        said = jw(tmp_path / "e", "up", JINGWEI_DATABASE_URL=owner, JINGWEI_MIGRATE_URL=owner)
        assert said.returncode == 2
        assert said.stderr.count("\n") == 1
        assert "是超级用户" in said.stderr
        assert "JINGWEI_DATABASE_URL 换成 jw_app" in said.stderr
    finally:
        jw(data, "pg", "stop")


def test_tables_are_changed_by_their_owner_only(tmp_path):
    data = tmp_path / "d"
    jw(data, "pg", "start")
    try:
        jw(data, "migrate", "--quiet")
        place, word = postgres.socket_folder(data), secret(data, "jw_app")
        app = f"postgresql://jw_app:{word}@/jingwei?host={place}&port={postgres.PORT}"
        said = jw(tmp_path / "e", "migrate", JINGWEI_DATABASE_URL=app, JINGWEI_MIGRATE_URL=app)
        assert (said.returncode, said.stderr) == (
            2, "数据表属于别的角色，请把 JINGWEI_MIGRATE_URL 换成 jw_migrate 的连接。\n",
        )  # fmt: skip
    finally:
        jw(data, "pg", "stop")
