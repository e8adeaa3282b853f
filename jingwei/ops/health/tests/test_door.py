"""What does a monitor learn, and what does a stranger not?"""

import re

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from jingwei.ops.health import door, meters

PRIVATE = ("jingwei_", "postgres", "database", "socket", "jw_app")


@pytest.fixture(autouse=True)
def numbers(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    (tmp_path / "jingwei-data").touch()
    door._meter.cache_clear()
    yield tmp_path / "meters"
    door._meter.cache_clear()


def test_a_living_process_says_so_without_asking_the_database(numbers):
    reply = Client().get("/health/live", headers={"host": "10.1.2.3"})
    assert (reply.status_code, reply.content) == (200, b"ok\n")
    assert reply["Cache-Control"] == "no-store"


def test_a_process_with_database_and_keys_is_ready(db):
    reply = Client().get("/health/ready", headers={"host": "10.1.2.3"})
    assert (reply.status_code, reply.content) == (200, b"ok\n")


def test_a_stranger_learns_only_that_it_is_not_ready(db, monkeypatch, caplog):
    def away():
        raise DatabaseError("connection to server at /run/postgres as jw_app is lost")

    with monkeypatch.context() as lost:
        lost.setattr(connection, "cursor", away)
        lost.setattr(connection, "close", lambda: None)
        reply = Client().get("/health/ready")
    assert (reply.status_code, reply.content) == (503, b"not ready\n")
    assert "database DatabaseError" in caplog.text
    assert "jw_app" not in caplog.text


def test_missing_keys_are_not_ready(db, settings, tmp_path):
    settings.JINGWEI_KEY_FILE = tmp_path / "gone.json"
    assert Client().get("/health/ready").status_code == 503


def test_numbers_are_for_this_machine(db, settings):
    reply = Client().get("/health/metrics")
    assert reply.status_code == 200
    text = reply.content.decode()
    assert 'jingwei_jobs{state="todo"}' in text
    assert "jingwei_backup_age_seconds -1" in text
    assert "jingwei_up 1" in text


LINE = re.compile(r'([a-z_]+)(?:\{((?:[a-z]+="[^"]*",?)+)\})? (-?[0-9.]+(?:e[+-][0-9]+)?)')
TYPE = re.compile(r"# TYPE ([a-z_]+) (counter|gauge|histogram)")


def test_a_collector_can_read_every_line_of_the_numbers(db):
    """What the OpenTelemetry Collector and Prometheus ask of the text (ADR 0016)."""
    for _answer in range(3):
        Client().get("/")
    reply = Client().get("/health/metrics")
    assert reply["Content-Type"].startswith("text/plain; version=0.0.4")
    kinds, values = {}, {}
    for line in reply.content.decode().splitlines():
        if told := TYPE.fullmatch(line):
            assert told[1] not in kinds, line
            kinds[told[1]] = told[2]
            continue
        said = LINE.fullmatch(line)
        assert said, line
        name, labels, value = said.groups()
        assert (name, labels) not in values, line
        values[name, labels] = float(value)
        family = re.sub("_(bucket|sum|count)$", "", name)
        assert kinds.get(name) or kinds.get(family), f"{name} does not say what it is"
        assert name.endswith("_total") == (kinds.get(name) == "counter"), name
    assert set(kinds.values()) == {"counter", "gauge", "histogram"}
    for kind in meters.KINDS:
        within = [
            values["jingwei_answer_seconds_bucket", f'kind="{kind}",le="{bound}"']
            for bound in (*meters.BOUNDS, "+Inf")
        ]
        assert within == sorted(within)
        assert within[-1] == values["jingwei_answer_seconds_count", f'kind="{kind}"']


@pytest.mark.parametrize(
    "said",
    [
        {"REMOTE_ADDR": "10.0.0.9"},
        {"HTTP_X_FORWARDED_FOR": "10.0.0.9"},
        {"HTTP_FORWARDED": "for=10.0.0.9"},
        {"HTTP_X_CALLER": "10.0.0.9"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "10.0.0.9", "HTTP_AUTHORIZATION": "Bearer "},
        {"REMOTE_ADDR": "10.0.0.9", "HTTP_AUTHORIZATION": "Bearer other"},
    ],
    ids=lambda said: " ".join(said),
)
def test_for_a_stranger_there_are_no_numbers(said, settings):
    settings.JINGWEI_ADDRESS_HEADER = "X-Caller"
    settings.JINGWEI_METRICS_TOKEN = "the-token"
    reply = Client().get("/health/metrics", **said)
    assert (reply.status_code, reply.content) == (404, b"")


def test_without_a_token_in_the_settings_an_empty_one_opens_nothing(settings):
    settings.JINGWEI_METRICS_TOKEN = ""
    reply = Client().get("/health/metrics", REMOTE_ADDR="10.0.0.9", HTTP_AUTHORIZATION="Bearer ")
    assert reply.status_code == 404


def test_who_shows_the_token_reads_the_numbers_from_afar(db, settings):
    settings.JINGWEI_METRICS_TOKEN = "the-token"
    reply = Client().get(
        "/health/metrics", REMOTE_ADDR="10.0.0.9", HTTP_AUTHORIZATION="Bearer the-token"
    )
    assert reply.status_code == 200


def test_other_addresses_and_methods_are_refused():
    assert Client().get("/health/secrets").status_code == 404
    assert Client().post("/health/live").status_code == 405


def test_pages_and_their_speed_are_counted(db, numbers):
    client = Client()
    for _ in range(3):
        client.get("/sign-in/")
    client.get("/api/v1/nothing-here")
    found = meters.totals(numbers)
    assert found["answers", "page", "2xx"] == 3
    assert found["answers", "api", "4xx"] == 1
    assert found["within", "page", "+Inf"] == 3
    assert found["seconds", "page", ""] > 0


def test_numbers_of_several_processes_add_up(numbers, monkeypatch):
    for pid in (11, 12):
        monkeypatch.setattr("os.getpid", lambda pid=pid: pid)
        meters.Meter(numbers).count("page", 200, 0.2)
    found = meters.totals(numbers)
    assert found["answers", "page", "2xx"] == 2
    assert found["within", "page", "0.1"] == 0
    assert found["within", "page", "0.25"] == 2
    text = "\n".join(meters.prometheus(numbers))
    assert 'jingwei_answers_total{kind="page",status="2xx"} 2' in text
    meters.forget(numbers)
    assert meters.totals(numbers)["answers", "page", "2xx"] == 0
