"""How do ledgers' rows that a batch made or changed go back: of communities, centres, stations?"""

from typing import Any, Final

from django.utils.translation import gettext_noop as _

from jingwei.kernel.findings import Finding, Refused
from jingwei.ops.imports.writing.images import put_back
from jingwei.ops.imports.writing.standing import CHANGED, in_the_way

SHOWN = 5
TABLES: Final = (
    "closed_day", "station_shut", "offering", "service_centre", "stairwell_contact",
    "grid_assignment", "grid_worker", "grid_building", "grid_shape", "grid", "stairwell",
    "building", "station_staff", "station", "provider_term", "provider", "proxy_agent",
    "studio_delegate", "delegate_studio", "community_border", "community",
)  # fmt: skip
"""Rows hang on those that come later, so they go in this order."""
_SUBJECTS: Final = {
    "building": "building", "stairwell_contact": "contact", "grid": "grid",
    "grid_assignment": "assignment", "service_centre": "service_centre", "station": "station",
    "provider": "provider", "provider_term": "provider", "proxy_agent": "proxyagent",
    "delegate_studio": "delegatestudio", "community_border": "community",
    "station_staff": "stationstaff", "studio_delegate": "delegatestudio",
    "community": "community",
}  # fmt: skip
_USED: Final = {
    "building": (
        ("grid_building", "building_id", _("已划进网格")),
        ("stairwell", "building_id", _("后来加了单元")),
    ),
    "stairwell": (("stairwell_contact", "stairwell_id", _("已有联系人")),),
    "grid": (
        ("grid_assignment", "grid_id", _("已派了人")),
        ("grid_building", "grid_id", _("后来又划过")),
        ("grid_shape", "grid_id", _("后来又画过边界")),
    ),
    "service_centre": (
        ("offering", "centre_id", _("已有事项在办")),
        ("closed_day", "centre_id", _("写了关门的日子")),
        ("service_proposal", "centre_id", _("提过建议")),
    ),
    "station": (
        ("station_staff", "station_id", _("已有人在岗")),
        ("station_offer", "station_id", _("已有服务")),
        ("station_shut", "station_id", _("写了关门的日子")),
    ),
    "provider": (
        ("provider_term", "provider_id", _("后来续签了")),
        ("station_offer", "provider_id", _("已在站点服务")),
    ),
    "proxy_agent": (("proxy_errand", "agent_id", _("已接了代办")),),
    "delegate_studio": (
        ("studio_delegate", "studio_id", _("已有代表接待")),
        ("studio_item", "studio_id", _("已收下事项")),
    ),
}  # fmt: skip
_SAID_OF: Final = {
    "station": (
        (
            "matter",
            "i.before IS NULL AND EXISTS (SELECT 1 FROM matter x WHERE x.station = p.public_id)",
            _("已有人说过事"),
        ),
    ),
}
"""What names a row by another id than its own."""
_CALLED: Final = {
    "stairwell_contact": "(SELECT x.name FROM stairwell x WHERE x.id = p.stairwell_id)",
    "grid_assignment": "(SELECT x.name FROM grid x WHERE x.id = p.grid_id)",
    "grid_building": "(SELECT x.name FROM grid x WHERE x.id = p.grid_id)",
    "grid_shape": "(SELECT x.name FROM grid x WHERE x.id = p.grid_id)",
    "offering": "(SELECT x.name FROM service_centre x WHERE x.id = p.centre_id)",
    "provider_term": "(SELECT x.name FROM provider x WHERE x.id = p.provider_id)",
    "community_border": "(SELECT x.name FROM community x WHERE x.id = p.community_id)",
    "closed_day": "(SELECT x.name FROM service_centre x WHERE x.id = p.centre_id)",
    "station_shut": "(SELECT x.name FROM station x WHERE x.id = p.station_id)",
}
_KNOWN_AS: Final = {
    "provider_term": "(SELECT x.public_id FROM provider x WHERE x.id = p.provider_id)",
    "community_border": "(SELECT x.public_id FROM community x WHERE x.id = p.community_id)",
}
"""By which id the ledger speaks of a row, where it is not its own."""
_DATED_BY_ROSTER: Final = frozenset(
    {
        "grid_assignment",
        "grid_worker",
        "provider",
        "provider_term",
        "station_staff",
        "closed_day",
        "station_shut",
    }
)
"""A roster may say itself when these end, or they have no end."""


