"""How do confirmed rows of a sheet become meetings? As closed records; what is on file stays."""

from typing import Any

from jingwei.ops.imports.staging.layout import ATTENDANCE

_C = ATTENDANCE.cell


def _ids(mark: str) -> str:
    return f"coalesce(string_to_array({_C(f'{mark}_ids')}, ',')::bigint[], '{{}}')"


def write_new(cursor: Any, batch: int, entry: int, at: Any, account: int) -> int:
    """Meetings of the sheet, with the roster and the votes of their day, and images."""
    votes = (
        "SELECT count(*) FROM membership m WHERE m.org_id = s.org AND m.kind = 'home'"
        " AND m.category = 'full' AND m.state = 'normal' AND m.held @> w.day"
    )
    cursor.execute(
        f"""
        WITH made AS (
            INSERT INTO meeting (id, public_id, org_id, org_path, kinds, state, "on", topic, venue,
                chair_id, recorder_id, guests, agenda, present, excused, absent, excuses, entitled,
                entitled_present, why_not, closed_at, closed_by_id, version, is_demo)
            SELECT s.target, gen_random_uuid(), o.id, o.path, w.kinds, 'closed', w.day,
                coalesce({_C("topic")}, {_C("kinds")}), coalesce({_C("venue")}, ''),
                {_C("chair_id")}::bigint, {_C("recorder_id")}::bigint,
                left(concat_ws('、', {_C("guests")}, {_C("strange")}), 300),
                (SELECT jsonb_agg(jsonb_build_object('kind', k, 'title', {_C("kinds")},
                    'said', coalesce({_C("said")}, {_C("topic")}, {_C("kinds")})))
                 FROM unnest(w.kinds) k),
                {_ids("present")}, {_ids("excused")}, {_ids("absent")},
                {_C("excuses")}::jsonb, ({votes}),
                ({votes} AND m.person_id = ANY ({_ids("present")})), '', %s, %s, 1, false
            FROM staged_row s JOIN organisation o ON o.id = s.org
            CROSS JOIN LATERAL (
                SELECT {_C("on")}::date AS day, string_to_array({_C("kind_codes")}, ',') AS kinds
            ) w
            WHERE s.batch_id = %s AND s.verdict = 1 RETURNING id
        )
        INSERT INTO row_image (entry_id, "table", row) SELECT %s, 'meeting', id FROM made
        """,
        [at, account, batch, entry],
    )
    return int(cursor.rowcount)
