"""Is what was said twice suggested, linked by a person only, and never merged?"""

from datetime import timedelta

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.work.matters import alike
from jingwei.work.matters.models import Matter
from jingwei.work.matters.tests.conftest import make_matter
from jingwei.work.matters.tests.test_public_pages import text


def said(streets, title, place="east_place", days=0):
    row = make_matter(streets)
    row.title, row.place = title, streets.people[place]
    row.received_on = TODAY - timedelta(days=days)
    row.save()
    return row


@pytest.fixture
def three(streets):
    with as_owner():
        return (
            said(streets, "3幢二单元的路灯不亮了"), said(streets, "3幢路灯不亮", days=3),
            said(streets, "老年证怎么办"),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("3幢路灯不亮", "3幢的路灯不亮", True), ("路灯不亮", "老年证怎么办", False),
        ("路灯", "", False), ("", "", False), ("路灯不亮！", "路灯 不亮", True),
    ],
)  # fmt: skip
def test_the_same_words_are_near(one, other, near):
    assert (alike.overlap(one, other) >= alike.ENOUGH) is near


def test_near_ones_of_the_same_place_are_suggested(streets, three):
    with acting(streets.lin_scope) as who:
        assert [one.pk for one in alike.alike(who, three[0])] == [three[1].pk]
        assert Matter.everything.count() == 3


def test_another_place_and_long_ago_are_not(streets, three):
    with as_owner():
        Matter.everything.filter(pk=three[1].pk).update(received_on=TODAY - timedelta(days=31))
        said(streets, "3幢二单元的路灯不亮了", place="west_place")
    with acting(streets.lin_scope) as who:
        assert alike.alike(who, three[0]) == []


def test_a_person_links_with_a_reason_and_both_stay(streets, three, browser):
    lin, address = browser("lin"), f"/matters/{three[0].public_id}/"
    assert "同一地方最近像的" in text(lin.get(address))
    told = {"to": str(three[1].public_id), "reason": ""}
    assert lin.post(f"{address}link/", told).status_code == 422
    assert lin.post(f"{address}link/", {**told, "reason": "同一盏灯"}).status_code == 302
    page = text(lin.get(address))
    assert "和这件是一回事" in page
    assert "同一地方最近像的" not in page
    with as_owner():
        rows = Matter.everything.filter(pk__in=[one.pk for one in three[:2]])
        assert {one.state for one in rows} == {"received"}
        assert Entry.everything.filter(verb="matters.matter.link").count() == 1


def test_a_chain_or_itself_or_the_neighbours_is_refused(streets, three):
    with as_owner():
        far = make_matter(streets, org=streets.west_one)
    with acting(streets.lin_scope) as who:
        alike.link(matter=three[1], to=three[2].public_id, reason="一回事", by=who, at=AT)
        for to, code in (
            (three[0], "alike.self"), (three[1], "alike.chain"), (far, "alike.other"),
            (None, "alike.choose"),
        ):  # fmt: skip
            with pytest.raises(Refused) as refusal:
                alike.link(
                    matter=three[0], to=to.public_id if to else None, reason="一回事", by=who, at=AT
                )
            assert code in refusal.value.codes
