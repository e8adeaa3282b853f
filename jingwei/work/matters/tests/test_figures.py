"""Do the figures say what the matters say, with none, some late, and a word that comes late?"""

from datetime import date, timedelta

import pytest

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.figures import flush, queries
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.models import DirtyMark
from jingwei.work.matters.models import Matter, Review
from jingwei.work.matters.tests.conftest import make_matter

MONTH = date(2026, 11, 1)
DAY = date(2026, 11, 10)


def fill():
    with as_role("jw_worker"):
        fill_months([MONTH], at=AT)


def figure(org, code):
    with system_scope("测试"):
        found = queries.in_month([org.pk], MONTH, codes=[f"matters.{code}"])
        one = found[org.pk, f"matters.{code}"]
    return one.n, one.d


def matter(town, **more):
    row = make_matter(town)
    for name, value in {"received_on": DAY, "reply_due_on": DAY, **more}.items():
        setattr(row, name, value)
    row.save()
    return row


def test_no_matters_are_no_data_and_not_zero(town):
    fill()
    assert figure(town.east, "replied_in_time") == (None, None)


def test_each_figure_counts_its_own_part(town):
    ended = {"closed_on": DAY, "state": "closed"}
    with as_owner():
        matter(town, replied_on=DAY, answered_on=DAY, answered_in_time=True, outcome="confirmed",
               **ended)  # fmt: skip
        matter(town, replied_on=DAY + timedelta(days=1), answered_on=DAY, answered_in_time=False,
               outcome="silent", reopened=1, **ended)  # fmt: skip
        matter(town, outcome="withdrawn", **ended)
        for grade in (5, 3, 2):
            Review.everything.create(
                org=town.east_one, org_path=town.east_one.path, grade=grade, month=MONTH,
                token=bytes([grade]) * 16,
            )  # fmt: skip
    fill()
    for org in (town.east_one, town.east, town.county):
        assert figure(org, "received")[0] == 3
        assert figure(org, "replied_in_time") == (1, 3)
        assert figure(org, "answered_in_time") == (1, 2)
        assert figure(org, "solved") == (1, 2)
        assert figure(org, "silent") == (1, 2)
        assert figure(org, "reopened") == (1, 2)
        assert figure(org, "satisfied") == (2, 3)
    assert figure(town.west, "solved") == (None, None)


def test_a_late_word_heals_the_month(town):
    with as_owner():
        row = matter(town, replied_on=DAY)
    fill()
    assert figure(town.east, "answered_in_time")[1] in (None, 0)
    with as_role("jw_worker"), system_scope("测试"):
        DirtyMark.objects.all().delete()
    with acting(town.lin_scope):
        Matter.everything.filter(pk=row.pk).update(answered_on=DAY, answered_in_time=True)
    with as_role("jw_worker"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "_missing", lambda today: [])
        flush.flush(at=AT + timedelta(minutes=1))
    assert figure(town.east, "answered_in_time") == (1, 1)
