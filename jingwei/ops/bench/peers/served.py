"""What does a page of Django's admin cost? A program that answers one line for each line asked."""

import json
import re
import sys
import time
from typing import Any

from jingwei.ops.bench import measure
from jingwei.ops.bench.browser import Browser
from jingwei.ops.bench.peers import site

WHO = re.compile(rb'<th class="field-name"><a href="/admin/peers/person/(\d+)/change/')


def _signed_in() -> str:
    """The cookie of a superuser who has signed in."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    user: Any = get_user_model()
    client.force_login(user.objects.create_superuser("bench"))
    return f"sessionid={client.cookies['sessionid'].value}"


def answered(browser: Browser, asked: dict[str, Any], pid: int) -> dict[str, Any]:
    """One page of the changelist with what it cost, in seconds, and whom it showed."""
    from django.contrib import admin
    from django.db import connection

    from jingwei.ops.bench.peers.models import Person

    admin.site.get_model_admin(Person).within = (asked["path"], asked["hi"])  # type: ignore[attr-defined]
    statements: list[str] = []

    def note(execute: Any, sql: str, *said: Any) -> Any:
        statements.append(sql)
        return execute(sql, *said)

    with connection.execute_wrapper(note):
        ticks, used, began = measure.ticks(pid), time.process_time(), time.perf_counter()
        body = browser.get(f"/admin/peers/person/?p={asked['number']}")
        wall = time.perf_counter() - began
    return {
        "wall": wall,
        "cpu": time.process_time() - used,
        "server_cpu": measure.ticks(pid) - ticks,
        "bytes": len(body),
        "queries": len(statements),
        "shown": [int(one) for one in WHO.findall(body)],
    }


def main(dsn: str) -> None:
    """Make what it needs, say so, and answer each line until there are no more."""
    site.begin(dsn)
    site.make_tables()
    from django.core.wsgi import get_wsgi_application
    from django.db import connection

    browser = Browser(get_wsgi_application(), _signed_in())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = int(cursor.fetchone()[0])
    print("ready", flush=True)  # noqa: T201 - the other side of the pipe waits for it
    for line in sys.stdin:
        print(json.dumps(answered(browser, json.loads(line), pid)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
