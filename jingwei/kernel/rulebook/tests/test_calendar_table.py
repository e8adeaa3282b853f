"""Does a clock go by the table of this installation, and does it ask for it once?"""

from datetime import date

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from conftest import as_owner
from jingwei.kernel.rulebook import calendar_queries as queries
from jingwei.kernel.rulebook.models import CalendarDay, CalendarYear


def test_a_new_installation_knows_the_years_of_the_notices(db):
    assert {2024, 2025, 2026} <= {row.year for row in queries.years()}
    assert queries.days().is_working(date(2026, 10, 10))
    assert not queries.days().is_working(date(2026, 10, 7))
    assert "2026" in queries.years()[0].source or queries.years()[0].year > 2026


def test_a_clock_goes_by_the_table_and_not_by_the_package(db):
    assert queries.term_of(date(2026, 11, 20), 1, "working_days").last == date(2026, 11, 23)
    year = CalendarYear.objects.get(year=2026)
    with as_owner():
        CalendarDay.objects.create(year=year, day=date(2026, 11, 21), is_working=True, name="调")
    queries.forget()
    assert queries.term_of(date(2026, 11, 20), 1, "working_days").last == date(2026, 11, 21)


def test_many_clocks_of_one_transaction_cost_one_query(db):
    queries.forget()
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        for n in range(1, 20):
            queries.term_of(date(2026, 9, 1), n, "working_days")
    assert sum("calendar_year" in query["sql"] for query in asked) == 1


def test_a_year_without_row_is_unknown(db):
    term = queries.term_of(date(2031, 5, 1), 3, "working_days")
    assert term.unknown == (2031,)
