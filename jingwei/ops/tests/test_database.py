"""A process knows its database by its role: the embedded one, or a server of the office."""

import pytest

from jingwei.ops import database, folders
from jingwei.ops.words import Stopped


@pytest.fixture
def no_server(monkeypatch):
    for name in (*database.ADDRESSES.values(), "JINGWEI_POOL_SIZE"):
        monkeypatch.delenv(name, raising=False)


def test_each_role_signs_in_to_the_embedded_server_with_its_own_password(
    no_server, monkeypatch, tmp_path
):
    monkeypatch.setenv("JINGWEI_DATA", str(folders.claim(tmp_path / "d")))
    folders.write_secret(tmp_path / "d", "jw_app", "one")
    folders.write_secret(tmp_path / "d", "jw_migrate", "two")
    app, migrate = database.settings_for("app"), database.settings_for("migrate")
    assert (app["USER"], app["PASSWORD"]) == ("jw_app", "one")
    assert (migrate["USER"], migrate["PASSWORD"]) == ("jw_migrate", "two")
    assert app["HOST"] == str(tmp_path / "d" / "run")


def test_a_server_of_the_office_is_used_where_its_address_is_given(no_server, monkeypatch):
    monkeypatch.setenv(
        "JINGWEI_DATABASE_URL", "postgresql://jw_app:p%40ss@db.example:6432/city?sslmode=require"
    )
    entry = database.settings_for("app")
    assert (entry["HOST"], entry["PORT"], entry["NAME"]) == ("db.example", "6432", "city")
    assert entry["PASSWORD"] == "p@ss"
    assert entry["OPTIONS"]["sslmode"] == "require"
    assert not database.is_embedded()


def test_the_address_of_one_role_never_serves_another(no_server, monkeypatch):
    monkeypatch.setenv("JINGWEI_DATABASE_URL", "postgresql://jw_app@db.example/city")
    with pytest.raises(Stopped, match="JINGWEI_MIGRATE_URL"):
        database.settings_for("migrate")


def test_an_address_that_is_none_is_named_without_its_password(no_server, monkeypatch):
    monkeypatch.setenv("JINGWEI_DATABASE_URL", "jw_app:secret@db")
    with pytest.raises(Stopped, match="JINGWEI_DATABASE_URL 不是数据库地址") as stopped:
        database.settings_for("app")
    assert "secret" not in str(stopped.value)


def test_only_processes_that_serve_keep_a_pool(no_server, monkeypatch):
    assert "pool" not in database.settings_for("app")["OPTIONS"]
    monkeypatch.setenv("JINGWEI_POOL_SIZE", "4")
    assert database.settings_for("app")["OPTIONS"]["pool"]["max_size"] == 4
    assert "pool" not in database.settings_for("migrate")["OPTIONS"]


def test_an_unknown_role_is_refused():
    with pytest.raises(Stopped, match="boss"):
        database.settings_for("boss")
