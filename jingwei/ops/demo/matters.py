"""How does a year of people's matters get into the demo city? Drawn by hash, promised by the rules.

Of every hundred about 99 are answered in time and 91 of the rated ones are rated fair or better, as
Nantong's help line published. What was asked is one of a few sentences, sealed like any other.
"""

from datetime import date, timedelta
from typing import Any

from jingwei.kernel.flows import spans
from jingwei.kernel.flows.clocks import span_of
from jingwei.kernel.privacy import sealing
from jingwei.kernel.rulebook.calendar_queries import days
from jingwei.ops.demo.city import City
from jingwei.ops.demo.matter_topics import TOPICS
from jingwei.ops.demo.matters_sql import (
    ASKS,
    CASES,
    CLOCKS,
    ERRANDS,
    MATTERS,
    REPEATS,
    REVIEWS,
    STEPS,
    VOICES,
)
from jingwei.ops.demo.writing import Writer
from jingwei.work.matters.actions import ASKED
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import Kind

WEEKS = 52
A_WEEK = {"full": 12, "small": 6}
"""Matters of a community or village in a week; 24,000 in the full city."""
KINDS = {"complaint": Kind.OFFICE, "mediation": Kind.FAMILY}
# Of the last two weeks a third more are errands, so that some wait and run in a small city too.
ERRAND_TOPICS = [at for at, topic in enumerate(TOPICS) if topic[0] == "errand"]
LIMITS = ("first_reply", "advice", "errand", "complex", "complaint", "mediation")


def write(city: City, writer: Writer) -> dict[str, int]:
    """Matters of the last 52 weeks with every step, limit and review."""
    a_week = A_WEEK.get(city.size.key, A_WEEK["small"])
    return write_year(writer.cursor, city.today, a_week)


def write_year(cursor: Any, today: date, a_week: int) -> dict[str, int]:
    """The same for ``a_week`` matters of each demo community or village up to a day, in the
    caller's transaction."""
    since = today - timedelta(weeks=WEEKS)
    # Loaded twice in one transaction, as a test does, the tables of the first time are still there.
    cursor.execute("DROP TABLE IF EXISTS topic, promise, asking, sealed_ask, standing")
    cursor.execute("CREATE TEMP TABLE topic (n int, category text, title text, asked text,"
                   " answer text, kind text) ON COMMIT DROP")  # fmt: skip
    cursor.executemany(
        "INSERT INTO topic VALUES (%s, %s, %s, %s, %s, %s)",
        [(at, *topic, KINDS.get(topic[0], Kind.SERVICE)) for at, topic in enumerate(TOPICS)],
    )
    _write_promises(cursor, since, today)
    said = {
        "since": since, "today": today, "topics": len(TOPICS), "a_week": a_week, "weeks": WEEKS,
        "errands": ERRAND_TOPICS, "errand_topics": len(ERRAND_TOPICS),
    }  # fmt: skip
    cursor.execute(ASKS, said)
    cursor.execute("CREATE INDEX ON asking (public_id)")
    cursor.execute("ANALYZE asking")
    _seal(cursor)
    cursor.execute(MATTERS)
    count = cursor.rowcount
    for statement in (ERRANDS, VOICES, REPEATS, CASES, STEPS, CLOCKS, REVIEWS):
        cursor.execute(statement, {"today": today})
    return {"matters": count}


def _write_promises(cursor: Any, since: date, until: date) -> None:
    """The last day of each limit for each day on which it may begin, by the calendar."""
    calendar = days()
    cursor.execute(
        "CREATE TEMP TABLE promise (name text, began date, due date, amount int, unit text,"
        " PRIMARY KEY (name, began)) ON COMMIT DROP"
    )
    rows = []
    for name in LIMITS:
        for number in range((until - since).days + 40):
            began = since + timedelta(days=number)
            span, _source = span_of(MATTER.limit(name).span, began)
            due = spans.term(began, span, days=calendar).last
            rows.append((name, began, due, span.amount, span.unit))
    cursor.executemany("INSERT INTO promise VALUES (%s, %s, %s, %s, %s)", rows)


def _seal(cursor: Any) -> None:
    """What was asked, sealed for its row."""
    cursor.execute(
        "CREATE TEMP TABLE sealed_ask (public_id uuid PRIMARY KEY, asked bytea) ON COMMIT DROP"
    )
    cursor.execute("SELECT a.public_id, t.asked FROM asking a JOIN topic t ON t.n = a.topic")
    seal = sealing.sealer(ASKED)
    rows = cursor.fetchall()
    with cursor.cursor.copy("COPY sealed_ask (public_id, asked) FROM STDIN") as into:
        for public_id, asked in rows:
            into.write_row((public_id, seal(asked, public_id)))
    cursor.execute("ANALYZE sealed_ask")
