"""Is a log line complete enough to find a fault, and silent about people?"""

import json
import logging
import sys
from dataclasses import replace

import pytest

from jingwei.kernel.access.scope import NOBODY, acting
from jingwei.ops.health import logs

NUMBER, PHONE = "320612197002110006", "19876541000"


def record(message, *values, error=None, **more):
    one = logging.LogRecord("jingwei.pages", logging.ERROR, "a.py", 1, message, values, error)
    one.__dict__.update(more)
    return one


def broken(said):
    try:
        int(said)
    except ValueError:
        return sys.exc_info()


@pytest.mark.parametrize("formatter", [logs.JsonLines(), logs.Lines()], ids=["json", "line"])
def test_numbers_of_people_are_starred_out_wherever_they_stand(formatter):
    error = broken(f"not expected: {NUMBER} of 张三")
    said = formatter.format(record(f"tried {NUMBER} and %s", PHONE, error=error))
    assert NUMBER not in said
    assert PHONE not in said
    assert "张三" not in said  # words of an exception are not written at all
    assert "tried *** and ***" in said
    assert "ValueError" in said
    assert "test_logs.py" in said


def test_a_number_of_a_request_is_left_readable():
    assert logs.without_numbers("500 number=4821-7093") == "500 number=4821-7093"


def test_what_the_database_says_about_rows_is_not_written(db):
    from django.db import DatabaseError, connection, transaction

    with pytest.raises(DatabaseError) as caught, transaction.atomic():  # noqa: SIM117
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s::int", ["张三的地址"])
    error = (caught.type, caught.value, caught.tb)
    told = json.loads(logs.JsonLines().format(record("broke", error=error)))
    assert told["error"]["sqlstate"] == "22P02"
    assert told["error"]["because"].startswith("psycopg.errors.")
    assert "张三" not in json.dumps(told, ensure_ascii=False)


def test_a_line_names_the_request_it_belongs_to(db):
    with acting(replace(NOBODY, request_id="8d7b0000-0000-4000-8000-000000000001")):
        told = json.loads(logs.JsonLines().format(record("slow", status=500, route="orgs/")))
    assert told["request"] == "8d7b0000-0000-4000-8000-000000000001"
    assert (told["status"], told["route"]) == (500, "orgs/")
    assert set(told) == {"at", "level", "logger", "message", "request", "status", "route"}
