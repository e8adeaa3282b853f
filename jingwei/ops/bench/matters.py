"""What does a year of people's matters cost? Take one, worklist, one page, its way, the asker's.

Each beside bare SQL of the same rows, in turn, in one run: R1 taking one (checks, rule of dispatch,
limit, step, ledger line) beside the bare row, each committed; R2 the worklist as it is served, R3
the late ones, R4 one matter, R5 its way, R6 the page of whoever holds the receipt. Runs as jw_app
and, for R6, as jw_public.
"""

import json
import os
import sys
from datetime import date, datetime
from typing import Any

from jingwei.ops.bench import lists
from jingwei.ops.bench.asked import A_WEEK, COMMUNITIES
from jingwei.ops.bench.browser import Browser

TURNS = {"s": 25, "m": 25}
GOALS = {"worklist_p95_ms": 200, "create_p95_ms": 50}
WHO = ("bench-city", "bench-town")
SEEN = """(m.org_path >= %(path)s AND m.org_path < %(hi)s
    OR m.host_path >= %(path)s AND m.host_path < %(hi)s)"""
OPEN = "m.closed_on IS NULL"
LATE = """EXISTS (SELECT 1 FROM flow_case c JOIN flow_clock k ON k.case_id = c.id
    WHERE c.flow = 'matters.matter' AND c.subject = m.public_id AND k.state = 'running'
    AND NOT k.waits AND k.due_on < %(on)s)"""
ROWS = """
SELECT m.public_id, m.title, m.state, m.level, m.channel, m.received_at, o.name, u.name, m.spot,
    d.due_on
FROM matter m JOIN organisation o ON o.id = m.org_id LEFT JOIN unit u ON u.id = m.place_id
LEFT JOIN LATERAL (SELECT min(k.due_on) AS due_on FROM flow_case c JOIN flow_clock k
    ON k.case_id = c.id WHERE c.flow = 'matters.matter' AND c.subject = m.public_id
    AND k.state <> 'ended') d ON true
WHERE {seen} AND {which} ORDER BY m.received_at DESC, m.id DESC LIMIT 51
"""
COUNT = "SELECT count(*) FROM (SELECT 1 FROM matter m WHERE {seen} AND {which} LIMIT 10001) x"
ONE = """
SELECT m.*, o.name, u.name FROM matter m JOIN organisation o ON o.id = m.org_id
LEFT JOIN unit u ON u.id = m.place_id WHERE m.public_id = %(which)s
"""
WAY = """
SELECT s.number, s.verb, s.from_state, s.to_state, s.at, s.actor_name FROM flow_step s
JOIN flow_case c ON c.id = s.case_id WHERE c.subject = %(which)s ORDER BY s.number
"""
LIMITS = """
SELECT k.name, k.state, k.due_on FROM flow_clock k JOIN flow_case c ON c.id = k.case_id
WHERE c.subject = %(which)s ORDER BY k.id
"""
BARE = """
INSERT INTO matter (public_id, receipt, state, channel, kind, first_kind, why, is_listed, category,
    first_category, title, asked, phone_tail, place_id, spot, outside_no, org_id, org_path, host_id,
    host_path, level, bounces, reopened, received_at, received_on, outcome, is_demo)
SELECT gen_random_uuid(), decode(md5(random()::text), 'hex'), 'received', 'window', 'service', '',
    '', false, '', '', '路灯不亮', '\\x00', '', u.id, '', '', u.org_id, u.org_path, u.org_id,
    u.org_path, 1, 0, 0, now(), %(on)s, '', true
FROM unit u WHERE u.id = %(place)s
"""


def taken(owner: Any, day: date, at: datetime) -> dict[str, Any]:
    """R1: the action as a page takes it, and the bare row; each its own transaction."""
    from django.db import connection

    from jingwei.kernel.access.duties import Duty
    from jingwei.kernel.access.models import Account
    from jingwei.kernel.access.paths import upper
    from jingwei.kernel.access.scope import Scope, acting, system_scope
    from jingwei.kernel.orgs.models import Unit
    from jingwei.work.matters.actions import Told, receive_matter
    from jingwei.work.matters.kinds import Channel

    with system_scope("测量"):
        account = Account.everything.get(login="bench-town")
        place = (
            Unit.everything.select_related("org")
            .filter(org_path__gte=account.org_path, org_path__lt=upper(account.org_path)).first()
        )  # fmt: skip
    path = account.org_path
    scope = Scope(path=path, hi=upper(path), duties=frozenset(Duty), account_id=account.pk)
    told = Told(asked="3幢二单元的路灯不亮了", place=place, name="测量", phone="13800000000")

    def take() -> None:
        with acting(scope):
            receive_matter(org=place.org, told=told, channel=Channel.WINDOW, by=scope, at=at)

    def bare() -> None:
        owner.execute(BARE, {"on": day, "place": place.pk})

    with connection.cursor() as cursor:
        pids = {"take": lists._pid(cursor), "bare": lists._pid(owner)}
    cost = lists.in_turn({"bare": bare, "take": take}, 50, pids)
    return {**cost, "R1": lists._ratio(cost["take"], cost["bare"])}


