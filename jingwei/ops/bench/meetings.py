"""What does organisational life cost? Record a meeting of fifty, open the branch, fill a year.

D1 recording (checks, ledger line, marks) beside the bare row, each committed; D2 the branch's page
of meetings as it is served beside its rows by hand; D3 a year's fill of these figures beside the
sums of the gatherings alone at the branches: a floor, not the same work; D4 a year's fill of every
figure of members' procedures and of competence beside the sums of the sheets of dues, a sheet a
branch and month. Runs as jw_app, the fills as jw_worker.
"""

import json
import os
import sys
import time
from datetime import date, datetime
from typing import Any

from jingwei.ops.bench import lists
from jingwei.ops.bench.imports import SIZES

PEOPLE, TURNS, YEAR = 50, 25, 12
BRANCH = "bench-branch"
RECORDS = ("meetings.organs", "meetings.gatherings")
PROCEDURES = (
    "appraisal", "careers", "competence", "courses", "development", "dues", "elections", "standing",
    "transfers",
)  # fmt: skip
WRITE = """
INSERT INTO meeting (public_id, org_id, org_path, kinds, state, "on", topic, venue, guests, agenda,
    present, excused, absent, excuses, entitled, entitled_present, why_not, closed_at, closed_by_id,
    version, is_demo)
SELECT gen_random_uuid(), r.org_id, r.org_path, ARRAY[k.kind], 'closed', k.day, '学习讨论', '', '',
    jsonb_build_array(jsonb_build_object('kind', k.kind, 'title', '学习', 'said', '学文件。')),
    r.people, '{}', '{}', '{}', cardinality(r.people), cardinality(r.people), '', now(), a.id, 1,
    true
FROM (SELECT org_id, org_path, array_agg(id ORDER BY id) AS people FROM person GROUP BY 1, 2) r
CROSS JOIN (
    SELECT kind, (date_trunc('month', %(on)s::date) - make_interval(months => m))::date AS day
    FROM generate_series(1, 12) m
    CROSS JOIN unnest(ARRAY['member_meeting', 'committee_meeting', 'theme_day', 'lecture']) kind
) k
CROSS JOIN (SELECT id FROM account ORDER BY id LIMIT 1) a
"""
SHEETS = """
INSERT INTO dues_sheet (public_id, org_id, org_path, first, until, due_on, people, unpaid, lines,
    members, paid_members, on_time_members, due_cents, paid_cents, on_time_cents, gift_cents,
    central_cents, opened_at, opened_by_id, version, is_demo)
SELECT gen_random_uuid(), r.org_id, r.org_path, m.first, (m.first + interval '1 month')::date,
    (m.first + interval '1 month')::date - 1, r.people, '{}', '', r.n, r.n, r.n - r.n / 9,
    r.n * 1500, r.n * 1500, (r.n - r.n / 9) * 1500, 0, 0, now(), a.id, 1, true
FROM (SELECT org_id, org_path, array_agg(id ORDER BY id) AS people, count(*)::int AS n
    FROM person GROUP BY 1, 2) r
CROSS JOIN (SELECT (date_trunc('month', %(on)s::date) - make_interval(months => n))::date AS first
    FROM generate_series(1, 12) n) m
CROSS JOIN (SELECT id FROM account ORDER BY id LIMIT 1) a
"""
PAID = """
SELECT org_id, date_trunc('month', due_on), count(*), sum(members), sum(on_time_members),
    sum(due_cents), sum(paid_cents) FROM dues_sheet WHERE due_on >= %s GROUP BY 1, 2
"""
BARE = """
INSERT INTO meeting (public_id, org_id, org_path, kinds, state, "on", topic, venue, guests, agenda,
    present, excused, absent, excuses, entitled, entitled_present, why_not, closed_at, closed_by_id,
    version, is_demo)
SELECT gen_random_uuid(), o.id, o.path, ARRAY['theme_day'], 'closed', %s, '学习讨论', '', '', '[]',
    %s, '{}', '{}', '{}', 50, 50, '', now(), %s, 1, true FROM organisation o WHERE o.id = %s
"""
ROWS = """
SELECT public_id, topic, "on", kinds, cardinality(present) FROM meeting
WHERE org_path >= %s AND org_path < %s ORDER BY "on" DESC, id DESC LIMIT 51
"""
SUMS = """
SELECT org_id, date_trunc('month', "on"), count(*), sum(cardinality(present)),
    sum(cardinality(present) + cardinality(excused) + cardinality(absent))
FROM meeting WHERE state = 'closed' AND "on" >= %s GROUP BY 1, 2
"""


def fifty(owner: Any, org: int, path: str) -> list[int]:
    """Ids of fifty members at home in the branch; who is missing is moved in."""
    owner.execute(
        "UPDATE person SET org_id = %s, org_path = %s WHERE id IN (SELECT id FROM person"
        " WHERE org_id <> %s ORDER BY id LIMIT 50)", [org, path, org],
    )  # fmt: skip
    owner.execute("SELECT id FROM person WHERE org_id = %s ORDER BY id LIMIT %s", [org, PEOPLE])
    ids = [int(row[0]) for row in owner.fetchall()]
    owner.execute("DELETE FROM membership WHERE person_id = ANY(%s)", [ids])
    owner.execute(
        "INSERT INTO membership (org_id, org_path, person_id, kind, category, state, held, began,"
        " ended, basis) SELECT %s, %s, id, 'home', 'full', 'normal', daterange('2000-01-01', NULL),"
        " 'opening', '', '' FROM unnest(%s::bigint[]) id", [org, path, ids],
    )  # fmt: skip
    return ids


