"""Who may sign in to the database? The roles, made once, and what each may do before grants."""

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
    "jw_app": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION",
    "jw_worker": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION",
    "jw_public": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION",
    "jw_seal": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION",
    "jw_read": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION",
}
SERVING = tuple(role for role in ROLES if role != "jw_migrate")

# jw_migrate may act as the others, so that a test on its connection sees what they would see.
MEMBERSHIP = [f"GRANT {', '.join(SERVING)} TO jw_migrate"]
IDLE = [
    f"ALTER ROLE {role} SET idle_in_transaction_session_timeout = '10min'"
    for role in ("jw_app", "jw_public", "jw_read")
]
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
    lines += [f"{statement};" for statement in [*MEMBERSHIP, *IDLE]]
    lines.append(
        f"SELECT $${CREATE_DATABASE}$$ WHERE NOT EXISTS "
        f"(SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec"
    )
    lines.append(f"\\connect {DATABASE}")
    lines += [f"{statement};" for statement in INSIDE]
    lines.append("-- psql asks for each password and sends only its hash.")
    lines += [f"\\password {role}" for role in ROLES]
    return "\n".join(lines) + "\n"


def ensure(data: Path) -> None:
    """Make the roles and the database of an embedded server that has none yet."""
    with postgres.alone(data), _superuser(data, "postgres") as connection:
        rows = connection.execute("SELECT rolname FROM pg_roles").fetchall()
        known = {name for (name,) in rows}
        for role, may in ROLES.items():
            if role not in known or secret(data, role) is None:
                _make_role(connection, data, role, may, new=role not in known)
        if connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            return
        for statement in [*MEMBERSHIP, *IDLE, CREATE_DATABASE]:
            connection.execute(statement)
        with _superuser(data, DATABASE) as inside:
            for statement in INSIDE:
                inside.execute(statement)


def _make_role(
    connection: psycopg.Connection, data: Path, role: str, may: str, *, new: bool
) -> None:
    password = secrets.token_urlsafe(32)
    # The hash is made here, so that the password is in no statement and in no log.
    hashed = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    write_secret(data, role, password)
    connection.execute(
        sql.SQL("{verb} ROLE {role} {may} PASSWORD {hashed}").format(
            verb=sql.SQL("CREATE" if new else "ALTER"),
            role=sql.Identifier(role),
            may=sql.SQL(may),
            hashed=sql.Literal(hashed.decode()),
        )
    )


def _superuser(data: Path, database: str) -> psycopg.Connection:
    return psycopg.connect(
        host=str(postgres.socket_folder(data)),
        port=postgres.PORT,
        user="postgres",
        password=secret(data, "postgres"),
        dbname=database,
        autocommit=True,
    )
