"""What does a page of the member list cost beside the same rows fetched and joined by hand?

Case and floor take turns. The case is the whole page as it is served: session, acting post, both
layers of scope, template, headers. The floor is a cursor of the owner, past all policies, with an
exact total, fifty rows and a string join: the least that could be called the same list.
"""

import hashlib
import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import psycopg

from jingwei.ops.bench import measure
from jingwei.ops.bench.browser import Browser
from jingwei.ops.bench.imports import SIZES, bring
from jingwei.ops.bench.peers import admins
from jingwei.ops.bench.peers.admins import Admin

TURNS, WARM = {"s": 25, "m": 40}, 3
DEEP = 500
WHO = re.compile(rb'<th scope="row"><a href="/members/([0-9a-f-]{36})/">')
GOALS = {"B1": 2.0, "B1_p95": 3.0, "B1_admin": 10.0, "B2": 1.2, "B3": 1.2, "bytes": 40_960}
OF_PAGE = ('SELECT "person"."id"', "SELECT p.id, p.public_id")
"""How the two statements begin that ask for the members of a page: their keys, their rows."""
OF_MEMBERS = re.compile(r"\s*(" + "|".join(map(re.escape, OF_PAGE)) + ")")

COUNT = """SELECT count(*) FROM person
WHERE org_path >= %s AND org_path < %s AND NOT is_gone AND merged_into_id IS NULL"""
CAPPED = f"SELECT count(*) FROM ({COUNT.replace('count(*)', '1')} LIMIT 10001) capped"
ROWS = """
SELECT p.public_id, p.name, p.sex, p.birth_on, p.id_tail, o.name, m.category, p.joined_on, m.state
FROM person p JOIN organisation o ON o.id = p.org_id
LEFT JOIN membership m ON m.person_id = p.id AND m.kind = 'home' AND upper(m.held) IS NULL
WHERE p.org_path >= %s AND p.org_path < %s AND NOT p.is_gone AND p.merged_into_id IS NULL
ORDER BY p.name_sort, p.id LIMIT 50 OFFSET %s
"""


def by_hand(cursor: Any, path: str, hi: str, *, skip: int = 0, count: str = COUNT) -> list[str]:
    """The floor: the public ids of the page it drew."""
    cursor.execute(count, [path, hi])
    total = cursor.fetchone()[0]
    cursor.execute(ROWS, [path, hi, skip])
    rows = cursor.fetchall()
    parts = [f"<p>{total}</p><table>"]
    for who, *cells in rows:
        said = "".join(f"<td>{escape(str(cell or '-'))}</td>" for cell in cells)
        parts.append(f'<tr><td><a href="/members/{who}/">x</a></td>{said}</tr>')
    "".join(parts).encode()
    return [str(row[0]) for row in rows]


def in_turn(works: dict[str, Callable[[], Any]], turns: int, pids: dict[str, int]) -> Any:
    """Each work after the other, ``turns`` times; medians in ms, CPU here and of its backend.

    A work of another program measures itself and returns its ``Turn``.
    """
    walls: dict[str, list[float]] = {name: [] for name in works}
    cpu = dict.fromkeys(works, 0.0)
    ticks = dict.fromkeys(works, 0.0)
    for turn in range(-WARM, turns):
        for name, work in works.items():
            before, used = measure.ticks(pids[name]), time.process_time()
            began = time.perf_counter()
            said = work()
            wall = time.perf_counter() - began
            cost = measure.Turn(
                wall, time.process_time() - used, measure.ticks(pids[name]) - before
            )
            if isinstance(said, measure.Turn):
                cost = said
            if turn >= 0:
                walls[name].append(cost.wall * 1000)
                cpu[name] += cost.cpu
                ticks[name] += cost.server_cpu
    return {
        name: {
            "p50_ms": round(statistics.median(said), 2),
            "p95_ms": round(sorted(said)[round(0.95 * (len(said) - 1))], 2),
            "cpu_ms": round(1000 * cpu[name] / turns, 2),
            "server_cpu_ms": round(1000 * ticks[name] / turns, 2),
        }
        for name, said in walls.items()
    }  # fmt: skip


