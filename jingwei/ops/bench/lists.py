"""What does a page of the member list cost beside the same rows fetched and joined by hand?

Case and floor take turns. The case is the whole page as it is served: session, acting post, both
layers of scope, template, headers. The floor is a cursor of the owner, past all policies, with an
exact total, fifty rows and a string join: the least that could be called the same list.
"""

import hashlib
import io
import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from jingwei.ops.bench import measure
from jingwei.ops.bench.imports import SIZES, bring

TURNS, WARM = {"s": 25, "m": 40}, 3
DEEP = 500
WHO = re.compile(rb'<th scope="row"><a href="/members/([0-9a-f-]{36})/">')
GOALS = {"B1": 2.0, "B1_p95": 3.0, "B2": 1.2, "B3": 1.2, "bytes": 40_960}

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


class Browser:
    """Somebody signed in, asking the program as a web server does, without a socket between."""

    def __init__(self, application: Any, cookie: str) -> None:
        self.application, self.cookie = application, cookie

    def get(self, path: str) -> bytes:
        address, _, query = path.partition("?")
        said: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "HTTP_HOST": "127.0.0.1:8000",
            "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
            "HTTP_COOKIE": self.cookie, "REMOTE_ADDR": "127.0.0.1",
            "HTTP_ACCEPT_LANGUAGE": "zh-CN",
        }  # fmt: skip
        answer = self.application(environ, lambda status, *_rest: said.append(status))
        try:
            body = b"".join(answer)
        finally:
            answer.close()
        if said != ["200 OK"]:
            raise RuntimeError(f"{path}: {said} {body[:300]!r}")
        return body


def in_turn(works: dict[str, Callable[[], Any]], turns: int, pids: dict[str, int]) -> Any:
    """Each work after the other, ``turns`` times; medians in ms, CPU here and of its backend."""
    walls: dict[str, list[float]] = {name: [] for name in works}
    cpu = dict.fromkeys(works, 0.0)
    ticks = dict.fromkeys(works, 0.0)
    for turn in range(-WARM, turns):
        for name, work in works.items():
            before, used = measure.ticks(pids[name]), time.process_time()
            began = time.perf_counter()
            work()
            wall = time.perf_counter() - began
            if turn >= 0:
                walls[name].append(wall * 1000)
                cpu[name] += time.process_time() - used
                ticks[name] += measure.ticks(pids[name]) - before
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


def _queries(browser: Browser) -> int:
    from django.db import connection

    said: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        browser.get("/members/")
    return len(said)


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


def _two_layers(app: Any, path: str, hi: str, turns: int, owner: Any, pids: Any) -> Any:
    """B3: the same statement with range and policy, and with the owner's one range."""
    app.execute(
        "SELECT set_config('app.path', %s, false), set_config('app.hi', %s, false)", [path, hi]
    )
    works = {
        "scoped": lambda: by_hand(app, path, hi, count=CAPPED),
        "owner": lambda: by_hand(owner, path, hi, count=CAPPED),
    }
    return in_turn(works, turns, pids)


def _of(login: str, application: Any, owner: Any, app: Any, turns: int) -> dict[str, Any]:
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
    cost = in_turn(works, turns, pids)
    layers = _two_layers(app, path, hi, turns, owner, {"scoped": _pid(app), "owner": _pid(owner)})
    shown = WHO.findall(body)
    sums = {
        "page": _sum([who.decode() for who in shown]), "floor": _sum(by_hand(owner, path, hi)),
    }  # fmt: skip
    same = sums["page"] == sums["floor"]
    if address:
        deep = [who.decode() for who in WHO.findall(browser.get(address))]
        same = same and deep == by_hand(owner, path, hi, skip=skip)
    return {
        **cost, "bytes": len(body), "rows": len(shown), "queries": _queries(browser),
        "checksum": sums["page"], "same_rows": same,
        "B1": _ratio(cost["page"], cost["floor"]),
        "B1_p95": round(cost["page"]["p95_ms"] / cost["floor"]["p50_ms"], 2),
        "B1_capped": _ratio(cost["page"], cost["floor_capped"]),
        **({"B2": _ratio(cost["deep"], cost["page"]), "deep_row": skip} if address else {}),
        "layers": layers, "B3": _ratio(layers["scoped"], layers["owner"]),
    }  # fmt: skip


def _ratio(one: dict[str, float], other: dict[str, float]) -> float:
    return round(one["p50_ms"] / other["p50_ms"], 2)


def _sum(ids: list[str]) -> str:
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]


def main(size: str, place: str, dsn: str) -> None:
    """Print one line of JSON: every scope from the city to a branch, with the goals."""
    import django
    import psycopg

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
        psycopg.connect(dsn, autocommit=True) as owned,
        psycopg.connect(places.address("app", name), autocommit=True) as served,
    ):
        owner, app = owned.cursor(), served.cursor()
        owner.execute("VACUUM (ANALYZE)")
        owner.execute("SHOW server_version")
        version = (owner.fetchone() or ("",))[0]
        found = {
            login: _of(login, application, owner, app, TURNS[size])
            for login, _role in towns.LOOKERS
        }  # fmt: skip
    result = {
        "size": size, "rows": SIZES[size], "goals": GOALS, "postgresql": version,
        "load": os.getloadavg()[0], **found,
    }  # fmt: skip
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:4])
