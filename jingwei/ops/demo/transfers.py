"""How is a year of transfers written? The demo's own comings and goings get their letters.

Most were accepted in time, some late with a letter written anew; today some are under way at every
stage, a few late or sent back. Chance is a hash of the person.
"""

import json
from datetime import date, timedelta
from typing import Any

from jingwei.kernel.privacy import sealing
from jingwei.kernel.rulebook.queries import value_of
from jingwei.ops.demo import transfers_sql as sql
from jingwei.ops.demo.city import City
from jingwei.ops.demo.writing import Writer
from jingwei.work.membership.transfers.doing import COLUMN

NUMERALS = "一二三四五六七八九十"
BROUGHT = 40
"""At most so many letters from outside wait today; what they say is sealed one by one."""

BRANCHES = """
SELECT o.id, o.path, md5('letter' || o.code)::uuid
FROM organisation o WHERE o.is_demo AND upper_inf(o.held) AND o.kind = 'party_branch'
ORDER BY hashtextextended(o.code, 29) LIMIT least(
    %(most)s, greatest(2, (SELECT count(*) / 200 FROM organisation WHERE is_demo)))
"""
RECEIVED = """
INSERT INTO going (
    person_id, name, category, org_id, org_path, host_id, host_path, direction, state, dice, asked,
    first, letter, done, sealed, public_id
) VALUES (NULL, %s, 'full', %s, %s, NULL, NULL, 'in', 'received', %s, %s, %s, %s, NULL, %s, %s)
"""


def write(city: City, writer: Writer) -> dict[str, int]:
    """Transfers of the last twelve months and those under way, with their cases and limits."""
    cursor, today = writer.cursor, city.today
    cursor.execute("SELECT min(id) FROM account WHERE is_demo")
    (account,) = cursor.fetchone()
    said: dict[str, Any] = {
        "today": today, "since": today.replace(year=today.year - 1), "account": account,
        "city": int(value_of("letter.city.days", today)),
        "out": int(value_of("letter.outside.days", today)),
        "send": int(value_of("transfer.send.days", today)),
        "receive": int(value_of("transfer.receive.days", today)), "most": BROUGHT,
    }  # fmt: skip
    cursor.execute(sql.ACCEPTED, said)
    cursor.execute(sql.UNDER_WAY, said)
    _brought(cursor, said, today)
    cursor.execute("ANALYZE going")
    cursor.execute(sql.TRANSFERS, said)
    found = {"transfers": cursor.rowcount}
    cursor.execute(sql.DRAWN_STEPS)
    cursor.execute("CREATE INDEX ON demo_step (public_id)")
    cursor.execute("ANALYZE demo_step")
    for statement in (sql.CASES, sql.STEPS, sql.CLOCKS):
        cursor.execute(statement, said)
    cursor.execute("DROP TABLE going, demo_step")  # a second load in one transaction begins anew
    return found


def _brought(cursor: Any, said: dict[str, Any], today: date) -> None:
    """Letters that members from outside have brought these days."""
    cursor.execute(BRANCHES, said)
    seal = sealing.sealer(COLUMN)
    for number, (org, path, public_id) in enumerate(cursor.fetchall()):
        told = {
            "id_number": _id_number(number), "joined_on": "2012-07-01", "full_on": "2013-07-01",
            "phone": "", "unit_title": "",
        }  # fmt: skip
        came = today - timedelta(days=number % 9)
        written = came - timedelta(days=2 + number % 5)
        name = f"来示{NUMERALS[number % 10]}{NUMERALS[number // 10 % 10]}"
        sealed = seal(json.dumps(told, ensure_ascii=False, sort_keys=True), public_id)
        cursor.execute(
            RECEIVED, [name, org, path, number % 100, came, written, written, sealed, public_id]
        )


def _id_number(number: int) -> str:
    """Fictional: no division begins with 99."""
    first = f"999999{1970 + number % 30}0101{number:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(first, weights, strict=True))
    return first + "10X98765432"[total % 11]
