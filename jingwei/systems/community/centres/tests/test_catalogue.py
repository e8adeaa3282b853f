"""Does the county or city keep its catalogue by date, and answer what centres propose?"""

from datetime import date

import pytest

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry as Line
from jingwei.systems.community.centres import actions, catalogue, queries
from jingwei.systems.community.centres.models import ItemWording, ServiceItem, ServiceProposal
from jingwei.systems.community.centres.tests.conftest import (
    SINCE,
    entry,
    listed,
    offers,
    opened,
    text,
)

LATER = date(2026, 12, 1)


def test_other_words_hold_from_their_day_on_and_the_former_stay(town):
    item = listed(town)
    with acting(town.officer_scope) as who:
        catalogue.change_item(
            item=item, entry=entry(takes="2天", bring=()), from_on=LATER, by=who, at=AT
        )
        before = queries.titles([item.pk], date(2026, 11, 30))[item.pk]
        after = queries.titles([item.pk], LATER)[item.pk]
    assert (before.takes, after.takes) == ("当场办好", "2天")
    with as_owner():
        assert Line.everything.filter(verb="centres.item.change").count() == 1


def test_a_change_on_the_first_day_replaces_and_the_ledger_keeps_the_former(town):
    item = listed(town)
    with acting(town.officer_scope) as who:
        catalogue.change_item(item=item, entry=entry(takes="3天"), from_on=SINCE, by=who, at=AT)
    with as_owner():
        assert ItemWording.everything.get(item=item).takes == "3天"
        assert "当场办好" in Line.everything.get(verb="centres.item.change").payload


def test_what_somebody_changed_meanwhile_is_noticed(town):
    item = listed(town)
    with acting(town.officer_scope) as who:
        catalogue.change_item(item=item, entry=entry(), from_on=LATER, by=who, at=AT, version=1)
        with pytest.raises(Refused) as refusal:
            catalogue.change_item(item=item, entry=entry(), from_on=LATER, by=who, at=AT, version=1)
    assert refusal.value.status == 409


def test_a_town_does_not_change_the_citys_catalogue(town, browser):
    item = listed(town)
    lin = browser("lin")
    assert "求职登记" in text(lin.get("/community/centres/catalogue/"))
    assert lin.get(f"/community/centres/items/{item.public_id}/edit/").status_code == 403
    with acting(town.lin_scope) as who, pytest.raises(Refused) as refusal:
        catalogue.change_item(item=item, entry=entry(), from_on=LATER, by=who, at=AT)
    assert "access.duty" in refusal.value.codes


def test_an_item_that_centres_still_do_is_not_ended(town):
    item = listed(town)
    centre = opened(town)
    (offering,) = offers(town, centre, item)
    with acting(town.officer_scope) as who:
        with pytest.raises(Refused) as refusal:
            catalogue.end_item(item=item, on=LATER, by=who, at=AT)
        assert "item.offered" in refusal.value.codes
        actions.stop_offering(offering=offering, on=LATER, by=who, at=AT)
        catalogue.end_item(item=item, on=LATER, by=who, at=AT)
        assert ServiceItem.everything.get(pk=item.pk).held.upper == LATER


def test_categories_items_and_words_are_kept_on_pages(town, browser):
    officer = browser("officer")
    made = officer.post(
        "/community/centres/catalogue/new/CITY/",
        {"title": "救助", "place": "2", "about": "低保和临时救助", "from_on": "2026-11-01"},
    )
    assert made.status_code == 302
    said = text(officer.get("/community/centres/catalogue/"))
    assert "救助" in said
    with acting(town.officer_scope) as who:
        (shelf,) = queries.shelves(who, date(2026, 11, 23))
    typed = {
        "title": "临时救助", "kind": "public", "ring": "relief", "for_whom": "遇到急难的家庭",
        "bring": "身份证\n户口簿", "never_ask": "贫困证明", "takes": "5个工作日", "price": "0",
        "price_words": "", "basis": "《社会救助暂行办法》", "from_on": "2026-11-02",
    }  # fmt: skip
    new = f"/community/centres/catalogue/{shelf.category.public_id}/new/"
    refused = officer.post(new, typed | {"takes": "", "basis": ""})
    assert refused.status_code == 422
    assert "户口簿" in text(refused)
    assert "还没有写多久办好。" in text(refused)
    assert officer.post(new, typed).status_code == 302
    with acting(town.officer_scope) as who:
        (line,) = queries.lines(who, date(2026, 11, 23))
    assert line.words.bring == ["身份证", "户口簿"]
    page = f"/community/centres/items/{line.item.public_id}/"
    assert "贫困证明" in text(officer.get(page))
    assert "2026-11-02" in text(officer.get(page))


def test_a_centre_proposes_by_need_and_the_city_answers(town, browser):
    centre = opened(town)
    lin, officer = browser("lin"), browser("officer")
    page = f"/community/centres/{centre.public_id}/propose/"
    refused = lin.post(page, {"kind": "add", "item": "", "title": "", "why": ""})
    assert refused.status_code == 422
    assert "请写想增加什么事项。" in text(refused)
    typed = {"kind": "add", "item": "", "title": "理发", "why": "三位老人问过，路远"}
    assert lin.post(page, typed).status_code == 302
    with as_owner():
        row = ServiceProposal.everything.get()
    today = text(officer.get("/"))
    assert "理发" in today
    answer = f"/community/centres/proposals/{row.public_id}/"
    assert lin.get(answer).status_code == 403
    assert browser("gu").get(answer).status_code in (403, 404)
    assert officer.post(answer, {"adopt": "yes", "answer": "下月起办"}).status_code == 302
    said = text(lin.get("/community/centres/proposals/"))
    assert "下月起办" in said
    again = officer.post(answer, {"adopt": "no", "answer": "再想想"})
    assert "已经答复过了" in text(again)