def recorded(owner: Any, day: date, at: datetime) -> dict[str, Any]:
    """D1: the action as a page takes it, and the bare row, in turn; each its own transaction."""
    from django.db import connection

    from jingwei.kernel.access.duties import Duty
    from jingwei.kernel.access.models import Account
    from jingwei.kernel.access.paths import upper
    from jingwei.kernel.access.scope import Scope, acting, system_scope
    from jingwei.kernel.orgs.models import Organisation
    from jingwei.work.meetings.actions import Told, record_meeting

    with system_scope("测量"):
        account = Account.everything.get(login=BRANCH)
        org = Organisation.everything.get(path=account.org_path)
    scope = Scope(path=org.path, hi=upper(org.path), duties=frozenset(Duty), account_id=account.pk)
    ids = fifty(owner, org.pk, org.path)
    told = Told(
        kinds=("theme_day",), on=day, topic="学习讨论", chair=ids[0], recorder=ids[1],
        present=tuple(ids),
        agenda=({"kind": "theme_day", "title": "主题党日", "said": "学文件。"},),
    )  # fmt: skip

    def record() -> None:
        with acting(scope):
            record_meeting(org=org, told=told, by=scope, at=at)

    def bare() -> None:
        owner.execute(BARE, [day, ids, account.pk, org.pk])

    with connection.cursor() as cursor:
        pids = {"record": lists._pid(cursor), "bare": lists._pid(owner)}
    cost = lists.in_turn({"bare": bare, "record": record}, TURNS, pids)
    return {"people": len(ids), **cost, "D1": lists._ratio(cost["record"], cost["bare"])}


def opened(application: Any, owner: Any) -> dict[str, Any]:
    """D2: the page of the branch's meetings, and its rows by hand."""
    from django.db import connection

    browser, (path, hi) = lists.signed_in(application, BRANCH), lists._range_of(BRANCH)

    def by_hand() -> None:
        owner.execute(ROWS, [path, hi])
        "".join(f"<td>{cell}</td>" for row in owner.fetchall() for cell in row).encode()

    body = browser.get("/meetings/")
    with connection.cursor() as cursor:
        pids = {"page": lists._pid(cursor), "by_hand": lists._pid(owner)}
    works = {"by_hand": by_hand, "page": lambda: browser.get("/meetings/")}
    cost = lists.in_turn(works, TURNS, pids)
    return {**cost, "bytes": len(body), "D2": lists._ratio(cost["page"], cost["by_hand"])}


def filled(owner: Any, since: date, sums: str, what: str, name: str) -> dict[str, Any]:
    """D3, D4: a year of figures, worked out by the worker's role, and the sums in one go."""
    from jingwei.ops.bench import place

    began = time.perf_counter()
    owner.execute(sums, [since])
    rows = len(owner.fetchall())
    floor = time.perf_counter() - began
    said = place.run_as("worker", ["-m", "jingwei.ops.bench.meetings", what])
    told = json.loads(said.strip().splitlines()[-1])
    return {**told, "sums_s": round(floor, 3), "sums": rows,
            name: round(told["fill_s"] / max(floor, 0.001), 1)}  # fmt: skip


def fill(what: str) -> None:
    """As jw_worker: a year of the figures of meetings (``fill``) or of members' procedures and
    competence (``procedures``) from nothing; one line of JSON."""
    from django.utils import timezone

    from jingwei.kernel.figures.fill import fill_months
    from jingwei.kernel.figures.periods import months_back
    from jingwei.kernel.figures.registered import registered

    at = timezone.now()  # noqa: TID251 - a program of its own
    months = months_back(timezone.localdate(at), YEAR)
    records = RECORDS if what == "fill" else tuple(
        code for code in registered().records if code.partition(".")[0] in PROCEDURES
    )  # fmt: skip
    began = time.perf_counter()
    outcome = fill_months(months, at=at, records=records)
    wall = time.perf_counter() - began
    told = {"months": len(months), "fill_s": round(wall, 3), "facts": outcome.written,
            "records": len(records)}  # fmt: skip
    sys.stdout.write(json.dumps(told) + "\n")


def main(size: str, place: str = "", dsn: str = "") -> None:
    """Print one line of JSON; ``fill`` instead of a size is the worker's part."""
    import django

    os.environ["JINGWEI_POOL_SIZE"] = "1"
    django.setup()
    import psycopg
    from django.core.wsgi import get_wsgi_application
    from django.utils import timezone

    from jingwei.kernel.figures.periods import months_back
    from jingwei.ops.bench import place as places

    places.refuse_other_databases(os.environ.get(places.NAME, ""))
    if size in ("fill", "procedures"):
        fill(size)
        return
    at = timezone.now()  # noqa: TID251 - a program of its own
    day = timezone.localdate(at)
    application = get_wsgi_application()
    with psycopg.connect(dsn, autocommit=True) as owned:
        owner = owned.cursor()
        for statement in (WRITE, SHEETS):
            owner.execute(statement, {"on": day})
        owner.execute("ANALYZE")
        since = months_back(day, YEAR)[0]
        result = {
            "size": size, "members": SIZES[size], "record": recorded(owner, day, at),
            "page": opened(application, owner), "fill": filled(owner, since, SUMS, "fill", "D3"),
            "procedures": filled(owner, since, PAID, "procedures", "D4"),
        }  # fmt: skip
    result["load"] = os.getloadavg()[0]
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
