"""Which pg_dump and pg_restore fit the server, and how do they reach it?"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from jingwei.ops import unreachable
from jingwei.ops.database import settings_for
from jingwei.ops.postgres_binaries import find_binaries
from jingwei.ops.words import Stopped, _

# Whatever the session of the reader, a row has one text.
STEADY = (
    "SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET timezone = 'UTC';"
    " SET extra_float_digits = 1; SET bytea_output = 'hex'; SET search_path = public"
)


def connect(role: str = "migrate") -> psycopg.Connection:
    """A connection of our own, outside Django, in which every row reads the same."""
    address, password = _address(role)
    try:
        connection = psycopg.connect(address, password=password, autocommit=True)
    except psycopg.OperationalError as error:
        raise unreachable.stopped(error) from error
    connection.execute(STEADY)
    return connection


def refuse_empty(connection: psycopg.Connection) -> None:
    """Raises: Stopped, where there is nothing to take along yet."""
    if connection.execute("SELECT to_regclass('public.organisation')").fetchone() == (None,):
        raise Stopped(
            _("数据库里还没有数据表，请先运行 ./jw up 或 ./jw migrate。"), "database.missing"
        )


def _address(role: str) -> tuple[str, str]:
    entry = settings_for(role)
    said = {
        "dbname": entry["NAME"], "user": entry["USER"], "host": entry["HOST"],
        "port": entry["PORT"],
        **{name: value for name, value in entry["OPTIONS"].items() if name != "pool"},
    }  # fmt: skip
    return make_conninfo("", **{k: v for k, v in said.items() if v}), str(entry["PASSWORD"])


def for_server(connection: psycopg.Connection, name: str) -> Path:
    """The program of the server's own major version: an older one refuses the server, a newer
    one writes what the server's own tools cannot read."""
    wanted = connection.info.server_version // 10000
    for folder in _folders(wanted):
        place = folder / name
        if place.exists() and _major(place) == wanted:
            return place
    raise Stopped(
        _("没有找到 PostgreSQL {major} 的 {name}，请安装，或用 JINGWEI_PG_BIN 指明。").format(
            major=wanted, name=name
        )
    )


def why(said: bytes) -> str:
    """The first error such a program tells, without its rows and statements."""
    lines = said.decode(errors="replace").strip().splitlines()
    errors = [line for line in lines if "error:" in line] or lines[:1] or [""]
    return errors[0].partition("error:")[2].strip() or errors[0]


def _folders(wanted: int) -> list[Path]:
    found = [Path(f"/usr/lib/postgresql/{wanted}/bin"), Path(f"/usr/pgsql-{wanted}/bin")]
    named = os.environ.get("JINGWEI_PG_BIN")
    if named:
        found.insert(0, Path(named))
    else:
        found.insert(0, find_binaries())
    if on_path := shutil.which("pg_dump"):
        found.append(Path(on_path).resolve().parent)
    return found


def _major(program: Path) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    found = re.search(r"(\d+)(?:\.|devel|beta|rc)", said)
    return int(found[1]) if found else 0


def command(program: Path, *arguments: str, role: str = "migrate") -> list[str]:
    """The command line; the password goes by the environment, see ``environment``."""
    return [str(program), "--no-password", "--dbname", _address(role)[0], *arguments]


def environment(role: str = "migrate") -> dict[str, str]:
    return {**os.environ, "PGPASSWORD": _address(role)[1], "LC_ALL": "C", "PGOPTIONS": ""}
