"""How does a written batch go back to what was before it, row by row and all or nothing?"""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext_noop as _

from jingwei.kernel.findings import Refused
from jingwei.ops.imports.all_brought import BROUGHT, brought
from jingwei.ops.imports.writing import org_undoing
from jingwei.ops.imports.writing.images import put_back
from jingwei.ops.imports.writing.standing import CHANGED, in_the_way

SHOWN = 5


@dataclass(frozen=True)
class Undone:
    removed: int
    restored: int


def changed_since(table: str, version: str) -> str:
    """SQL over a row ``p``: is it otherwise than a batch left it at ``version``?

    A later batch that was taken back leaves a higher version and the same content: what it found
    is in its image.
    """
    untold = "ARRAY['version', 'updated_at', 'org_path', 'path']"
    return (
        f"p.version <> {version} AND NOT EXISTS (SELECT 1 FROM row_image l"
        f" WHERE l.\"table\" = '{table}' AND l.row = p.id AND l.entry_id > %(entry)s"
        f" AND (l.before ->> 'version')::int = {version}"
        f" AND l.before - {untold} = to_jsonb(p) - {untold})"
    )


_FORMER = "SELECT {what} FROM former_row f WHERE f.\"table\" = 'position' AND f.row = p.id {which}"
_UNTOLD = "ARRAY['known_from', 'org_path']"
_MADE_POSITION = (
    f"EXISTS ({_FORMER.format(what='1', which='')}) AND"
    f" ({_FORMER.format(what='f.image', which='ORDER BY f.known_to LIMIT 1')}) - {_UNTOLD}"
    f" <> to_jsonb(p) - {_UNTOLD}"
)
"""A position has no version; what it was before each change is kept as known in its time."""
IN_THE_WAY: dict[str, tuple[tuple[str, str, str], ...]] = {
    "person": (
        ("version", changed_since("person", "1"), CHANGED),
        ("positions", "EXISTS (SELECT 1 FROM position x WHERE x.person_id = p.id)", _("已有任职")),
        (
            "memberships",
            "EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id AND m.began <> 'opening')",
            _("组织关系后来有变动"),
        ),
        ("accounts", "EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id)", _("已有账号")),
        ("looks", "EXISTS (SELECT 1 FROM look l WHERE l.person_id = p.id)", _("有查看记录")),
        (
            "corrections",
            "EXISTS (SELECT 1 FROM correction c WHERE p.id IN (c.person_id, c.other_id))",
            _("有更正记录"),
        ),
    ),
    "organisation": (
        ("version", changed_since("organisation", "1"), CHANGED),
        (
            "members",
            "EXISTS (SELECT 1 FROM membership m WHERE m.org_id = p.id)",
            _("已有党员"),
        ),
        ("persons", "EXISTS (SELECT 1 FROM person x WHERE x.org_id = p.id)", _("已有党员档案")),
        ("grants", "EXISTS (SELECT 1 FROM grant_of_post g WHERE g.org_id = p.id)", _("已给身份")),
        ("units", "EXISTS (SELECT 1 FROM unit u WHERE u.org_id = p.id)", _("已有单位")),
        (
            "below",
            "EXISTS (SELECT 1 FROM edge e WHERE e.host_id = p.id AND e.org_id <> ALL (%(made)s))",
            _("下面已设新的组织"),
        ),
        (
            "positions",
            "EXISTS (SELECT 1 FROM position x WHERE x.org_id = p.id AND x.person_id IS NOT NULL)",
            _("已有任职"),
        ),
    ),
    "unit": (
        ("version", changed_since("unit", "1"), CHANGED),
        (
            "organisations",
            ("EXISTS (SELECT 1 FROM organisation o WHERE o.unit_id = p.id"
            " AND o.id <> ALL (%(with_it)s))"),
            _("已设党组织"),
        ),
    ),
    "position": (("version", _MADE_POSITION, CHANGED),),
    "meeting": (("version", "p.version > 1", CHANGED),),
}  # fmt: skip
"""For each table: what may hang on a row that a batch made, as SQL over ``p``, and its words."""

