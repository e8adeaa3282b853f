"""Who may sign in to the database? The roles, made once, and what each may do before grants."""

import hashlib
import secrets
from pathlib import Path

import psycopg
from psycopg import sql

from jingwei.ops import postgres
from jingwei.ops.folders import secret, write_secret

DATABASE = "jingwei"

# role -> what it may do; all of them sign in by password, none is a superuser.
ROLES = {
    "jw_migrate": "LOGIN NOSUPERUSER BYPASSRLS CREATEDB NOCREATEROLE NOREPLICATION",
    # NOINHERIT: a request takes up jw_self on purpose, never by being its member.
    "jw_app": "LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION",
    "jw_worker": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION",
    "jw_public": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION",
    "jw_seal": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION",
    "jw_read": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION",
    # A member without a post: taken up by jw_app inside a request, sees own rows only.
    "jw_self": "NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION",
}
SIGNING_IN = tuple(role for role, may in ROLES.items() if not may.startswith("NOLOGIN"))
SERVING = tuple(role for role in ROLES if role not in ("jw_migrate", "jw_self"))

# jw_migrate may act as the others, so that a test on its connection sees what they would see.
MEMBERSHIP = [f"GRANT {', '.join(SERVING)}, jw_self TO jw_migrate", "GRANT jw_self TO jw_app"]
IDLE = [
    f"ALTER ROLE {role} SET idle_in_transaction_session_timeout = '10min'"
    for role in ("jw_app", "jw_public", "jw_read")
]
# What the server says of a failed statement quotes values ('"3206..." is out of range'); the
# program's own log has its kind, code and place instead. A superuser's settings, so said here.
QUIET = [
    f"ALTER ROLE {role} SET {name} = '{level}'"
    for role in SIGNING_IN
    for name, level in (("log_min_messages", "log"), ("log_min_error_statement", "panic"))
]
# A county moves and a roster comes in as sets, without asking the keys of each row: ``move_paths``
# and ``bring_members`` ask whole tables, or row by row without this.
AS_SETS = ["GRANT SET ON PARAMETER session_replication_role TO jw_migrate"]
CREATE_DATABASE = f"CREATE DATABASE {DATABASE} OWNER jw_migrate ENCODING 'UTF8' TEMPLATE template0"
# Temporary tables: rosters are copied into one before they meet row security.
INSIDE = [
    f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC",
    f"GRANT CONNECT ON DATABASE {DATABASE} TO {', '.join(SERVING)}",
    f"GRANT TEMPORARY ON DATABASE {DATABASE} TO jw_app, jw_worker",
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
]


def script() -> str:
    """What a database administrator runs once, in psql, as a superuser of the server."""
    lines = ["-- Jingwei: run once with psql as a superuser of the server (15 or newer)."]
    for role, may in ROLES.items():
        lines.append(
            f"SELECT 'CREATE ROLE {role}' WHERE NOT EXISTS "
            f"(SELECT FROM pg_roles WHERE rolname = '{role}') \\gexec"
        )
        lines.append(f"ALTER ROLE {role} {may};")
    lines += [f"{statement};" for statement in [*MEMBERSHIP, *IDLE, *QUIET, *AS_SETS]]
    lines.append(
        f"SELECT $${CREATE_DATABASE}$$ WHERE NOT EXISTS "
        f"(SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec"
    )
    lines.append(f"\\connect {DATABASE}")
    lines += [f"{statement};" for statement in INSIDE]
    lines.append("-- psql asks for each password and sends only its hash.")
    lines += [f"\\password {role}" for role in SIGNING_IN]
    return "\n".join(lines) + "\n"


def ensure(data: Path) -> None:
    """Make the roles and the database of an embedded server, once for each version of this file."""
    stamp = data / "roles.done"
    present = hashlib.sha256(script().encode()).hexdigest()
    with postgres.alone(data):
        if stamp.exists() and stamp.read_text() == present:
            return
        with _superuser(data, "postgres") as server:
            known = {name for (name,) in server.execute("SELECT rolname FROM pg_roles").fetchall()}
            for role in ROLES:
                _make_role(server, data, role, new=role not in known)
            known = {name for (name,) in server.execute("SELECT datname FROM pg_database")}
            make = [] if DATABASE in known else [CREATE_DATABASE]
            for statement in [*MEMBERSHIP, *IDLE, *QUIET, *AS_SETS, *make]:
                server.execute(statement)
        with _superuser(data, DATABASE) as inside:
            for statement in INSIDE:
                inside.execute(statement)
        stamp.write_text(present)


def _make_role(server: psycopg.Connection, data: Path, role: str, *, new: bool) -> None:
    named, may = sql.Identifier(role), sql.SQL(ROLES[role])
    verb = sql.SQL("CREATE" if new else "ALTER")
    server.execute(sql.SQL("{} ROLE {} {}").format(verb, named, may))
    if role in SIGNING_IN and (new or secret(data, role) is None):
        password = secrets.token_urlsafe(32)
        # Hashed here, so that the password is in no statement and in no log.
        made = server.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        hashed = sql.Literal(made.decode())
        server.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(named, hashed))
        write_secret(data, role, password)


def _superuser(data: Path, database: str) -> psycopg.Connection:
    return psycopg.connect(
        host=str(postgres.socket_folder(data)),
        port=postgres.PORT,
        user="postgres",
        password=secret(data, "postgres"),
        dbname=database,
        autocommit=True,
    )
