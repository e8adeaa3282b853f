"""Which database does a process use, and as whom? The one place that knows both ways."""

import os
from pathlib import Path
from typing import Any

from jingwei.ops import postgres
from jingwei.ops.folders import data_folder, kept_secret
from jingwei.ops.folders import secret as made_secret
from jingwei.ops.roles import DATABASE
from jingwei.ops.words import Stopped, _

# The environment names a server by one address for each role; see docs/for-operators.
ADDRESSES = {
    "app": "JINGWEI_DATABASE_URL",
    "migrate": "JINGWEI_MIGRATE_URL",
    "worker": "JINGWEI_WORKER_URL",
    "public": "JINGWEI_PUBLIC_URL",
    "seal": "JINGWEI_SEAL_URL",
    "read": "JINGWEI_READ_URL",
}


def is_embedded() -> bool:
    """Whether this installation brings its own server instead of using one that is there."""
    return not os.environ.get("JINGWEI_DATABASE_URL")


def secret(name: str, data: Path) -> str:
    """A secret of this installation, for settings; see folders.kept_secret."""
    return kept_secret(data, name)


def settings_for(role: str) -> dict[str, Any]:
    """Django's DATABASES entry for app, migrate, worker, public, seal or read.

    Connections are pooled only where JINGWEI_POOL_SIZE says so, which `./jw up` does for the
    processes that serve; a command or a test wants one connection and a quick end.
    """
    if role not in ADDRESSES:
        raise Stopped(_("没有 {role} 这个数据库角色。").format(role=role))
    entry = _embedded(role) if is_embedded() else _served(role)
    options: dict[str, Any] = entry["OPTIONS"]
    options.setdefault("application_name", f"jingwei-{role}")
    pool = int(os.environ.get("JINGWEI_POOL_SIZE") or 0)
    if pool and role in ("app", "worker", "public"):
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 20}
    return entry


def has_public() -> bool:
    """Whether residents' pages have a sign-in of their own; without one they stay closed."""
    return is_embedded() or bool(os.environ.get(ADDRESSES["public"]))


def sealer() -> dict[str, Any] | None:
    """How the process that seals the ledger signs in; None where no address was given for it."""
    if not is_embedded() and not os.environ.get(ADDRESSES["seal"]):
        return None
    return settings_for("seal")


def _entry(**said: Any) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        **said,
    }


def _embedded(role: str) -> dict[str, Any]:
    data = data_folder()
    return _entry(
        NAME=os.environ.get("JINGWEI_DATABASE_NAME") or DATABASE,
        USER=f"jw_{role}",
        # Empty before the first start: settings must load so that the start can happen.
        PASSWORD=made_secret(data, f"jw_{role}") or "",
        HOST=str(postgres.socket_folder(data)),
        PORT=str(postgres.PORT),
        OPTIONS={},
    )


def _served(role: str) -> dict[str, Any]:
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    name = ADDRESSES[role]
    address = os.environ.get(name)
    if not address:
        raise Stopped(_("用自己的数据库服务器时，请同时设置 {name}。").format(name=name))
    try:
        parts = dict(conninfo_to_dict(address))
    except ProgrammingError as error:
        # The address holds a password, so it is not repeated here.
        raise Stopped(
            _("{name} 不是数据库地址，应为 postgresql://用户:密码@主机/库。").format(name=name)
        ) from error
    return _entry(
        NAME=parts.pop("dbname", None) or DATABASE,
        USER=parts.pop("user", None) or f"jw_{role}",
        PASSWORD=parts.pop("password", None) or "",
        HOST=parts.pop("host", None) or "",
        PORT=str(parts.pop("port", None) or ""),
        OPTIONS=parts,
    )