def _pid(cursor: Any) -> int:
    cursor.execute("SELECT pg_backend_pid()")
    return int(cursor.fetchone()[0])


def signed_in(application: Any, login: str) -> Browser:
    """A session of the account, begun as the sign-in page begins it."""
    from django.conf import settings
    from django.http import HttpRequest

    from jingwei.kernel.access.models import Account
    from jingwei.kernel.access.scope import Scope, acting, system_scope
    from jingwei.kernel.access.session_store import SessionStore
    from jingwei.shell.signin import doorway

    with system_scope("测量"):
        account = Account.everything.get(login=login)
    with acting(Scope(account_id=account.pk)):
        request = HttpRequest()
        request.session = SessionStore()
        doorway.begin(request, account)
        request.session.save()
        key = request.session.session_key
    return Browser(application, f"{settings.SESSION_COOKIE_NAME}={key}")


def _range_of(login: str) -> tuple[str, str]:
    from jingwei.kernel.access import paths
    from jingwei.kernel.access.models import Account
    from jingwei.kernel.access.scope import system_scope

    with system_scope("测量"):
        path = Account.everything.get(login=login).org_path
    return path, paths.upper(path)


def _asked(browser: Browser) -> list[tuple[str, Any]]:
    """The statements of one page with their parameters, in their order."""
    from django.db import connection

    said: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        browser.get("/members/")
    return said