def undo(cursor: Any, entry: int) -> tuple[int, int]:
    """Made rows go, changed ones stand as before; how many of each. Rows that only belong to
    another (a building's place in a grid) are not counted.

    Raises: Refused, naming what stands in the way.
    """
    cursor.execute('SELECT DISTINCT "table" FROM row_image WHERE entry_id = %s', [entry])
    there = {name for (name,) in cursor.fetchall()}
    tables = [name for name in TABLES if name in there]
    found = [one for table in tables for one in _in_the_way(cursor, entry, table)]
    if found:
        raise Refused(*found)
    removed = restored = 0
    for table in tables:
        count = _remove(cursor, entry, table)
        removed += count if table == _main(tables) else 0
    for table in reversed(tables):
        count = put_back(cursor, entry, table)
        restored += count if table == _main(tables) else 0
    if tables:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # said now, not when the page is done
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return removed, restored


def _main(tables: list[str]) -> str:
    """The table that the roster lists: the one that others of the batch hang on."""
    order = (
        "grid", "service_centre", "building", "offering", "stairwell_contact", "provider",
        "community",
    )  # fmt: skip
    return next((one for one in order if one in tables), tables[-1])


def _in_the_way(cursor: Any, entry: int, table: str) -> list[Finding]:
    found = []
    tests = [("version", _changed(table), CHANGED), *_SAID_OF.get(table, ())]
    for other, column, words in _USED.get(table, ()):
        made = (
            f"SELECT 1 FROM row_image i WHERE i.entry_id = %(entry)s AND i.\"table\" = '{other}'"
            " AND i.before IS NULL AND i.row = x.id"
        )
        test = (
            f"i.before IS NULL AND EXISTS (SELECT 1 FROM {other} x WHERE x.{column} = p.id"
            f" AND NOT EXISTS ({made}))"
        )
        tests.append((other, test, words))
    for code, test, words in tests:
        cursor.execute(
            f"SELECT count(*), (array_agg({_CALLED.get(table, 'p.name')} ORDER BY p.id))[1:{SHOWN}]"
            f" FROM row_image i JOIN {table} p ON p.id = i.row WHERE i.entry_id = %(entry)s"
            f" AND i.\"table\" = '{table}' AND ({test})",
            {"entry": entry},
        )
        count, shown = cursor.fetchone()
        if count:
            found.append(in_the_way(f"undo.{code}", words, shown, count))
    return found


def _changed(table: str) -> str:
    """SQL over a row ``p`` and its image ``i``: did somebody touch it after the batch?"""
    tests = [
        (
            "EXISTS (SELECT 1 FROM row_image l JOIN import_batch b ON b.entry = l.entry_id"
            f" WHERE l.\"table\" = '{table}' AND l.row = p.id AND l.entry_id > %(entry)s"
            " AND b.state <> 'undone')"
        )
    ]
    if subject := _SUBJECTS.get(table):
        tests.append(
            f"EXISTS (SELECT 1 FROM entry e WHERE e.subject = '{subject}'"
            f" AND e.subject_id = {_KNOWN_AS.get(table, 'p.public_id')}::text AND e.id > %(entry)s)"
        )
    if table not in _DATED_BY_ROSTER:
        tests.append("i.before IS NULL AND NOT upper_inf(p.held)")
    return " OR ".join(tests)


def _remove(cursor: Any, entry: int, table: str) -> int:
    """A worker that somebody put to another grid since then stays."""
    unused = (
        " AND NOT EXISTS (SELECT 1 FROM grid_assignment a WHERE a.worker_id = t.id)"
        if table == "grid_worker"
        else ""
    )
    cursor.execute(
        f"DELETE FROM {table} t USING row_image i WHERE i.entry_id = %s"
        f" AND i.\"table\" = '{table}' AND i.before IS NULL AND t.id = i.row{unused}",
        [entry],
    )
    return int(cursor.rowcount)
