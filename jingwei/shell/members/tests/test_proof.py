"""Is the person asked for again before whole numbers and lists go out?"""

from datetime import timedelta

import pytest
import time_machine

from conftest import AT, as_owner
from jingwei.kernel.access.tests.test_entering import switch_on
from jingwei.kernel.access.tests.town import PASSWORD
from jingwei.kernel.privacy.models import Look

LATER = AT + timedelta(minutes=11)
WHY = {"field": ["phone"], "reason": "contact"}
LIST = {"column": ["name", "org"], "reason": "verify"}


def looks(town):
    with as_owner():
        return Look.everything.count()


@pytest.fixture
def left_open(browser):
    """A browser in which Lin signed in eleven minutes ago."""
    client = browser("lin")
    client.get("/members/")
    with time_machine.travel(LATER, tick=False):
        yield client


def test_soon_after_the_sign_in_nothing_is_asked_again(browser, url, town):
    answer = browser("lin").post(url("东甲", "reveal/"), WHY)
    assert answer.status_code == 200
    assert "13900000000" in answer.content.decode()


def test_later_the_password_is_asked_for_and_nothing_is_shown(left_open, url, town):
    page = left_open.get(url("东甲", "reveal/")).content.decode()
    assert 'name="proof"' in page
    answer = left_open.post(url("东甲", "reveal/"), WHY)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "请再验证一次是您本人" in said
    assert "13900000000" not in said
    assert looks(town) == 0


def test_with_the_password_it_goes_on_and_is_not_asked_twice(left_open, url, town):
    answer = left_open.post(url("东甲", "reveal/"), WHY | {"proof": PASSWORD})
    assert answer.status_code == 200
    assert "13900000000" in answer.content.decode()
    assert left_open.post(url("东乙", "reveal/"), WHY).status_code == 200


def test_a_wrong_password_shows_nothing_and_is_counted_like_a_sign_in(left_open, url, town):
    statuses = [
        left_open.post(url("东甲", "reveal/"), WHY | {"proof": f"wrong {n}"}) for n in range(12)
    ]
    assert {answer.status_code for answer in statuses} == {422}
    assert "密码不对" in statuses[0].content.decode()
    assert "秒再试" in statuses[-1].content.decode()
    assert looks(town) == 0


def test_who_has_a_second_factor_shows_that_instead(left_open, url, town):
    switch_on(town, town.lin)
    page = left_open.get(url("东甲", "reveal/")).content.decode()
    assert "one-time-code" in page
    assert left_open.post(url("东甲", "reveal/"), WHY | {"proof": PASSWORD}).status_code == 422
    assert looks(town) == 0


def test_a_list_leaves_only_after_the_same_question(left_open, town):
    assert 'name="proof"' in left_open.get("/members/export/").content.decode()
    assert left_open.post("/members/export/", LIST).status_code == 422
    answer = left_open.post("/members/export/", LIST | {"proof": PASSWORD})
    assert answer.status_code == 200
    assert "spreadsheetml" in answer["Content-Type"]
