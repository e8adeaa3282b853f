"""May this process serve pages? Not under a role that passes by the scope of the database."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection


def wrong_role(cursor: object) -> str:
    """Why the current database role must not serve pages; empty if it may."""
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT rolname, rolsuper, rolbypassrls, EXISTS (SELECT 1 FROM pg_class c WHERE"
        " c.relowner = r.oid AND c.relname = 'organisation')"
        " FROM pg_roles r WHERE rolname = current_user"
    )
    name, is_super, bypasses, owns = cursor.fetchone()  # type: ignore[attr-defined]
    reasons = [
        word
        for word, holds in (
            ("是超级用户", is_super),
            ("可以绕过行级权限", bypasses),
            ("是数据表的所有者", owns),
        )
        if holds
    ]
    return f"数据库角色 {name} {'、'.join(reasons)}，不能用来运行网页。" if reasons else ""


def refuse_wrong_role() -> None:
    """Raises: ImproperlyConfigured, with what to do, before the first page."""
    with connection.cursor() as cursor:
        if reason := wrong_role(cursor):
            raise ImproperlyConfigured(
                f"{reason}请把 JINGWEI_DATABASE_URL 换成 jw_app 的连接（./jw roles --sql）。"
            )
    connection.close()
