"""Does an office open, change and close a centre, and say what it does? Pages, words, refusals."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry as Line
from jingwei.systems.community.centres import actions
from jingwei.systems.community.centres.models import ClosedDay, Offering, ServiceCentre
from jingwei.systems.community.centres.tests.conftest import (
    listed,
    offers,
    opened,
    text,
    told,
)

HOME = "/community/centres/"


def typed(**more):
    return {
        "name": "东苑便民服务中心", "level": "community", "address": "东苑路1号",
        "phone": "0300-8000001", "longitude": "120.86", "latitude": "32.01", "note": "",
        "unit": "", "from_on": "2026-11-01", "h1_1_opens": "8:30", "h1_1_closes": "11:30", **more,
    }  # fmt: skip


def test_a_centre_is_opened_on_a_page_and_stands_in_the_list(town, browser):
    lin = browser("lin")
    answer = lin.post(f"{HOME}new/EAST-1/", typed())
    assert answer.status_code == 302, text(answer)[-800:]
    with as_owner():
        row = ServiceCentre.everything.get()
        assert row.hours == [[1, "08:30", "11:30"]]
        assert Line.everything.filter(verb="centres.centre.open").count() == 1
    said = text(lin.get(HOME))
    assert "东苑便民服务中心" in said
    assert "开着，到 11:30" in said  # Monday at ten


def test_all_faults_stand_there_at_once_and_nothing_typed_is_lost(town, browser):
    wrong = typed(name="", phone="", longitude="32", latitude="120", note="东门进",
                  h1_1_closes="8:00")  # fmt: skip
    answer = browser("lin").post(f"{HOME}new/EAST-1/", wrong)
    said = text(answer)
    assert answer.status_code == 422
    for words in ("还没有写中心名称。", "还没有写电话", "看看是不是写反了", "关门不晚于开门"):
        assert words in said
    assert "东门进" in said
    with as_owner():
        assert not ServiceCentre.everything.exists()
        assert not Line.everything.filter(verb__startswith="centres.").exists()


def test_the_neighbours_centre_is_unknown(town, browser):
    row = opened(town)
    gu = browser("gu")
    for part in ("", "edit/", "close/", "offer/", "end/", "propose/"):
        assert gu.get(f"{HOME}{row.public_id}/{part}").status_code == 404
    assert "东苑" not in text(gu.get(HOME))


def test_the_list_costs_the_same_for_one_and_for_many(town, browser, django_assert_max_num_queries):
    items = [listed(town, f"事项{n}") for n in range(3)]
    offers(town, opened(town), *items)
    lin = browser("lin")
    lin.get(HOME)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        lin.get(HOME)
    for n in range(20):
        offers(town, opened(town, name=f"中心{n:02}"), *items)
    with CaptureQueriesContext(connection) as many:
        lin.get(HOME)
    assert len(many) == len(one)


def test_a_changed_centre_is_noticed(town, browser):
    row = opened(town)
    page = f"{HOME}{row.public_id}/edit/"
    lin = browser("lin")
    assert lin.post(page, typed(version="1", phone="0300-8000002")).status_code == 302
    late = lin.post(page, typed(version="1", phone="0300-8000003"))
    assert late.status_code == 409
    assert "刚被别人改过" in text(late)


def test_the_agent_keeps_the_own_centre(streets, browser):
    row = opened(streets)
    agent = browser("agent")
    page = f"{HOME}{row.public_id}/close/"
    day = (TODAY + timedelta(days=1)).isoformat()
    assert agent.post(page, {"first": day, "last": day, "why": "停电"}).status_code == 302
    said = text(agent.get(f"{HOME}{row.public_id}/"))
    assert "停电" in said
    twice = agent.post(page, {"first": day, "last": day, "why": "停水"})
    assert "已经写了关门" in text(twice)
    with as_owner():
        closed = ClosedDay.everything.get()
    assert agent.post(f"{HOME}closed/{closed.public_id}/reopen/").status_code == 302
    with as_owner():
        assert not ClosedDay.everything.exists()
        assert Line.everything.filter(verb="centres.centre.reopen_days").count() == 1


def test_items_are_ticked_and_stopped_again(town, browser):
    item, other = listed(town), listed(town, "失业登记")
    row = opened(town)
    lin = browser("lin")
    page = f"{HOME}{row.public_id}/offer/"
    nothing = lin.post(page, {"from_on": "2026-11-01", "desk": "2号"})
    assert nothing.status_code == 422
    assert "请至少选一项" in text(nothing)
    assert 'value="2号"' in text(nothing)
    two = {"items": [str(item.public_id), str(other.public_id)], "from_on": "2026-11-01",
           "weekdays": ["1", "3"], "desk": "2号"}  # fmt: skip
    assert lin.post(page, two).status_code == 302
    said = text(lin.get(f"{HOME}{row.public_id}/"))
    assert "失业登记" in said
    assert "周一 周三" in said
    assert "求职登记" not in text(lin.get(page))  # it is done already
    with as_owner():
        offering = Offering.everything.get(item=item)
    stop = f"{HOME}offerings/{offering.public_id}/stop/"
    assert lin.post(stop, {"on": "2026-12-01"}).status_code == 302
    with as_owner():
        assert Offering.everything.get(item=item).held.upper == date(2026, 12, 1)


def test_nothing_is_offered_twice_or_before_it_is_there(town):
    item, row = listed(town), opened(town)
    offers(town, row, item)
    with pytest.raises(Refused) as refusal:
        offers(town, row, item)
    assert "已经在办这一项" in str(refusal.value)
    with acting(town.lin_scope) as who, pytest.raises(Refused) as refusal:
        actions.offer_items(
            centre=row, items=[item], doing=actions.Doing(), from_on=date(2020, 1, 1), by=who,
            at=AT,
        )  # fmt: skip
    assert "held.before" in refusal.value.codes


def test_a_centre_that_ends_takes_what_it_does_with_it(town, browser):
    item, row = listed(town), opened(town)
    offers(town, row, item)
    lin = browser("lin")
    assert lin.post(f"{HOME}{row.public_id}/end/", {"on": "2026-12-01"}).status_code == 302
    with as_owner():
        assert Offering.everything.get().held.upper == date(2026, 12, 1)
    with acting(town.lin_scope) as who, pytest.raises(Refused) as refusal:
        actions.change_centre(centre=row, told=told(), by=who, at=AT)
    assert "centre.ended" in refusal.value.codes


def test_the_page_says_which_of_the_four_services_are_missing(town, browser):
    row = opened(town)
    offers(town, row, listed(town))
    said = text(browser("lin").get(f"{HOME}{row.public_id}/"))
    assert "退休人员、救助、信访和调解" in said


def test_centres_leave_as_a_workbook_and_as_points(town, browser):
    opened(town, name="=1+1")
    lin = browser("lin")
    book = openpyxl.load_workbook(BytesIO(lin.get(f"{HOME}centres.xlsx").content))
    rows = list(book.active.values)
    assert rows[1][1] == "=1+1"
    assert rows[1][7] == "08:30-11:30 14:00-17:30"
    assert book.active["B2"].data_type == "s"
    points = lin.get(f"{HOME}centres.geojson").json()
    assert points["features"][0]["geometry"]["coordinates"] == [120.86, 32.01]
