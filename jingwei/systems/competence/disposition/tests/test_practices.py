"""Does a practice that was kept reach other units, with its origin, and stop with a reason?"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.ranges import held
from jingwei.systems.competence.disposition.models import Adoption, Pilot, Trial

PRACTICES = "/dispositions/practices/"
TYPED = {"place": "西片", "since": "2026-10-10", "why": "人手够，离得近"}


def text(answer) -> str:
    return str(answer.content.decode())


def tried(place, idea="两人一组谈", kept="kept"):
    """A trial of the east with its conclusion."""
    with as_owner():
        pilot = Pilot.everything.create(
            org=place.east, org_path=place.east.path, field="rural", place="示例村",
            held=held(date(2026, 1, 1)), criteria="班子齐",
        )  # fmt: skip
        return Trial.everything.create(
            org=place.east, org_path=place.east.path, pilot=pilot, idea=idea, expected="都谈到",
            began_on=date(2026, 2, 1), ended_on=date(2026, 9, 1), evaluation="都谈到了", kept=kept,
            decided_on=date(2026, 9, 2),
        )  # fmt: skip


def test_the_neighbour_reads_what_was_kept_and_takes_it_up(place, browser):
    trial, gu = tried(place), browser("gu")
    said = text(gu.get(PRACTICES))
    for words in ("两人一组谈", "示例村", "都谈到了"):
        assert words in said
    url = f"{PRACTICES}{trial.public_id}/"
    refused = gu.post(url, TYPED | {"why": ""})
    assert refused.status_code == 422
    assert "还没有写为什么适合这里。" in text(refused)
    assert "西片" in text(refused)
    assert gu.post(url, TYPED).status_code == 302
    again = gu.post(url, TYPED)
    assert "本单位已经在采用" in text(again)
    used = text(gu.get(PRACTICES + "?view=used"))
    for words in ("西片", "示例村（", "正在采用"):
        assert words in used
    assert "西片" not in text(browser("lin").get(PRACTICES + "?view=used"))


def test_what_is_still_tried_or_was_dropped_is_not_offered(place, browser):
    gu = browser("gu")
    for kept in ("open", "dropped"):
        trial = tried(place, kept=kept)
        assert "两人一组谈" not in text(gu.get(PRACTICES))
        assert gu.get(f"{PRACTICES}{trial.public_id}/").status_code == 404


def test_one_does_not_take_up_what_one_tried_oneself(place, browser):
    trial = tried(place)
    answer = browser("lin").post(f"{PRACTICES}{trial.public_id}/", TYPED)
    assert "这是本单位自己试的" in text(answer)


def test_it_is_stopped_with_a_day_and_a_reason(place, browser):
    trial, gu = tried(place), browser("gu")
    gu.post(f"{PRACTICES}{trial.public_id}/", TYPED)
    with as_owner():
        row = Adoption.everything.get()
    url = f"/dispositions/adoptions/{row.public_id}/stop/"
    assert browser("lin").get(url).status_code == 404
    said = text(gu.post(url, {"on": "2026-10-10", "why": ""}))
    assert "停用日期在采用之后" in said
    assert "还没有写为什么停用" in said
    assert gu.post(url, {"on": "2026-11-01", "why": "人手不够"}).status_code == 302
    used = text(gu.get(PRACTICES + "?view=used"))
    assert "已停用" in used
    assert "停用：人手不够" in used
    assert gu.post(f"{PRACTICES}{trial.public_id}/", TYPED).status_code == 302


@pytest.mark.parametrize("url", [PRACTICES, PRACTICES + "?view=used", "/dispositions/pilots/"])
def test_lists_ask_as_often_for_one_as_for_twenty(place, browser, url):
    gu = browser("gu" if "practices" in url else "lin")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert gu.get(url).status_code == 200
        return len(asked)

    def more(count):
        for at in range(count):
            trial = tried(place, f"做法{at}")
            with acting(place.gu_scope):
                Adoption.everything.create(
                    org=place.west, org_path=place.west.path, trial=trial, idea=trial.idea,
                    origin="示例村", place="西片", held=held(date(2026, 10, 1)), why="合适",
                )  # fmt: skip

    more(1)
    gu.get(url)
    one = cost()
    more(19)
    assert cost() == one
