"""Who uses the embedded server now? It starts for the first who comes and stops after the last."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jingwei.ops import postgres, roles, unreachable
from jingwei.ops.database import ADDRESSES, is_embedded
from jingwei.ops.folders import claim, data_folder
from jingwei.ops.postgres_binaries import OLDEST
from jingwei.ops.words import Stopped, _, language


@contextmanager
def server(*, throwaway: bool = False) -> Iterator[None]:
    """The embedded server runs inside this block; nothing happens where a server is configured.

    It is stopped at the end only if such a block started it (not `./jw pg start`) and no other
    process is inside one.
    """
    data = claim(data_folder())
    if not is_embedded():
        yield
        return
    with (data / "postgres.users").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        if postgres.start(data, throwaway=throwaway):
            _on_demand(data).touch()
        try:
            roles.ensure(data)
            yield
        finally:
            _leave(data, users.fileno())


def refuse_nothing() -> None:
    """Raises: Stopped where the embedded server has no data, before it makes any: a folder that was
    typed wrong should not become an installation."""
    data = data_folder()
    if is_embedded() and not (data / "pgdata").exists():
        if data.exists():
            claim(data)  # one of other people's is said to be so
        said = _("{folder} 里还没有经纬的数据：请核对 --data，或先运行 ./jw up。")
        raise Stopped(said.format(folder=data), "database.missing")


def keep(data: Path) -> None:
    """Whoever leaves, the server stays: it was started by itself."""
    _on_demand(data).unlink(missing_ok=True)


def _on_demand(data: Path) -> Path:
    return data / "postgres.on-demand"


def _leave(data: Path, users: int) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return  # the other one will switch it off
    if _on_demand(data).exists():
        postgres.stop(data)
        keep(data)


@contextmanager
def use_database(role: str, *, empty: bool | None = None) -> Iterator[None]:
    """Django is set up and its database answers, as that role, inside this block.

    ``empty``: may it be without tables? Only the owner finds it so, unless told otherwise.
    """
    may_be_empty = role == "migrate" if empty is None else empty
    if not may_be_empty:
        refuse_nothing()
    with server():
        os.environ["JINGWEI_ROLE"] = role
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingwei.settings")
        import django
        from django.db import connections

        django.setup()
        _refuse_unusable(empty=may_be_empty)
        try:
            yield
        finally:
            connections.close_all()


@contextmanager
def in_words_of_the_terminal() -> Iterator[None]:
    """What the product says of itself is in the terminal's language; for showing, not for writing.

    Inside ``use_database`` or after ``use_declarations``.
    """
    from django.utils import translation

    with translation.override({"en": "en", "zh": "zh-hans"}[language()]):
        yield


def use_declarations() -> None:
    """Django is set up for what the program says of itself; no database is asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingwei.settings")
    import django

    django.setup()


def refuse_unfit_role() -> None:
    """Before anything is made on a server of one's own: may pages be served as that role?

    Raises: Stopped. The pages ask once more for themselves (``wsgi.py``).
    """
    import psycopg

    from jingwei.kernel.access.startup import wrong_role

    try:
        with (
            psycopg.connect(os.environ[ADDRESSES["app"]], connect_timeout=10) as door,
            door.cursor() as cursor,
        ):
            reason = wrong_role(cursor)
    except psycopg.Error as error:
        raise unreachable.stopped(error) from error
    if reason:
        said = _("{reason}请把 JINGWEI_DATABASE_URL 换成 jw_app 的连接。")
        raise Stopped(said.format(reason=reason), "database.role")


def _refuse_unusable(*, empty: bool) -> None:
    from django.db import NotSupportedError, OperationalError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) = 1, coalesce(bool_and(pg_has_role(relowner, 'USAGE')), true)"
                " FROM pg_class WHERE oid = to_regclass('organisation')"
            )
            has_tables, owns_them = cursor.fetchone()
    except NotSupportedError as error:
        raise Stopped(
            _("PostgreSQL 需要 {oldest} 或更高版本。").format(oldest=OLDEST), "database.version"
        ) from error
    except OperationalError as error:
        raise unreachable.stopped(error) from error
    if not (has_tables or empty):
        raise Stopped(
            _("数据库里还没有数据表，请先运行 ./jw up 或 ./jw migrate。"), "database.missing"
        )
    if os.environ["JINGWEI_ROLE"] == "migrate" and not owns_them:
        raise Stopped(
            _("数据表属于别的角色，请把 JINGWEI_MIGRATE_URL 换成 jw_migrate 的连接。"),
            "database.role",
        )
