"""Which rows speak of records of communities and benefit that were written after the roster's day?

These tables keep no moment of their last change. What the ledger says of them does, and so do the
later rosters that touched them.
"""

from collections.abc import Collection
from typing import Any, Final

from django.db import connection

from jingwei.kernel.days import end_of_day
from jingwei.ops.imports.models import Batch, Kind

NEWER: Final = '[{"column": "", "code": "row.newer_work", "params": {}, "severity": "warning", "suggestion": null}]'  # noqa: E501
_SUBJECTS: Final = {
    Kind.BUILDINGS: ("building", "building"), Kind.CENTRES: ("service_centre", "service_centre"),
    Kind.CONTACTS: ("stairwell_contact", "contact"), Kind.OFFERINGS: ("offering", "offering"),
    Kind.STATIONS: ("station", "station"), Kind.PROVIDERS: ("provider", "provider"),
    Kind.AGENTS: ("proxy_agent", "proxyagent"),
    Kind.STUDIOS: ("delegate_studio", "delegatestudio"),
    Kind.STAFF: ("station_staff", "stationstaff"),
    Kind.DELEGATES: ("studio_delegate", "delegatestudio"),
}  # fmt: skip
_LATER: Final = """
EXISTS (SELECT 1 FROM entry e WHERE e.subject = '{subject}' AND e.subject_id = t.public_id::text
    AND e.happened_at > %(day)s)
OR EXISTS (SELECT 1 FROM row_image i JOIN import_batch b ON b.entry = i.entry_id
    WHERE i."table" = '{table}' AND i.row = t.id AND b.as_of > %(as_of)s AND b.state = 'written')
"""
_LAID: Final = """
SELECT c.id FROM community c WHERE c.id IN (
    SELECT s.other FROM staged_row s WHERE s.batch_id = %(batch)s AND s.verdict IN (1, 2))
AND (
    EXISTS (SELECT 1 FROM entry e WHERE e.subject = 'community' AND e.subject_id = c.public_id::text
        AND e.verb = 'grids.layout.lay' AND e.happened_at > %(day)s)
    OR EXISTS (SELECT 1 FROM grid_building g JOIN grid d ON d.id = g.grid_id
        WHERE d.community_id = c.id AND (lower(g.held) > %(as_of)s
            OR upper(g.held) > %(as_of)s AND upper(g.held) <> lower(g.held)))
)
AND NOT EXISTS (SELECT 1 FROM staged_row a WHERE a.batch_id = %(batch)s AND a.other = c.id
    AND a.row_no = ANY (%(anyway)s))
"""
"""Communities whose grids were laid anew after the roster's day; one word lets all rows pass."""


def keep_newer_work(batch: Batch, anyway: Collection[int]) -> None:
    """Rows that would overwrite newer work are left out until a person says otherwise."""
    said: dict[str, Any] = {
        "batch": batch.pk, "day": end_of_day(batch.as_of), "as_of": batch.as_of,
        "anyway": sorted(anyway), "newer": NEWER,
    }  # fmt: skip
    leave = (
        "UPDATE staged_row s SET verdict = 4, issues = coalesce(s.issues, '[]') || %(newer)s::jsonb"
    )
    with connection.cursor() as cursor:
        if batch.kind == Kind.GRIDS:
            cursor.execute(
                f"{leave} WHERE s.batch_id = %(batch)s AND s.verdict IN (1, 2)"
                f" AND s.other IN ({_LAID})",
                said,
            )
        elif batch.kind in _SUBJECTS:
            table, subject = _SUBJECTS[Kind(batch.kind)]
            cursor.execute(
                f"{leave} FROM {table} t WHERE t.id = s.target AND s.batch_id = %(batch)s"
                " AND s.verdict = 2 AND s.row_no <> ALL (%(anyway)s)"
                f" AND ({_LATER.format(table=table, subject=subject)})",
                said,
            )
