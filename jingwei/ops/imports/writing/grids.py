"""How do confirmed rows become grids with buildings, borders and people, from the roster's day?"""

from datetime import date
from typing import Any

from jingwei.ops.imports.staging.layout import GRIDS
from jingwei.ops.imports.writing.images import end, keep, make

AS_IT_IS = """
md5(concat_ws('|',
    (SELECT string_agg(concat(b.id, b.point), ',' ORDER BY b.id) FROM building b
     WHERE b.community_id = c.id AND upper_inf(b.held)),
    (SELECT string_agg(concat(g.id, g.name, g.kind, g.held), ',' ORDER BY g.id) FROM grid g
     WHERE g.community_id = c.id),
    (SELECT string_agg(concat(x.id, x.held), ',' ORDER BY x.id) FROM grid_building x
     JOIN grid g ON g.id = x.grid_id WHERE g.community_id = c.id),
    (SELECT string_agg(concat(x.id, x.held), ',' ORDER BY x.id) FROM grid_shape x
     JOIN grid g ON g.id = x.grid_id WHERE g.community_id = c.id),
    (SELECT string_agg(concat(x.id, x.held), ',' ORDER BY x.id) FROM grid_assignment x
     JOIN grid g ON g.id = x.grid_id WHERE g.community_id = c.id)))
"""
"""SQL: a print of everything a layout is judged by, of community ``c``."""

_C = GRIDS.cell
_PLAN = f"{_C('plan')}::jsonb"
JOINS = "LEFT JOIN grid p ON p.id = s.target"
_WANTED = (
    f"SELECT s.target AS grid, w.id::bigint AS building FROM staged_row s,"
    f" jsonb_array_elements_text(nullif({_PLAN} -> 'buildings', 'null')) w (id)"
    " WHERE s.batch_id = %s AND s.verdict IN (1, 2)"
)
_BORDERS = (
    f"SELECT s.target AS grid, {_PLAN} -> 'outline' AS outline FROM staged_row s"
    f" WHERE s.batch_id = %s AND s.verdict IN (1, 2) AND {_PLAN} -> 'outline' <> 'null'"
)
_PEOPLE = (
    "SELECT s.target AS grid, c.org_id, c.org_path, x ->> 0 AS name, x ->> 1 AS role,"
    " (x ->> 2)::boolean AS is_lead, x ->> 3 AS words, (x ->> 4)::bigint AS worker,"
    " (x ->> 5)::date AS since, (x ->> 6)::date AS until"
    " FROM staged_row s JOIN community c ON c.id = s.other,"
    f" jsonb_array_elements({_PLAN} -> 'people') x"
    " WHERE s.batch_id = %s AND s.verdict IN (1, 2)"
)


def judgement() -> str:
    """SQL: fields in which a row differs from the grid on file, its buildings among them."""
    held = (
        "SELECT coalesce(array_agg(g.building_id ORDER BY g.building_id), '{}')"
        " FROM grid_building g WHERE g.grid_id = p.id AND upper_inf(g.held)"
    )
    wanted = (
        f"SELECT coalesce(array_agg(x::bigint ORDER BY x::bigint), '{{}}')"
        f" FROM jsonb_array_elements_text({_PLAN} -> 'buildings') x"
    )
    shape = "SELECT h.outline FROM grid_shape h WHERE h.grid_id = p.id AND upper_inf(h.held)"
    tests = (
        (f"CASE WHEN {_PLAN} -> 'buildings' <> 'null' AND CASE WHEN {_PLAN} -> 'buildings' = 'null'"
        f" THEN false ELSE ({held}) <> ({wanted}) END THEN 'buildings' END"),
        (f"CASE WHEN {_PLAN} -> 'outline' <> 'null'"
        f" AND ({shape}) IS DISTINCT FROM ({_PLAN} -> 'outline') THEN 'outline' END"),
    )  # fmt: skip
    keys = f"ARRAY(SELECT jsonb_array_elements_text(coalesce({_PLAN} -> 'keys', '[]')))"
    return (
        f"{GRIDS.differs('p')} || array_remove(ARRAY[{', '.join(tests)}]::text[], NULL) || {keys}"
    )


def write(cursor: Any, batch: int, entry: int, as_of: date) -> tuple[int, int]:
    """New and changed grids; what was before stays on its days."""
    new = make(
        cursor, entry, "grid",
        "id, public_id, org_id, org_path, community_id, code, name, kind, held, is_demo",
        f"""
        SELECT s.target, gen_random_uuid(), c.org_id, c.org_path, c.id, {_C("code")}, {_C("name")},
            coalesce({_C("kind")}, 'base'), daterange(%s, NULL), false
        FROM staged_row s JOIN community c ON c.id = s.other
        WHERE s.batch_id = %s AND s.verdict = 1
        """,
        [as_of, batch],
    )  # fmt: skip
    keep(
        cursor, entry, "grid",
        "t.id IN (SELECT s.target FROM staged_row s WHERE s.batch_id = %s AND s.verdict = 2)",
        [batch],
    )  # fmt: skip
    sets = ", ".join(
        f"{column} = coalesce({sql}, p.{column})" for _key, column, sql in GRIDS.filled
    )
    cursor.execute(
        f"UPDATE grid p SET {sets} FROM staged_row s"
        " WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2",
        [batch],
    )
    changed = int(cursor.rowcount)
    _buildings(cursor, batch, entry, as_of)
    _borders(cursor, batch, entry, as_of)
    _people(cursor, batch, entry)
    return new, changed