WORKS = [made for one in BROUGHT.values() for made in one.made]
IN_THE_WAY |= {made.table: made.in_the_way for made in WORKS}
NAMED_BY = {"meeting": "p.topic"} | {made.table: made.named for made in WORKS}  # else by name
BELONGINGS: dict[str, tuple[str, ...]] = {
    "person": ("opening.person_id", "membership.person_id"),
    "organisation": (
        "name_part.org_id", "position.org_id", "post.org_id", "term.org_id",
        "edge.org_id", "organisation_state.org_id",
    ),
    "unit": ("name_part.unit_id",),
    "position": (),
    "meeting": (),
}  # fmt: skip
BELONGINGS |= {made.table: made.belongings for made in WORKS}
"""Rows that a batch made together with a row, and that go with it."""


def undo(entry: int, kind: str) -> Undone:
    """Undo what ledger line ``entry`` did; runs inside the caller's transaction.

    Raises: Refused, naming what stands in the way.
    """
    one = brought(kind)
    with connection.cursor() as cursor:
        if one and one.undo:
            return Undone(*one.undo(cursor, entry))
        removed = _remove(cursor, entry, "position") + _remove(cursor, entry, "meeting")
        removed += sum(_remove(cursor, entry, made.table) for made in WORKS)
        restored = org_undoing.put_back(cursor, entry) + _restore(cursor, entry)
        told = _remove_openings(cursor, entry)
        restored += told if kind == "dues" else 0  # of members the file itself is counted
        _remove_free_posts(cursor, entry)
        removed += sum(
            _remove(cursor, entry, table) for table in ("person", "unit", "organisation")
        )
        removed += _remove_divisions(cursor, entry) if kind == "divisions" else 0
    return Undone(removed, restored)


def _remove(cursor: Any, entry: int, table: str) -> int:
    cursor.execute(
        'SELECT row FROM row_image WHERE entry_id = %s AND "table" = %s AND before IS NULL',
        [entry, table],
    )
    made = [row for (row,) in cursor.fetchall()]
    if not made:
        return 0
    cursor.execute(
        "SELECT row FROM row_image WHERE entry_id = %s AND \"table\" = 'organisation'"
        " AND before IS NULL",
        [entry],
    )
    with_it = [row for (row,) in cursor.fetchall()]
    _refuse_used(cursor, table, {"made": made, "with_it": with_it, "entry": entry})
    for belonging in BELONGINGS[table]:
        other, column = belonging.split(".")
        cursor.execute(f"DELETE FROM {other} WHERE {column} = ANY (%s)", [made])
    if table == "organisation":
        cursor.execute("SELECT forget_facts(%s)", [made])
    cursor.execute(f"DELETE FROM {table} WHERE id = ANY (%s)", [made])
    return int(cursor.rowcount)


def _remove_openings(cursor: Any, entry: int) -> int:
    """What the batch told of the first day goes; of how many members."""
    cursor.execute(
        "DELETE FROM opening o USING row_image i WHERE i.entry_id = %s"
        " AND i.\"table\" = 'opening' AND i.before IS NULL AND o.id = i.row RETURNING o.person_id",
        [entry],
    )
    return len({person for (person,) in cursor.fetchall()})


def _remove_free_posts(cursor: Any, entry: int) -> None:
    """Seats that the batch made; one that somebody holds or held since then stays."""
    cursor.execute(
        "DELETE FROM post t USING row_image i WHERE i.entry_id = %s"
        " AND i.\"table\" = 'post' AND i.before IS NULL AND t.id = i.row"
        " AND NOT EXISTS (SELECT 1 FROM position p WHERE p.post_id = t.id)",
        [entry],
    )