def _by_hand(owner: Any, said: dict[str, Any], which: str) -> Any:
    def draw() -> None:
        for one in (OPEN, f"{OPEN} AND m.state = 'received'", f"{OPEN} AND {LATE}"):
            owner.execute(COUNT.format(seen=SEEN, which=one), said)
            owner.fetchall()
        owner.execute(ROWS.format(seen=SEEN, which=which), said)
        "".join(f"<td>{cell}</td>" for row in owner.fetchall() for cell in row).encode()

    return draw


def worklists(application: Any, owner: Any, login: str, day: date, turns: int) -> dict[str, Any]:
    """R2 and R3: the worklist and its late ones as a post sees them, and their rows by hand."""
    from django.db import connection

    browser = lists.signed_in(application, login)
    path, hi = lists._range_of(login)
    said = {"path": path, "hi": hi, "on": day}
    with connection.cursor() as cursor:
        page_pid = lists._pid(cursor)
    names = ("open", "late")
    works = {
        "open_by_hand": _by_hand(owner, said, OPEN),
        "open": lambda: browser.get("/matters/"),
        "late_by_hand": _by_hand(owner, said, f"{OPEN} AND {LATE}"),
        "late": lambda: browser.get("/matters/?view=late"),
    }
    pids = {
        name: lists._pid(owner) if name.endswith("by_hand") else page_pid for name in works
    }  # fmt: skip
    cost = lists.in_turn(works, turns, pids)
    owner.execute(COUNT.format(seen=SEEN, which="true").replace("10001", "100000000"), said)
    found = {"matters": owner.fetchone()[0], **cost}
    ratios = {
        key: lists._ratio(cost[name], cost[f"{name}_by_hand"])
        for key, name in zip(("R2", "R3"), names, strict=True)
    }
    return found | ratios


def one_matter(application: Any, owner: Any, turns: int) -> dict[str, Any]:
    """R4, R5, R6: the page of one matter, its way, the asker's page; by hand beside each."""
    from django.db import connection

    browser = lists.signed_in(application, "bench-town")
    path, hi = lists._range_of("bench-town")
    owner.execute(
        "SELECT public_id, receipt FROM matter WHERE org_path >= %s AND org_path < %s"
        " ORDER BY state <> 'answered', id LIMIT 1", [path, hi],  # a small town may have none
    )  # fmt: skip
    which, receipt = owner.fetchone()

    def by_hand(*statements: str) -> Any:
        def draw() -> None:
            for statement in statements:
                owner.execute(statement, {"which": which})
                "".join(f"<td>{cell}</td>" for row in owner.fetchall() for cell in row).encode()

        return draw

    asker = Browser(application, _cookie(bytes(receipt)))
    works = {
        "detail_by_hand": by_hand(ONE, WAY, LIMITS),
        "detail": lambda: browser.get(f"/matters/{which}/"),
        "way_by_hand": by_hand(WAY, LIMITS),
        "way": lambda: browser.get(f"/flows/matters.matter/{which}/"),
        "asker_by_hand": by_hand(ONE, WAY, LIMITS), "asker": lambda: asker.get("/ask/mine/"),
    }  # fmt: skip
    with connection.cursor() as cursor:
        page_pid = lists._pid(cursor)
    pids = {name: lists._pid(owner) if name.endswith("by_hand") else page_pid for name in works}
    cost = lists.in_turn(works, turns, pids)
    ratios = {
        key: lists._ratio(cost[name], cost[f"{name}_by_hand"])
        for key, name in (("R4", "detail"), ("R5", "way"), ("R6", "asker"))
    }
    return cost | ratios


def _cookie(receipt: bytes) -> str:
    """What a browser holds that has shown the receipt."""
    from django.http import HttpResponse

    from jingwei.work.matters.views.public import COOKIE, SALT

    answer = HttpResponse()
    answer.set_signed_cookie(COOKIE, receipt.hex(), salt=SALT)
    return f"{COOKIE}={answer.cookies[COOKIE].value}"


def main(size: str, place: str = "", dsn: str = "") -> None:
    """Print one line of JSON."""
    import django

    os.environ["JINGWEI_POOL_SIZE"] = "1"
    django.setup()
    import psycopg
    from django.core.wsgi import get_wsgi_application
    from django.utils import timezone

    from jingwei.ops.bench import place as places

    places.refuse_other_databases(os.environ.get(places.NAME, ""))
    at = timezone.now()  # noqa: TID251 - a program of its own
    day = timezone.localdate(at)
    application = get_wsgi_application()
    with psycopg.connect(dsn, autocommit=True) as owned:
        owner = owned.cursor()
        result = {
            "size": size, "communities": COMMUNITIES[size], "a_week": A_WEEK[size],
            "goals": GOALS, "take": taken(owner, day, at),
            **{who: worklists(application, owner, who, day, TURNS[size]) for who in WHO},
            "one": one_matter(application, owner, TURNS[size]),
        }  # fmt: skip
    result["load"] = os.getloadavg()[0]
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
