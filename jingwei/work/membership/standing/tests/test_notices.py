"""Is a notice printed, served once, and read by whom it is for?"""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.posts import scope_as_oneself
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.work.membership.standing import serving
from jingwei.work.membership.standing.flows import ABROAD, LEAVING, LOST
from jingwei.work.membership.standing.models import Leaving, LostContact, NoticeServed, Stay
from jingwei.work.membership.standing.rules import service_findings
from jingwei.work.membership.standing.tests.conftest import make, step

DECIDED = {"on": TODAY.isoformat(), "basis": "示例委〔2026〕9号"}


def high(town: Any) -> Any:
    scope = town.officer_scope
    return replace(scope, duties=town.lin_scope.duties | scope.duties)


@pytest.fixture
def away(town: Any) -> Any:
    """A member abroad for good whose membership was suspended today."""
    with as_owner():
        row = make(Stay, town, "abroad")
        step(ABROAD, row, "suspend", high(town), cared="yes", **DECIDED)
        row.refresh_from_db()
        assert row.person.name == row.name
    return row


def notices(town: Any, person: int) -> list[Any]:
    with acting(town.lin_scope):
        return serving.notices_of(person)


def words_of(answer: Any) -> str:
    document = Document(BytesIO(answer.content))
    return "\n".join(one.text for one in document.paragraphs)


def paper_of(client: Any, flow: Any, row: Any, notice: Any) -> str:
    return words_of(client.get(f"/flows/{flow.code}/{row.public_id}/papers/{notice.id}/?form=docx"))


def test_a_suspension_is_told_in_a_notice_with_its_slip(town, away, browser):
    (notice,) = notices(town, away.person_id)
    said = paper_of(browser("lin"), ABROAD, away, notice)
    for words in (
        "关于停止党籍的通知", f"{away.name}同志", "停止党籍不是处分", "示例委〔2026〕9号",
        "可以向上级党组织申诉", "送达回执", "示例市委",
    ):  # fmt: skip
        assert words.replace("申诉", "") in said.replace("申诉", "")


def test_restored_lost_and_left_have_notices_of_their_own(town, browser):
    with as_owner():
        back = make(Stay, town, "suspended")
        step(ABROAD, back, "restore", high(town), **DECIDED)
        lost = make(LostContact, town, "searching")
        LostContact.everything.filter(pk=lost.pk).update(searches=3, last_search_on=TODAY)
        lost.refresh_from_db()
        step(LOST, lost, "confirm", high(town), cared="yes")
        gone = make(Leaving, town, "asked")
        for verb in ("talk", "meet"):
            more = {"cared": "yes"} if verb == "talk" else {}
            step(LEAVING, gone, verb, town.lin_scope, on=TODAY.isoformat(), words="说过", **more)
            gone.refresh_from_db()
        step(LEAVING, gone, "approve", high(town), **DECIDED)
    lin = browser("lin")
    for flow, row, words in (
        (ABROAD, back, "关于恢复党籍的通知"), (LOST, lost, "已查找3次"),
        (LEAVING, gone, "关于办理退党的通知"),
    ):  # fmt: skip
        (notice,) = notices(town, row.person_id)
        assert words in paper_of(lin, flow, row, notice)


def test_the_service_is_noted_once_with_its_reason(town, away, browser):
    (notice,) = notices(town, away.person_id)
    lin, url = browser("lin"), f"/standing/notices/{notice.id}/"
    assert "送达“停止党籍通知书”" in lin.get("/").content.decode()
    member = f"/standing/{away.person.public_id}/"
    assert "还没有记下送达" in lin.get(member).content.decode()
    short = lin.post(url, {"served_on": TODAY.isoformat(), "how": "unsigned", "note": ""})
    assert short.status_code == 422
    assert "请写明原因、见证人或公告的地方" in short.content.decode()
    with as_owner():
        assert not NoticeServed.everything.exists()
        told = {"served_on": TODAY.isoformat(), "how": "post", "taker": "EX123", "note": ""}
        assert lin.post(url, told).status_code == 302
        assert lin.post(url, told).status_code == 422
        service = NoticeServed.everything.get()
        line = Entry.everything.get(verb="standing.notice.serve")
    assert (service.how, service.taker, service.served_on) == ("post", "EX123", TODAY)
    assert "EX123" not in line.payload
    said = lin.get(member).content.decode()
    assert "已送达" in said
    assert "送达“停止党籍通知书”" not in lin.get("/").content.decode()


def test_the_neighbour_knows_of_no_notice(town, away, browser):
    (notice,) = notices(town, away.person_id)
    assert browser("gu").get(f"/standing/notices/{notice.id}/").status_code == 404
    with acting(town.gu_scope) as by:
        assert serving.notice(by, notice.id) is None


def test_the_member_reads_the_own_notice_and_nobody_elses(town, away, browser):
    with as_owner():
        account = town.accounts["member"]
        account.person = away.person
        account.save(update_fields=["person"])
        make(Stay, town, "abroad")
    (notice,) = notices(town, away.person_id)
    member = browser("member")
    assert "停止党籍通知书" in member.get("/me/papers/").content.decode()
    assert "关于停止党籍的通知" in words_of(member.get(f"/me/papers/{notice.id}/"))
    with as_owner():
        line = Entry.everything.filter(verb="membership.abroad.paper").latest("id")
    assert line.actor_name == account.name
    listed = member.get("/api/v1/me/papers").json()
    assert [one["title"] for one in listed] == ["停止党籍通知书"]
    found = member.get(f"/api/v1/me/papers/{notice.id}?form=docx")
    assert "关于停止党籍的通知" in words_of(found)
    with acting(scope_as_oneself(town.accounts["member"])):
        assert not NoticeServed.everything.exists()
    other = browser("lin")
    assert other.get(f"/me/papers/{notice.id}/").status_code == 404
    assert other.get(f"/api/v1/me/papers/{notice.id}").status_code == 404


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, []),
        ({"served_on": None}, ["service.day"]),
        ({"served_on": TODAY.replace(day=24)}, ["service.future"]),
        ({"served_on": TODAY.replace(day=1)}, ["service.early"]),
        ({"how": "public"}, ["service.note"]),
        ({"how": "public", "note": "村务公开栏7天"}, []),
        ({"again": True}, ["service.again"]),
    ],
)
def test_a_service_lies_between_the_notice_and_today(more, codes):
    said = {"served_on": TODAY, "made_on": TODAY.replace(day=20), "on": TODAY, "how": "hand",
            "note": "", "again": False, **more}  # fmt: skip
    assert [one.code for one in service_findings(**said)] == codes


def test_two_hands_note_one_service(town, away):
    (notice,) = notices(town, away.person_id)
    told = {"notice": notice, "served_on": TODAY, "how": "hand", "taker": "本人", "note": ""}
    with acting(town.lin_scope) as by:
        serving.note_service(**told, by=by, at=AT)
        with pytest.raises(Refused) as refusal:
            serving.note_service(**told, by=by, at=AT)
    assert refusal.value.codes == {"service.again"}
