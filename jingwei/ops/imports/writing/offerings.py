"""How do confirmed rows become what a centre does, from the roster's day?"""

from datetime import date
from typing import Any

from jingwei.ops.imports.staging.layout import OFFERINGS
from jingwei.ops.imports.writing.images import keep, make

_C = OFFERINGS.cell
_DAYS = f"ARRAY(SELECT x::smallint FROM jsonb_array_elements_text({_C('days')}::jsonb) x)"
_OPENS, _CLOSES = f"{_C('opens')}::time", f"{_C('closes')}::time"
JOINS = "LEFT JOIN offering p ON p.id = s.target"


def judgement() -> str:
    """SQL: fields in which a row differs from what the centre does on file."""
    hours = (
        f"CASE WHEN {_C('days')} IS NOT NULL AND (p.weekdays::smallint[] <> {_DAYS}"
        f" OR p.opens IS DISTINCT FROM {_OPENS} OR p.closes IS DISTINCT FROM {_CLOSES})"
        " THEN 'hours' END"
    )
    return f"{OFFERINGS.differs('p')} || array_remove(ARRAY[{hours}]::text[], NULL)"


def write(cursor: Any, batch: int, entry: int, as_of: date) -> tuple[int, int]:
    """New and changed offerings, images before changes."""
    new = make(
        cursor, entry, "offering",
        "id, public_id, org_id, org_path, centre_id, item_id, held, weekdays, opens, closes, desk,"
        " provider, is_demo",
        f"""
        SELECT s.target, gen_random_uuid(), c.org_id, c.org_path, c.id, i.id,
            daterange(greatest(%s::date, lower(c.held), lower(i.held)), NULL),
            CASE WHEN {_C("days")} IS NULL THEN '{{}}' ELSE {_DAYS} END, {_OPENS}, {_CLOSES},
            coalesce({_C("desk")}, ''), coalesce({_C("provider")}, ''), false
        FROM staged_row s JOIN service_centre c ON c.id = s.other
        JOIN service_item i ON i.id = {_C("item_id")}::bigint
        WHERE s.batch_id = %s AND s.verdict = 1
        """,
        [as_of, batch],
    )  # fmt: skip
    keep(
        cursor, entry, "offering",
        "t.id IN (SELECT s.target FROM staged_row s WHERE s.batch_id = %s AND s.verdict = 2)",
        [batch],
    )  # fmt: skip
    cursor.execute(
        f"UPDATE offering p SET desk = coalesce({_C('desk')}, p.desk),"
        f" provider = coalesce({_C('provider')}, p.provider),"
        f" weekdays = CASE WHEN {_C('days')} IS NULL THEN p.weekdays ELSE {_DAYS} END,"
        f" opens = CASE WHEN {_C('days')} IS NULL THEN p.opens ELSE {_OPENS} END,"
        f" closes = CASE WHEN {_C('days')} IS NULL THEN p.closes ELSE {_CLOSES} END"
        " FROM staged_row s WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2",
        [batch],
    )
    return new, int(cursor.rowcount)
