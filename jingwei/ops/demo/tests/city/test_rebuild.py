"""Does the clean set, brought into an empty city, make the same tree and members again?"""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.founding import found_city
from jingwei.ops.demo.load import Summary
from jingwei.ops.demo.remove import remove_city
from jingwei.ops.demo.roster_rows import ROWS
from jingwei.ops.demo.rosters import write_rosters
from jingwei.ops.imports.by_command import bring

TREE = """
SELECT o.code, o.name, o.short_name, o.kind, h.code, o.founded_precision, o.situation, o.phone,
       CASE WHEN h.code IS NOT NULL THEN lower(o.held) END
FROM organisation o LEFT JOIN edge e ON e.org_id = o.id AND e.kind = 'leads' AND upper_inf(e.held)
LEFT JOIN organisation h ON h.id = e.host_id WHERE upper_inf(o.held) AND o.code <> 'DEMO'
"""
MEMBERS = """
SELECT p.name, p.name_sort, p.sex, p.ethnicity, p.birth_on, p.birth_precision, p.education,
       p.degree, p.joined_on, p.joined_precision, p.full_on, encode(p.id_index, 'hex'),
       encode(p.phone_index, 'hex'), encode(p.address_index, 'hex'), p.floating_to, p.lost_since,
       p.native_place, p.work_post, p.unit_title, o.code, m.category, m.state
FROM person p JOIN membership m ON m.person_id = p.id AND m.kind = 'home' AND upper_inf(m.held)
JOIN organisation o ON o.id = m.org_id
"""
UNITS = """
SELECT u.name, u.kind, u.code, u.legacy_code, u.division_id, u.address, u.phone, u.headcount, o.code
FROM unit u JOIN organisation o ON o.id = u.org_id
"""
HOLDERS = """
SELECT o.code, p.title, p.seat, h.name, lower(h.held), h.due_on
FROM position h JOIN post p ON p.id = h.post_id JOIN organisation o ON o.id = p.org_id
WHERE upper_inf(h.held) AND o.code <> 'DEMO'
"""


def what_is_there() -> dict[str, set[Any]]:
    found = {}
    with connection.cursor() as cursor:
        for name, query in (
            ("tree", TREE), ("members", MEMBERS), ("units", UNITS), ("holders", HOLDERS),
        ):  # fmt: skip
            cursor.execute(query)
            found[name] = set(cursor.fetchall())
    return found


@pytest.mark.slow
def test_the_clean_set_makes_the_same_city_again(loaded: Summary, tmp_path: Path) -> None:
    with as_owner():
        before = what_is_there()
        remove_city(at=AT)
        found_city(name="中共示例市委员会", code="DEMO", at=AT)
        write_rosters(tmp_path, today=TODAY)
        for number, kind in enumerate(ROWS, 1):
            place = tmp_path / "clean" / f"{number}-{kind}.xlsx"
            told = bring(kind=kind, content=place.read_bytes(), name=place.name, post=None)
            assert told["errors"] == [], (kind, told["errors"][:3])
        after = what_is_there()
    assert len(before["members"]) == 1_000
    for name, rows in before.items():
        assert rows == after[name], (name, sorted(map(str, rows ^ after[name]))[:4])
