"""Do the figures say what the matters say, with none, some late, and a word that comes late?"""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.figures import flush, queries
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.models import DirtyMark
from jingwei.work.matters import alike
from jingwei.work.matters.models import Matter, Petition, ProxyCase, Review, VoiceItem
from jingwei.work.matters.tests.conftest import make_matter

MONTH = date(2026, 11, 1)
DAY = date(2026, 11, 10)


def fill(*, at=AT):
    with as_role("jw_worker"):
        fill_months([MONTH], at=at)


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


def of_kind(town, kind, **own):
    row = matter(town, kind=kind, **({"answered_on": DAY} if kind == "proxy" else {}))
    if kind == "proxy":
        ProxyCase.objects.create(
            matter=row, mandate="办医保", since=DAY, until=DAY, agreed="签了委托书", **own
        )
    else:
        VoiceItem.objects.create(matter=row, raised_to="示例区人大", raised_on=DAY, **own)
    return row


def test_trips_saved_are_added_up_and_open_to_the_errands(town):
    with as_owner():
        for saved in (0, 2, 3):
            of_kind(town, "proxy", errands_saved=saved)
        of_kind(town, "voice")
        of_kind(town, "voice", heard_on=DAY)
    fill()
    for org in (town.east_one, town.east, town.county):
        assert figure(org, "errands_saved")[0] == 5
        assert figure(org, "proxy_saving") == (2, 3)
        assert figure(org, "voiced")[0] == 2
        assert figure(org, "voice_heard") == (1, 2)
        assert figure(org, "voice_answered") == (0, 2)


def test_a_trip_that_is_noted_later_heals_the_month(town):
    with as_owner():
        row = of_kind(town, "proxy")
    fill()
    with as_role("jw_worker"), system_scope("测试"):
        DirtyMark.objects.all().delete()
    with acting(town.lin_scope):
        ProxyCase.objects.filter(matter=row).update(errands_saved=4)
    with as_role("jw_worker"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "_missing", lambda today: [])
        flush.flush(at=AT + timedelta(minutes=1))
    assert figure(town.east, "errands_saved")[0] == 4


def linked(town, row, first):
    lin = town.lin_scope
    with acting(lin):
        alike.link(matter=row, to=first.public_id, reason="同一盏路灯", by=lin, at=AT)


def test_what_was_said_before_is_counted_from_the_links(town):
    fill()
    assert figure(town.east, "repeated") == (None, None)
    with as_owner():
        first, *others = (matter(town) for _n in range(4))
    fill(at=AT + timedelta(minutes=1))
    assert figure(town.east, "repeated") == (0, 4)
    with as_role("jw_worker"), system_scope("测试"):
        DirtyMark.objects.all().delete()
    for row in others:  # the links are said after the month was counted
        linked(town, row, first)
    with as_role("jw_worker"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "_missing", lambda today: [])
        flush.flush(at=AT + timedelta(minutes=2))
    for org in (town.east_one, town.east, town.county):
        assert figure(org, "repeated") == (3, 4)
    assert figure(town.west, "repeated") == (None, None)


def test_a_handed_over_petition_repeats_nothing(town):
    with as_owner():
        first, row = matter(town), matter(town)
    linked(town, row, first)
    with as_owner():
        Petition.objects.create(
            matter=row,
            body="示例区信访局",
            what="反映干部",
            basis="信访工作条例",
            handed_on=DAY,
            tell_by=DAY,
        )
    fill()
    assert figure(town.east, "repeated") == (0, 1)


@pytest.mark.parametrize(("rated", "shown"), [(3, False), (9, False), (10, True)])
def test_nothing_is_shown_of_fewer_than_ten_answers(town, rated, shown):
    """Neither share nor count; from ten on with an interval."""
    with as_owner():
        for at in range(rated):
            Review.everything.create(
                org=town.east_one, org_path=town.east_one.path, grade=1 if at == 0 else 5,
                month=MONTH, token=bytes([at]) * 16,
            )  # fmt: skip
    fill()
    with system_scope("测试"):
        found = queries.in_month([town.east.pk], MONTH, codes=["matters.satisfied"])
    one = found[town.east.pk, "matters.satisfied"]
    assert one.is_withheld is not shown
    assert (one.share is not None, one.spread is not None) == (shown, shown)
    if shown:
        assert one.spread[0] < one.share < one.spread[1]


def test_the_page_withholds_them_too(town):
    with as_owner():
        for at in range(4):
            Review.everything.create(
                org=town.east_one, org_path=town.east_one.path, grade=2, month=MONTH,
                token=bytes([at]) * 16,
            )  # fmt: skip
    fill()
    client = Client()
    client.force_login(town.accounts["lin"])
    with time_machine.travel(AT, tick=False):
        said = client.get("/figures/EAST/?month=2026-11").content.decode()
        assert "少于 10 条评价，不显示" in said
        opened = client.get("/figures/EAST/matters.satisfied/?month=2026-11").content.decode()
    assert "少于 10 条评价，不显示" in opened
    assert "不满意" not in opened
