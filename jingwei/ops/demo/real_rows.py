"""What is real and would be left without its place if the demo city went away?"""

from typing import Any

from django.apps import apps
from django.db import models
from psycopg import sql

from jingwei.kernel.findings import Finding
from jingwei.ops.words import _

_CHECKS = (
    (
        _("真实组织“{first}”等{count}个隶属或关联示范组织，请先改隶属，或撤销那次导入。"),
        """
        SELECT o.name FROM edge e JOIN organisation o ON o.id = e.org_id
        WHERE NOT o.is_demo AND upper_inf(e.held)
          AND e.host_id IN (SELECT id FROM doomed_organisation)
        UNION SELECT o.name FROM edge e JOIN organisation o ON o.id = e.host_id
        WHERE NOT o.is_demo AND upper_inf(e.held)
          AND e.org_id IN (SELECT id FROM doomed_organisation)
        UNION SELECT name FROM organisation
        WHERE NOT is_demo AND unit_id IN (SELECT id FROM doomed_unit)
        """,
    ),
    (
        _("真实单位“{first}”等{count}个由示范组织负责或在示范区划，请先改。"),
        """
        SELECT name FROM unit WHERE NOT is_demo
          AND (org_id IN (SELECT id FROM doomed_organisation)
               OR division_id IN (SELECT id FROM doomed_division))
        """,
    ),
    (
        _("真实党员{count}名在示范支部里，请先转出，或撤销那次导入。"),
        """
        SELECT '' FROM person WHERE NOT is_demo
          AND (org_id IN (SELECT id FROM doomed_organisation)
               OR id IN (SELECT person_id FROM membership
                         WHERE org_id IN (SELECT id FROM doomed_organisation))
               OR merged_into_id IN (SELECT id FROM doomed_person))
        """,
    ),
    (
        _("示范组织的{count}个职务由真实党员担任，请先免去。"),
        """
        SELECT '' FROM position p JOIN person f ON f.id = p.person_id
        WHERE NOT f.is_demo AND p.org_id IN (SELECT id FROM doomed_organisation)
        """,
    ),
    (
        _("真实账号“{first}”等{count}个属于示范组织或关联示范党员，请先改。"),
        """
        SELECT login FROM account WHERE NOT is_demo
          AND (org_id IN (SELECT id FROM doomed_organisation)
               OR person_id IN (SELECT id FROM doomed_person))
        """,
    ),
    (
        _("真实账号“{first}”等{count}个在示范组织里有身份，请先收回。"),
        """
        SELECT a.login FROM grant_of_post g JOIN account a ON a.id = g.account_id
        WHERE NOT a.is_demo AND g.org_id IN (SELECT id FROM doomed_organisation)
        """,
    ),
)


def hanging(cursor: Any, others: list[type[models.Model]]) -> list[Finding]:
    """A finding for each kind of real rows that hang on the demo city; empty if none do."""
    found = []
    for words, query in _CHECKS:
        cursor.execute(f"SELECT min(x::text), count(*) FROM ({query}) AS found(x)")  # noqa: S608
        first, count = cursor.fetchone()
        if count:
            found.append(_finding(words, first=first, count=count))
    return found + [one for model in others for one in _named_by(cursor, model)]


def still_named(table: str) -> Finding:
    """Rows of real organisations that cannot be without something of the demo city."""
    named = {one._meta.db_table: one._meta.verbose_name for one in apps.get_models()}
    words = _("真实的“{name}”还写着示范城市的记录，请先改，或撤销那次导入。")
    return _finding(words, name=str(named.get(table.strip('"'), table)))


def _finding(words: str, **params: object) -> Finding:
    return Finding("demo.real_rows", _(words), "本系统规则", params)


def _named_by(cursor: Any, model: type[models.Model]) -> list[Finding]:
    """Rows of real organisations that name a demo person or account without belonging to it."""
    columns = {one.name: one for one in model._meta.concrete_fields}
    if "org" not in columns:
        return []
    marked = "is_demo" in columns
    found = []
    for one in columns.values():
        # A row without a mark goes with what it cannot be without; one with a mark does not.
        if not (isinstance(one, models.ForeignKey) and (one.null or marked)):
            continue
        target = one.related_model._meta.db_table
        if target not in ("person", "account"):
            continue
        cursor.execute(
            sql.SQL("SELECT count(*) FROM {} WHERE {} IN (SELECT id FROM {}) AND org_id NOT IN"
                    " (SELECT id FROM doomed_organisation) AND {}").format(
                sql.Identifier(model._meta.db_table), sql.Identifier(one.column),
                sql.Identifier(f"doomed_{target}"),
                sql.SQL("NOT is_demo" if marked else "true"),
            )
        )  # fmt: skip
        (count,) = cursor.fetchone()
        if count:
            words = _("真实组织有{count}条“{name}”写着示范城市的人，请先改。")
            found.append(_finding(words, count=count, name=str(model._meta.verbose_name)))
    return found
