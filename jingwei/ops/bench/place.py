"""Where are measurements taken? In a database of their own that comes and goes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from jingwei.ops import children, database, telling
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.running import server
from jingwei.ops.words import Stopped, _

PREFIX = "bench_"
NAME = "JINGWEI_DATABASE_NAME"


def address(role: str, name: str) -> str:
    """Connection text of a role to a database."""
    entry = database.settings_for(role)
    return psycopg.conninfo.make_conninfo(
        host=entry["HOST"], port=entry["PORT"], user=entry["USER"], password=entry["PASSWORD"],
        dbname=name,
    )  # fmt: skip


@contextmanager
def bench_database() -> Iterator[str]:
    """An empty migrated database whose name begins with bench_; gone after the block."""
    if not database.is_embedded():
        raise Stopped(_("测量只用自带的数据库，请先去掉 JINGWEI_DATABASE_URL。"))
    telling.tell(_("正在建测量用的数据库……"))
    name = f"{PREFIX}{os.getpid()}"
    with server():
        with psycopg.connect(address("migrate", "postgres"), autocommit=True) as owner:
            owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        os.environ[NAME] = name
        try:
            run_as("migrate", ["-m", "jingwei", "migrate", "--quiet"])
            yield name
        finally:
            os.environ.pop(NAME, None)
            with psycopg.connect(address("migrate", "postgres"), autocommit=True) as owner:
                drop(owner, name)


def drop(owner: psycopg.Connection[Any], name: str) -> None:
    """Asked without force, the server ends what tidies up there by itself, which is not the
    owner's to end; by force, what a program of ours has left behind."""
    drop = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
    try:
        owner.execute(drop)
    except psycopg.errors.ObjectInUse:
        owner.execute(sql.SQL("{} WITH (FORCE)").format(drop))


def refuse_other_databases(name: str) -> None:
    """Raises: Stopped where the database is not one of ours to fill and drop."""
    if not name.startswith(PREFIX):
        raise Stopped(_("只在名字以 bench_ 开头的数据库里测量。"))


def run_as(role: str, typed: list[str]) -> str:
    """Run a Python program of ours as a database role; what it printed."""
    return _run(typed, {"JINGWEI_ROLE": role, "DJANGO_SETTINGS_MODULE": "jingwei.settings"})


def run_apart(typed: list[str]) -> str:
    """Run a Python program with settings of its own; what it printed."""
    return _run(typed, {})


def _run(typed: list[str], said: dict[str, str]) -> str:
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    env |= said
    command = [sys.executable, *typed]
    done = children.run(
        command, cwd=REPOSITORY, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        said=_("正在测量，秒"),
    )  # fmt: skip
    if done.returncode:
        # A server's sentence is followed by the place in the SQL, which tells nothing by itself.
        lines = done.stderr.splitlines()
        told = [one for one in lines if one and not one.startswith((" ", "LINE"))]
        raise Stopped(told[-1] if told else _("没有完成。"))
    return done.stdout