_SINCE = """
greatest(%s::date, (SELECT max(upper(o.held)) FROM {table} o WHERE o.{column} = w.{key}
    AND NOT isempty(o.held)))
"""
"""The roster's day, or the day after the last stretch on file where that ended later."""


def _buildings(cursor: Any, batch: int, entry: int, as_of: date) -> None:
    """A building leaves the grid in which the file has it no longer, and comes into its new one."""
    end(
        cursor, entry, "grid_building",
        f"EXISTS (SELECT 1 FROM ({_WANTED}) w WHERE w.building = t.building_id"
        " AND w.grid <> t.grid_id)"
        f" OR t.grid_id IN (SELECT w.grid FROM ({_WANTED}) w)"
        f" AND NOT EXISTS (SELECT 1 FROM ({_WANTED}) w WHERE w.building = t.building_id"
        " AND w.grid = t.grid_id)",
        [batch, batch, batch], as_of,
    )  # fmt: skip
    make(
        cursor, entry, "grid_building", "org_id, org_path, grid_id, building_id, held",
        f"""
        SELECT g.org_id, g.org_path, g.id, w.building, daterange(
            {_SINCE.format(table="grid_building", column="building_id", key="building")}, NULL)
        FROM ({_WANTED}) w JOIN grid g ON g.id = w.grid
        WHERE NOT EXISTS (SELECT 1 FROM grid_building b WHERE b.grid_id = w.grid
            AND b.building_id = w.building AND upper_inf(b.held))
        """,
        [as_of, batch],
    )  # fmt: skip


def _borders(cursor: Any, batch: int, entry: int, as_of: date) -> None:
    end(
        cursor, entry, "grid_shape",
        f"EXISTS (SELECT 1 FROM ({_BORDERS}) w WHERE w.grid = t.grid_id"
        " AND w.outline <> t.outline)",
        [batch], as_of,
    )  # fmt: skip
    make(
        cursor, entry, "grid_shape", "org_id, org_path, grid_id, outline, held",
        f"""
        SELECT g.org_id, g.org_path, g.id, w.outline, daterange(
            {_SINCE.format(table="grid_shape", column="grid_id", key="grid")}, NULL)
        FROM ({_BORDERS}) w JOIN grid g ON g.id = w.grid
        WHERE NOT EXISTS (SELECT 1 FROM grid_shape b WHERE b.grid_id = w.grid
            AND upper_inf(b.held))
        """,
        [as_of, batch],
    )  # fmt: skip


def _people(cursor: Any, batch: int, entry: int) -> None:
    """Who is no longer named leaves on the day on which the others begin."""
    ending = (
        f"SELECT x::bigint AS id, ({_PLAN} ->> 'on')::date AS day FROM staged_row s,"
        f" jsonb_array_elements_text({_PLAN} -> 'end') x"
        " WHERE s.batch_id = %s AND s.verdict IN (1, 2)"
    )
    keep(
        cursor, entry, "grid_assignment",
        f"t.id IN (SELECT id FROM ({ending}) e)", [batch],
    )  # fmt: skip
    cursor.execute(
        "UPDATE grid_assignment t SET held = CASE WHEN e.day <= lower(t.held)"
        " THEN 'empty'::daterange ELSE daterange(lower(t.held), e.day) END"
        f" FROM ({ending}) e WHERE t.id = e.id",
        [batch],
    )
    make(
        cursor, entry, "grid_worker", "public_id, org_id, org_path, name, is_demo",
        f"""
        SELECT DISTINCT ON (w.org_id, w.name) gen_random_uuid(), w.org_id, w.org_path, w.name, false
        FROM ({_PEOPLE}) w WHERE w.worker IS NULL ORDER BY w.org_id, w.name
        """,
        [batch],
    )  # fmt: skip
    make(
        cursor, entry, "grid_assignment",
        "public_id, org_id, org_path, grid_id, worker_id, role, words, is_lead, held, is_demo",
        f"""
        SELECT gen_random_uuid(), w.org_id, w.org_path, w.grid, coalesce(w.worker, (
                SELECT k.id FROM grid_worker k JOIN row_image i ON i.row = k.id
                WHERE i.entry_id = %s AND i."table" = 'grid_worker' AND k.org_id = w.org_id
                    AND k.name = w.name)),
            w.role, w.words, w.is_lead, daterange(w.since, w.until), false
        FROM ({_PEOPLE}) w
        """,
        [entry, batch],
    )  # fmt: skip