def _deep_address(owner: Any, path: str, hi: str) -> tuple[str, int]:
    """The address of page 500, or of the last full one where there are fewer, by key."""
    from jingwei.kernel.people.queries import ORDERS
    from jingwei.shell import paging

    owner.execute(COUNT, [path, hi])
    skip = 50 * min(DEEP - 1, owner.fetchone()[0] // 50 - 1)
    owner.execute(
        ROWS.replace("SELECT p.public_id", "SELECT p.name_sort, p.id, p.public_id")
        .replace("LIMIT 50", "LIMIT 1"), [path, hi, skip - 1],
    )  # fmt: skip
    name_sort, key, *_ = owner.fetchone()
    at = paging.cursor_after(ORDERS["name"], {"name_sort": name_sort, "id": key})
    return f"/members/?at={at}", skip


def _two_layers(
    asked: list[tuple[str, Any]], path: str, hi: str, turns: int, owner: Any, app: Any
) -> Any:
    """B3: what the page asks of its members, as it is served and as the owner past all policies.

    The same statements and values: which people, then their rows. The range of the page stays,
    for the owner too: it says whose list it is.
    """
    ours = [said for said in asked if OF_MEMBERS.search(said[0])]
    if len(ours) != len(OF_PAGE):
        raise RuntimeError(f"the page asks otherwise now: {[sql for sql, _said in ours]}")
    app.execute(
        "SELECT set_config('app.path', %s, false), set_config('app.hi', %s, false)", [path, hi]
    )

    def ask(cursor: Any) -> None:
        for sql, said in ours:
            cursor.execute(sql, said)
            cursor.fetchall()

    works = {"scoped": lambda: ask(app), "owner": lambda: ask(owner)}
    return in_turn(works, turns, {"scoped": _pid(app), "owner": _pid(owner)})


def _of(
    login: str, application: Any, owner: Any, app: Any, turns: int, peer: Admin | None
) -> dict[str, Any]:
    from django.db import connection

    browser, (path, hi) = signed_in(application, login), _range_of(login)
    body = browser.get("/members/")
    with connection.cursor() as cursor:
        page_pid = _pid(cursor)
    address, skip = _deep_address(owner, path, hi) if login in {"bench-city", "bench-county"} else (
        "", 0)  # fmt: skip
    pids = {"page": page_pid, "deep": page_pid, "floor": _pid(owner), "floor_capped": _pid(owner)}
    works: dict[str, Callable[[], Any]] = {
        "floor": lambda: by_hand(owner, path, hi),
        "page": lambda: browser.get("/members/"),
        "floor_capped": lambda: by_hand(owner, path, hi, count=CAPPED),
    }
    if address:
        works["deep"] = lambda: browser.get(address)
    if peer:
        works |= {name: partial(peer.turn, path, hi, number) for name, number in _admin(skip)}
        pids |= {name: 0 for name, _number in _admin(skip)}
    cost = in_turn(works, turns, pids)
    asked = _asked(browser)
    layers = _two_layers(asked, path, hi, 4 * turns, owner, app)  # short, so many
    shown = WHO.findall(body)
    sums = {
        "page": _sum([who.decode() for who in shown]), "floor": _sum(by_hand(owner, path, hi)),
    }  # fmt: skip
    same = sums["page"] == sums["floor"]
    if address:
        deep = [who.decode() for who in WHO.findall(browser.get(address))]
        same = same and deep == by_hand(owner, path, hi, skip=skip)
    beside = _beside(peer, cost, owner, path, hi, skip) if peer else {}
    return {
        **cost, "bytes": len(body), "rows": len(shown), "queries": len(asked),
        "checksum": sums["page"], "same_rows": same,
        "B1": _ratio(cost["page"], cost["floor"]),
        "B1_p95": round(cost["page"]["p95_ms"] / cost["floor"]["p50_ms"], 2),
        "B1_capped": _ratio(cost["page"], cost["floor_capped"]),
        **({"B2": _ratio(cost["deep"], cost["page"]), "deep_row": skip} if address else {}),
        **beside,
        "layers": layers, "B3": _ratio(layers["scoped"], layers["owner"]),
    }  # fmt: skip


def _admin(skip: int) -> list[tuple[str, int]]:
    """The pages of Django's admin that are asked for: the first, and the deep one by its number."""
    return [("admin", 1), *([("admin_deep", skip // 50 + 1)] if skip else [])]


def _beside(peer: Admin, cost: Any, owner: Any, path: str, hi: str, skip: int) -> dict[str, Any]:
    """How many times our page Django's admin costs, and whether it shows the same people."""
    said = [(name, peer.asked(path, hi, number)) for name, number in _admin(skip)]
    owner.execute(ROWS.replace("SELECT p.public_id", "SELECT p.id"), [path, hi, 0])
    same = said[0][1]["shown"] == [row[0] for row in owner.fetchall()]
    return {
        "admin_same_rows": same,
        "admin_bytes": said[0][1]["bytes"], "admin_queries": said[0][1]["queries"],
        "B1_admin": _ratio(cost["admin"], cost["page"]),
        **({"B1_admin_deep": _ratio(cost["admin_deep"], cost["deep"])} if skip else {}),
    }  # fmt: skip


def _ratio(one: dict[str, float], other: dict[str, float]) -> float:
    return round(one["p50_ms"] / other["p50_ms"], 2)


def _sum(ids: list[str]) -> str:
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]


def _connected(dsn: str) -> psycopg.Connection[Any]:
    """A connection that puts values into a statement and plans it anew, as Django does."""
    return psycopg.connect(dsn, autocommit=True, cursor_factory=psycopg.ClientCursor)


def main(size: str, place: str, dsn: str, peers: str = "") -> None:
    """Print one line of JSON: every scope from the city to a branch, with the goals.

    With ``peers`` Django's admin lists the same people in turn with our page.
    """
    import django

    os.environ["JINGWEI_POOL_SIZE"] = "1"  # connections are kept, as where pages are served
    django.setup()
    from django.core.wsgi import get_wsgi_application

    from jingwei.ops.bench import place as places
    from jingwei.ops.bench import rosters, towns

    places.refuse_other_databases(os.environ.get(places.NAME, ""))
    bring(rosters.write(Path(place), SIZES[size]))
    application = get_wsgi_application()
    name = os.environ[places.NAME]
    with (
        _connected(dsn) as owned,
        _connected(places.address("app", name)) as served,
        admins.running(dsn) if peers else nullcontext() as peer,
    ):
        owner, app = owned.cursor(), served.cursor()
        owner.execute("VACUUM (ANALYZE)")
        owner.execute("SHOW server_version")
        version = (owner.fetchone() or ("",))[0]
        found = {
            login: _of(login, application, owner, app, TURNS[size], peer)
            for login, _role in towns.LOOKERS
        }  # fmt: skip
    result = {
        "size": size, "rows": SIZES[size], "goals": GOALS, "postgresql": version,
        "load": os.getloadavg()[0], **found,
    }  # fmt: skip
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:5])
