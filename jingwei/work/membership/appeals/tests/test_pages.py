"""Does a member appeal on the own pages, and does the office find what it needs?"""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import as_owner
from jingwei.work.membership.appeals.models import Appeal
from jingwei.work.membership.appeals.tests.conftest import WORDS, state, step

MINE = "/me/appeals/"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_member_appeals_adds_something_and_takes_it_back(decided: Any, browser: Any) -> None:
    member = browser("member")
    assert "党费减免：支部答复，不转报" in text(member.get(MINE))
    new = f"{MINE}new/{decided.relief.public_id}/2/"
    assert "哪里不同意" in text(member.get(new))
    refused = member.post(new, {"said": ""})
    assert refused.status_code == 422
    assert "还没有写哪里不同意。" in text(refused)
    assert member.post(new, {"said": WORDS}).status_code == 302
    again = member.post(new, {"said": WORDS})
    assert again.status_code == 422
    assert WORDS in text(again)
    with as_owner():
        row = Appeal.everything.get()
    shown = text(member.get(MINE))
    assert "等上级受理" in shown
    assert "东镇党委" in shown
    assert "等上级受理" in text(member.get("/me/"))
    assert member.post(f"{MINE}{row.public_id}/add/", {"said": "还有证明"}).status_code == 302
    assert member.post(f"{MINE}{row.public_id}/take-back/").status_code == 302
    assert state(row) == "withdrawn"
    assert member.get(f"{MINE}{row.public_id}/add/").status_code == 404
    assert member.post(new, {"said": WORDS}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "told"),
    [("长" * 4001, "4000"), ("有\x00空", "空"), (" \n\t", "还没有写哪里不同意。")],
)
def test_what_cannot_be_taken_is_said_and_stays_typed(
    decided: Any, browser: Any, typed: str, told: str
) -> None:
    answer = browser("member").post(f"{MINE}new/{decided.relief.public_id}/2/", {"said": typed})
    assert answer.status_code == 422
    assert told in text(answer)
    assert typed.strip()[:1] in text(answer)
    with as_owner():
        assert not Appeal.everything.exists()


def test_a_member_without_decisions_is_told_so(town: Any, browser: Any) -> None:
    assert "还没有对您的决定" in text(browser("member").get(MINE))


def test_what_is_no_decision_about_oneself_is_not_there(decided: Any, browser: Any) -> None:
    relief = decided.relief.public_id
    assert browser("member").get(f"{MINE}new/{relief}/1/").status_code == 404  # the own wish
    assert browser("branch").get(f"{MINE}new/{relief}/2/").status_code == 404
    assert browser("lin").get(MINE).status_code == 404


def test_the_office_above_sees_it_and_whoever_decided_does_not(
    decided: Any, asked: Appeal, browser: Any
) -> None:
    lin, one = browser("lin"), f"/appeals/{asked.public_id}/"
    assert "答复东甲的申诉" in text(lin.get("/"))
    assert "东甲" in text(lin.get("/appeals/"))
    page = text(lin.get(one))
    assert "受理" in page
    assert WORDS not in page
    assert WORDS in text(lin.get(f"/flows/membership.appeal/{asked.public_id}/"))
    for who in ("branch", "gu"):
        assert browser(who).get(one).status_code in (403, 404)
        answer = browser(who).get(f"/flows/membership.appeal/{asked.public_id}/")
        assert answer.status_code == 404
    assert "东甲" not in text(browser("gu").get("/appeals/"))


def test_the_answer_is_among_the_own_papers(decided: Any, asked: Appeal, browser: Any) -> None:
    step(decided, asked, "take")
    step(decided, asked, "keep", answer="按规定办的")
    member = browser("member")
    assert "申诉答复" in text(member.get("/me/papers/"))
    shown = text(member.get(MINE))
    assert "看答复" in shown
    assert "党费减免：支部答复，不转报" in shown
    assert "申诉：答复：维持原决定" in shown  # which may be appealed against in turn


def test_the_list_costs_the_same_for_one_and_many(
    decided: Any, asked: Appeal, browser: Any
) -> None:
    lin = browser("lin")
    lin.get("/appeals/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        lin.get("/appeals/")
    with as_owner():
        for number in range(3, 53):
            asked.pk, asked.number = None, number
            asked.public_id = asked._meta.get_field("public_id").get_default()
            asked._state.adding = True
            asked.save(force_insert=True)
    with CaptureQueriesContext(connection) as many:
        assert text(lin.get("/appeals/")).count("<tr>") == 51
    assert len(many) == len(one)
