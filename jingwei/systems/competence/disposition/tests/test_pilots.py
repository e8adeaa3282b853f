"""Are pilots and trials written with criteria and expectation first, and names kept by day?"""

from datetime import date

import pytest

from conftest import as_owner
from jingwei.systems.competence.disposition import checklist
from jingwei.systems.competence.disposition.models import LocalStep, Pilot, Trial

PILOTS = "/dispositions/pilots/"
TYPED = {
    "field": "community", "place": "示例一社区", "since": "2026-03-01", "until": "",
    "criteria": "班子齐、愿意试", "basis": "",
}  # fmt: skip


def text(answer) -> str:
    return str(answer.content.decode())


@pytest.fixture
def piloted(place, browser):
    lin = browser("lin")
    assert lin.post(PILOTS + "new/", TYPED).status_code == 302
    with as_owner():
        return lin, Pilot.everything.get()


def test_all_reasons_stand_on_the_page_and_what_was_typed_stays(place, browser):
    answer = browser("lin").post(
        PILOTS + "new/", TYPED | {"criteria": "", "until": "2026-02-01", "place": "社区甲"}
    )
    said = text(answer)
    assert answer.status_code == 422
    for words in ("还没有写为什么选它", "结束要晚于开始", "社区甲"):
        assert words in said
    with as_owner():
        assert not Pilot.everything.exists()


def test_a_trial_says_what_is_expected_before_what_was_found(piloted):
    lin, pilot = piloted
    url = f"{PILOTS}{pilot.public_id}/trial/"
    assert "还没有写预期看到什么" in text(lin.post(url, {"idea": "两人一组谈", "expected": ""}))
    lin.post(url, {"idea": "两人一组谈", "expected": "人人谈到", "began_on": "2026-04-01"})
    with as_owner():
        trial = Trial.everything.get()
    judge = f"/dispositions/trials/{trial.public_id}/"
    assert "请选保留还是不用" in text(lin.post(judge, {"evaluation": "谈到了", "kept": ""}))
    done = {"evaluation": "都谈到了", "kept": "kept", "ended_on": "2026-10-01"}
    assert lin.post(judge, done).status_code == 302
    said = text(lin.get(f"{PILOTS}{pilot.public_id}/"))
    for words in ("人人谈到", "都谈到了", "保留推广"):
        assert words in said
    assert "这项试验已经有结论。" in text(lin.post(judge, done))


def test_a_pilot_of_the_east_is_unknown_in_the_west(piloted, browser):
    _lin, pilot = piloted
    gu = browser("gu")
    assert gu.get(f"{PILOTS}{pilot.public_id}/").status_code == 404
    assert "示例一社区" not in text(gu.get(PILOTS))
    assert browser("branch").get(PILOTS + "new/").status_code == 403


def test_a_pilot_is_put_right_and_ends(piloted):
    lin, pilot = piloted
    url = f"{PILOTS}{pilot.public_id}/change/"
    assert 'value="示例一社区"' in text(lin.get(url))
    lin.post(url, TYPED | {"until": "2026-12-31"})
    with as_owner():
        assert Pilot.everything.get().held.upper == date(2026, 12, 31)


def test_an_organisation_calls_a_local_step_by_its_own_name(place, browser):
    lin = browser("lin")
    url = "/dispositions/checklist/"
    assert "收集记录" in text(lin.get(url))
    assert "还没有写这一步叫什么" in text(
        lin.post(url, {"phase": "facts", "position": "1", "label": " "})
    )
    for label in ("摸清底数", "摸底"):
        lin.post(url, {"phase": "facts", "position": "1", "label": label})
    with as_owner():
        assert LocalStep.everything.get().label == "摸底"
        there = checklist.names_for(place.east_one.path, place.on)
        elsewhere = checklist.names_for(place.west_one.path, place.on)
    assert there["facts", 1] == "摸底"
    assert elsewhere["facts", 1] == "收集记录"


def test_numbers_of_outcomes_are_for_the_city_only(place, browser):
    for who in ("lin", "officer"):
        assert "没有可以写出的数" in text(browser(who).get("/dispositions/statistics/"))
