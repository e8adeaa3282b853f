"""What do the pages of the rulebook show, to whom, and how is a number or a day changed there?"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import AT, as_owner
from jingwei.kernel import register
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.register import CALENDAR, Touched
from jingwei.kernel.rulebook import calendar_queries, queries
from jingwei.kernel.rulebook.models import CalendarDay, CalendarYear, Rule, RuleChange
from jingwei.shell.rulebook import forms

NAME = "reveal.per_day.most"
ASKED = {"value": "30", "from_on": "2027-01-01", "source": "市里的规定", "mark": "verified",
         "words": "", "reason": "二十次不够用"}  # fmt: skip


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def browser(town: Any) -> Any:
    with as_owner():
        town.account("second", "officer", town.city)
        town.account("below", "officer", town.county)

    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(town.accounts[who])
        return client

    return signed_in


def text(answer):
    return answer.content.decode()


def ask(client, **more):
    return client.post(f"/rulebook/{NAME}/change/", ASKED | more)


def test_every_number_stands_on_the_page_with_source_and_mark(browser):
    page = text(browser("lin").get("/rulebook/"))
    for said in ("成立党支部的正式党员人数", "3人", "《中国共产党支部工作条例（试行）》",
                 "转引，待核对原文", "3000元以下（含） 0.5%", "发展对象公示至少"):  # fmt: skip
        assert said in page
    assert "提出修改" not in page


def test_the_page_as_of_a_day_shows_the_numbers_of_that_day(browser):
    lin = browser("lin")
    assert "发展对象公示至少" not in text(lin.get("/rulebook/?on=2026-05-10"))
    assert "发展对象公示至少" in text(lin.get("/rulebook/?on=2026-05-11"))


def test_only_numbers_of_one_mark_can_be_looked_at(browser):
    page = text(browser("lin").get("/rulebook/?mark=general"))
    assert "正好五分之四到会算不算" in page
    assert "成立党支部的正式党员人数" not in page


def test_the_history_of_a_number_names_both_texts(browser):
    page = text(browser("lin").get("/rulebook/development.talk.months/"))
    assert "（2014年）" in page
    assert "（2026年修订）" in page
    assert browser("lin").get("/rulebook/no.such.number/").status_code == 404


def test_in_english_titles_marks_and_units_are_english(browser):
    lin = browser("lin")
    page = text(lin.get("/rulebook/", headers={"accept-language": "en"}))
    for said in ("Full members for a branch", "Quoted; text to be checked", "5 working days",
                 "up to 3000 yuan: 0.5%"):  # fmt: skip
        assert said in page


def test_a_number_is_asked_for_by_one_and_decided_by_another(browser):
    one, two = browser("officer"), browser("second")
    answer = ask(one)
    assert answer.status_code == 302
    waiting = RuleChange.objects.get()
    page = text(two.get(answer["Location"]))
    assert "同意修改" in page
    assert "二十次不够用" in page
    assert "同意修改" not in text(one.get(answer["Location"]))
    assert two.post(answer["Location"], {"agree": "yes"}).status_code == 302
    waiting.refresh_from_db()
    assert waiting.outcome == "done"
    assert queries.value_of(NAME, date(2027, 1, 1)) == 30
    assert "二十次不够用" in text(two.get(f"/rulebook/{NAME}/"))


def test_what_was_typed_stays_and_every_reason_is_told(browser):
    answer = ask(browser("officer"), source="", reason="", value="-3")
    assert answer.status_code == 422
    page = text(answer)
    for said in ("请写出处", "请写明为什么改", "数不能小于0", 'value="-3"'):
        assert said in page
    assert not RuleChange.objects.exists()


@pytest.mark.parametrize("who", ["lin", "below", "auditor"])
def test_others_see_the_numbers_and_do_not_change_them(browser, who):
    client = browser(who)
    assert client.get("/rulebook/").status_code == 200
    assert client.get(f"/rulebook/{NAME}/change/").status_code == 403
    assert ask(client).status_code == 403
    assert client.get("/rulebook/changes/").status_code == 403


def test_the_second_person_sees_open_matters_before_deciding(browser, monkeypatch):
    monkeypatch.setattr(register.register(), "touched", [])
    register.touched_by(
        NAME, lambda scope, proposed: [Touched("东甲的公示", due_on=date(2026, 12, 1),
                                               due_then=date(2026, 12, 3))]
    )  # fmt: skip
    url = ask(browser("officer"))["Location"]
    page = text(browser("second").get(url))
    assert "东甲的公示" in page
    assert "2026-12-03" in page


def test_a_table_of_rates_is_typed_a_bracket_a_line(browser):
    rule = Rule.objects.get(name="dues.farmer")
    assert forms.typed_of(rule) == "以上 0.2-1"
    wage = Rule.objects.get(name="dues.wage")
    assert forms.table_of(forms.typed_of(wage)) == wage.table
    answer = browser("officer").post(
        "/rulebook/dues.wage/change/", ASKED | {"value": "4000 0.5%\n以上 1%"}
    )
    assert answer.status_code == 302
    assert RuleChange.objects.get().table[0] == {"up_to": "4000", "rate": "0.5"}
    wrong = browser("officer").post("/rulebook/dues.retired/change/", ASKED | {"value": "多少"})
    assert "每行一档" in text(wrong)


def test_the_calendar_of_a_year_shows_rest_and_swapped_days(browser):
    page = text(browser("lin").get("/rulebook/calendar/2026/"))
    assert "248 个工作日" in page
    assert "国庆节" in page
    assert "调休上班 6 天" in page
    assert "改一天" not in page


def test_a_year_nobody_entered_says_so_and_is_entered_as_the_notice_has_it(browser):
    officer = browser("officer")
    assert "还没有录入" in text(officer.get("/rulebook/calendar/2031/"))
    said = {"days": "2031-01-01 休 元旦\n2031-01-04 班 元旦", "source": "国办发明电〔2030〕1号",
            "reason": "通知来了"}  # fmt: skip
    answer = officer.post("/rulebook/calendar/2031/enter/", said)
    assert answer.status_code == 302
    assert calendar_queries.days_of(2031)[1].is_working
    assert CalendarYear.objects.get(year=2031).mark == "verified"


def test_a_day_is_changed_only_after_the_clocks_it_moves_were_seen(browser, monkeypatch):
    monkeypatch.setattr(register.register(), "touched", [])
    register.touched_by(CALENDAR, lambda scope, proposed: [Touched("西甲的公示")])
    officer = browser("officer")
    said = {"day": "2026-11-28", "kind": "worked", "name": "", "reason": "市里通知"}
    first = officer.post("/rulebook/calendar/2026/day/", said)
    assert "西甲的公示" in text(first)
    assert not CalendarDay.objects.filter(day=date(2026, 11, 28)).exists()
    assert officer.post(
        "/rulebook/calendar/2026/day/", said | {"seen": "yes"}
    ).status_code == 302  # fmt: skip
    assert CalendarDay.objects.get(day=date(2026, 11, 28)).is_working


def test_a_line_in_the_ledger_says_who_changed_what(browser, town):
    ask(browser("officer"))
    with as_owner():
        line = Entry.everything.get(verb="rulebook.rule.ask")
    assert line.actor_id == town.officer.pk
    assert '"to":"30"' in line.payload


def test_the_lists_cost_the_same_for_one_change_and_for_twenty(browser, town):
    client = browser("second")

    def wait(count):
        with as_owner():
            RuleChange.objects.all().delete()
            for n in range(count):
                RuleChange.objects.create(
                    name=NAME, place=str(n), title="数", value=Decimal(n), source="源",
                    mark="verified", from_on=date(2027, 1, 1), reason="因", asked_at=AT,
                    asked_by=town.officer,
                )  # fmt: skip
        client.get("/rulebook/changes/")
        costs = []
        for path in ("/rulebook/changes/", f"/rulebook/{NAME}/"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(path).status_code == 200
            costs.append(len(asked))
        return costs

    assert wait(1) == wait(20)