def _refuse_used(cursor: Any, table: str, rows: dict[str, Any]) -> None:
    """``made`` are the rows to go, ``with_it`` the organisations that the same batch made."""
    found = []
    for code, test, words in IN_THE_WAY[table]:
        cursor.execute(
            f"SELECT count(*), (array_agg({NAMED_BY.get(table, 'p.name')} ORDER BY p.id))"
            f"[1:{SHOWN}] FROM {table} p WHERE p.id = ANY (%(made)s) AND {test}",
            rows,
        )
        count, shown = cursor.fetchone()
        if count:
            found.append(in_the_way(f"undo.{code}", words, shown, count))
    if found:
        raise Refused(*found)


def _restore(cursor: Any, entry: int) -> int:
    """Put changed rows back, unless they were changed again since."""
    cursor.execute(
        'SELECT DISTINCT "table" FROM row_image WHERE entry_id = %s AND before IS NOT NULL',
        [entry],
    )
    tables = sorted({name for (name,) in cursor.fetchall()} - org_undoing.TABLES)
    restored = 0
    for table in tables:
        if table in CHANGED_SINCE:
            _refuse_changed(cursor, entry, table)
    for table in tables:
        if table == "division":
            continue  # its key is a code; _remove_divisions puts it back
        if table == "membership":
            _remove_continued(cursor, entry)
        restored += put_back(cursor, entry, table)
    return restored


_LEFT_AT = "(i.before ->> 'version')::int + 1"
CHANGED_SINCE = {
    "person": changed_since("person", _LEFT_AT),
    "unit": changed_since("unit", _LEFT_AT),
    # What the batch replaced was known until the batch; the row as it left it, until the next one.
    "position": (
        "EXISTS (SELECT 1 FROM former_row b WHERE b.\"table\" = 'position' AND b.row = p.id"
        " AND b.known_from = (i.before ->> 'known_from')::timestamptz"
        f" AND b.known_to <> p.known_from AND NOT EXISTS ({_FORMER.format(what='1', which='')}"
        f" AND f.known_from = b.known_to AND f.image - {_UNTOLD} = to_jsonb(p) - {_UNTOLD}))"
    ),
}
"""SQL over a row ``p`` and its image ``i``: did somebody change it after the batch?"""


def _refuse_changed(cursor: Any, entry: int, table: str) -> None:
    cursor.execute(
        f"SELECT count(*), (array_agg(p.name ORDER BY p.id))[1:{SHOWN}]"
        f" FROM row_image i JOIN {table} p ON p.id = i.row"
        f" WHERE i.entry_id = %(entry)s AND i.\"table\" = '{table}' AND i.before IS NOT NULL"
        f" AND {CHANGED_SINCE[table]}",
        {"entry": entry},
    )
    count, shown = cursor.fetchone()
    if count:
        raise Refused(in_the_way("undo.version", CHANGED, shown, count))


def _remove_continued(cursor: Any, entry: int) -> None:
    """Stretches of membership that the batch began: of the same persons, not in its images."""
    cursor.execute(
        "DELETE FROM membership m USING row_image p WHERE p.entry_id = %s"
        " AND p.\"table\" = 'person' AND m.person_id = p.row AND m.kind = 'home'"
        " AND upper_inf(m.held) AND m.began IN ('moved', 'continued')"
        " AND NOT EXISTS (SELECT 1 FROM row_image i WHERE i.entry_id = %s"
        " AND i.\"table\" = 'membership' AND i.row = m.id)",
        [entry, entry],
    )


def _remove_divisions(cursor: Any, entry: int) -> int:
    cursor.execute(
        "DELETE FROM division d USING row_image i WHERE i.entry_id = %s"
        " AND i.\"table\" = 'division' AND i.before IS NULL AND d.code = lpad(i.row::text, 12, '0')"
        " AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.division_id = d.code)",
        [entry],
    )
    removed = int(cursor.rowcount)
    cursor.execute(
        "UPDATE division d SET name = was.name, level = was.level, parent_code = was.parent_code,"
        " urban_rural = was.urban_rural FROM row_image i,"
        " LATERAL jsonb_populate_record(NULL::division, i.before) was WHERE i.entry_id = %s"
        " AND i.\"table\" = 'division' AND i.before IS NOT NULL"
        " AND d.code = lpad(i.row::text, 12, '0')",
        [entry],
    )
    return removed
