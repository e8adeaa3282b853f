"""Does a member ask to pay less on the own page, and does the branch put it forward or answer?"""

import json
from dataclasses import replace

import pytest

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.work.membership.dues.flows import RELIEF
from jingwei.work.membership.dues.models import Relief, Sheet

ASK = "/me/dues/relief/"
TYPED = {"since": "2026-11", "last": "2026-12", "reason": "家里有人住院，收入少了"}


def text(answer) -> str:
    return str(answer.content.decode())


def decide(town, who, verb, **said):
    by = town.scopes[who]
    with acting(by):
        return take_step(
            flow=RELIEF, subject=Relief.everything.get(), verb=verb, said=said, by=by, at=AT
        )


def test_a_member_asks_the_branch_puts_it_forward_the_committee_decides(sheet, browser):
    member = browser("member")
    assert "申请少交或免交党费" in text(member.get("/me/"))
    refused = member.post(ASK, TYPED | {"reason": ""})
    assert refused.status_code == 422
    assert 'value="2026-12"' in text(refused)
    assert member.post(ASK, TYPED).status_code == 302
    assert "本人提出，等支部" in text(member.get("/me/"))
    assert "减免：本人提出" in text(browser("branch").get("/"))
    assert TYPED["reason"] not in text(browser("branch").get("/dues/of/EAST-1/"))
    decide(sheet, "branch", "put_forward", asked="5")
    decide(sheet, "lin", "grant", amount="5")
    with acting(sheet.branch_scope):
        assert Sheet.everything.get().opened.due[sheet.people["东甲"].pk] == 500


def test_it_is_asked_once_and_taken_back(sheet, browser):
    member = browser("member")
    member.post(ASK, TYPED)
    again = member.post(ASK, TYPED)
    assert again.status_code == 422
    assert "这几个月已有减免或正在等决定。" in text(again)
    assert member.post(ASK + "take-back/").status_code == 302
    assert member.post(ASK + "take-back/").status_code == 404
    assert member.post(ASK, TYPED).status_code == 302


def test_the_branch_answers_with_a_reason_and_nobody_asks_for_another(sheet, browser):
    browser("member").post(ASK, TYPED)
    decide(sheet, "branch", "answer", reason="先由困难补助解决")
    with as_owner():
        assert Relief.everything.get().state == "declined"
    assert browser("lin").get(ASK).status_code == 404


def test_who_put_it_forward_does_not_decide(sheet, browser):
    browser("member").post(ASK, TYPED)
    decide(sheet, "branch", "put_forward", asked="5")
    own = replace(sheet.lin_scope, account_id=sheet.branch_scope.account_id)
    with acting(own), pytest.raises(Refused) as refusal:
        take_step(
            flow=RELIEF, subject=Relief.everything.get(), verb="grant", said={"amount": "5"},
            by=own, at=AT,
        )  # fmt: skip
    assert "flow.same_person" in refusal.value.codes


def test_the_same_by_the_api(sheet, browser):
    member, path = browser("member"), "/api/v1/me/dues/reliefs"
    body = {"since": "2026-11-01", "last": "2026-12-01", "reason": "收入少了"}

    def send(where, said, client=member):
        return client.post(where, json.dumps(said), content_type="application/json",
                           headers={"Idempotency-Key": "r-1"} if said else {})  # fmt: skip

    first = send(path, body)
    assert first.status_code == 201, first.content.decode()
    assert first.json()["state"] == "asked"
    assert send(path, body).json() == first.json()
    with as_owner():
        assert Relief.everything.count() == 1
    assert send(path + "/take-back", {}).json()["state"] == "withdrawn"
    assert send(path, body, browser("lin")).status_code == 404
