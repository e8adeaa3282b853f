"""How does a peer run? With small settings, as the owner, and with tables in a schema apart."""

from typing import Any

SCHEMA = "peer"
"""Its own tables (accounts, sessions) stand here and so do not meet ours of the same name."""


def begin(dsn: str) -> None:
    """Django with its admin as a new project has it, on a database that is there."""
    import django
    from django.conf import settings
    from psycopg import conninfo

    said = conninfo.conninfo_to_dict(dsn)
    contrib = ("admin", "auth", "contenttypes", "sessions", "messages")
    settings.configure(
        SECRET_KEY="of a bench database",  # noqa: S106 - it guards nothing
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="jingwei.ops.bench.peers.urls",
        INSTALLED_APPS=[*(f"django.contrib.{one}" for one in contrib), "jingwei.ops.bench.peers"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[_templates()],
        DATABASES={"default": _database(said)},
        LANGUAGE_CODE="zh-hans",
        TIME_ZONE="Asia/Shanghai",
        STATIC_URL="/static/",
    )
    django.setup()


def _templates() -> dict[str, Any]:
    processors = (
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    )
    return {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": list(processors)},
    }


def _database(said: dict[str, Any]) -> dict[str, Any]:
    """One connection that is kept, as where pages are served."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": said["dbname"],
        "USER": said["user"],
        "PASSWORD": said.get("password", ""),
        "HOST": said["host"],
        "PORT": said["port"],
        "CONN_MAX_AGE": None,
        "OPTIONS": {"options": f"-c search_path={SCHEMA},public"},
    }


def make_tables() -> None:
    """Its own tables, as its own migrations make them."""
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        cursor.execute(f"SET search_path TO {SCHEMA}")  # else ours would count as already made
        call_command("migrate", verbosity=0)
        cursor.execute(f"SET search_path TO {SCHEMA}, public")
