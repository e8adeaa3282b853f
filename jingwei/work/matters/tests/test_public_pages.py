"""Can a person of seventy with an old telephone ask, follow, dispute and confirm in a minute?"""

import re
from typing import Any

import pytest
from django.core.signing import get_cookie_signer

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.flows.actions import take_step
from jingwei.work.matters import receipts
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.models import Matter
from jingwei.work.matters.tests.conftest import arrivals

CODE = re.compile(r'class="code">([0-9A-Z ]+)<')


def text(answer) -> str:
    return str(answer.content.decode())


def typed(streets, **more):
    return {
        "here": "who", "to": "check", "asked": "3幢二单元的路灯不亮了",
        "place": str(streets.people["east_place"].public_id), "spot": "门口", "name": "",
        "phone": "", **more,
    }  # fmt: skip


@pytest.fixture
def asked(streets, browser, emptied):
    """A resident's browser that has just asked, the code, and the matter."""
    resident = browser()
    answer = resident.post("/ask/", typed(streets, here="check", to="send"), follow=True)
    (code,) = CODE.findall(text(answer))
    emptied()
    with as_owner():
        return resident, code, Matter.everything.get()


def work(streets, matter, *steps):
    with acting(streets.lin_scope) as who:
        for verb, said in steps:
            take_step(flow=MATTER, subject=matter, verb=verb, said=said, by=who, at=AT)


ACCEPT = ("accept", {"title": "路灯不亮", "category": "errand", "reply": "下午就去修。"})
DONE: Any = (("take_up", {}), ("answer", {"answer": "换了一个灯泡。"}))


def send(resident, **said):
    """Send one page of the questions; the page that its answer leads to."""
    answer = resident.post("/ask/", said)
    assert answer.status_code == 302, "each page has an address of its own: Back sends nothing"
    return resident.get(answer["Location"])


def test_one_question_a_page_and_nothing_typed_is_lost(streets, browser):
    resident = browser()
    said = text(resident.get("/ask/"))
    assert "110" in said
    assert 'name="asked"' in said
    assert 'name="phone"' not in said
    words = "3幢二单元的路灯不亮了"
    said = text(send(resident, here="what", to="where", asked=words))
    assert 'id="part"' in said
    assert words not in said, "what was typed travels in no page and no address"
    said = text(send(resident, here="where", find="1", part="东", spot="门口", to="who"))
    assert "东苑社区" in said
    assert "西苑社区" not in said
    assert 'value="门口"' in said
    place = str(streets.people["east_place"].public_id)
    said = text(send(resident, here="where", to="who", place=place, spot="门口"))
    assert 'id="phone"' in said
    said = text(send(resident, here="who", to="check", phone="", name=""))
    assert "没有留电话，凭回执看进度" in said
    assert words in said
    for step, shown in (("what", words), ("where", "东苑社区"), ("who", 'id="phone"')):
        assert shown in text(resident.get(f"/ask/?step={step}")), "as the browser's Back does"
    said = text(send(resident, here="check", to="send"))
    assert CODE.search(said)
    assert len(arrivals()) == 1


def test_sent_twice_it_is_one_thing_with_one_receipt(streets, browser, emptied):
    resident = browser()
    send(resident, here="what", to="where", asked="3幢二单元的路灯不亮了")
    place = str(streets.people["east_place"].public_id)
    send(resident, here="where", to="who", place=place, spot="")
    send(resident, here="who", to="check", phone="", name="")
    draft = {name: one.value for name, one in resident.cookies.items() if "draft" in name}
    first = CODE.search(text(send(resident, here="check", to="send")))[1]
    again = browser()
    for name, value in draft.items():
        again.cookies[name] = value
    assert CODE.search(text(send(again, here="check", to="send")))[1] == first
    assert CODE.search(text(send(resident, here="check", to="send")))[1] == first
    assert len(arrivals()) == 1
    assert "路灯" not in text(resident.get("/ask/")), "the next thing begins with an empty page"


def test_the_draft_is_sealed_and_nobody_elses(streets, browser):
    resident = browser()
    send(resident, here="what", to="where", asked="3幢二单元的路灯不亮了" * 150)
    kept = {k: one for k, one in resident.cookies.items() if k.startswith("draft") and one.value}
    assert all(len(one.value) < 4000 and one["httponly"] for one in kept.values())
    whole = kept["draft.0"].value
    resident.cookies["draft.0"] = whole[:40] + ("x" if whole[40] != "x" else "y") + whole[41:]
    assert "路灯" not in text(resident.get("/ask/"))
    said = text(send(browser(), here="what", to="where", asked="另外一件事情"))
    assert 'id="part"' in said


def test_the_draft_is_thrown_away_when_asked(streets, browser):
    resident = browser()
    send(resident, here="what", to="where", asked="3幢二单元的路灯不亮了")
    assert "路灯" in text(resident.get("/ask/"))
    assert "路灯" not in text(send(resident, here="what", to="anew"))


def test_enter_in_any_field_goes_on_and_never_presses_find(streets, browser):
    """The first button of a form is the one that Enter presses."""
    resident = browser()
    said = text(send(resident, here="what", to="where", asked="3幢二单元的路灯不亮了"))
    form = said[said.index("<form", said.index("共 4 步") - 300) :]
    first = re.search(r"<button[^>]*>", form)[0]
    assert 'value="who"' in first
    said = text(send(resident, here="where", to="who", part="东苑", spot=""))
    assert "东苑社区" in said, "a name typed and Enter: it is looked for"
    assert "请选是哪个社区" not in said


@pytest.mark.parametrize(
    ("page", "words"),
    [({"here": "what", "to": "where", "asked": "灯"}, "请说一句是什么事"),
     ({"here": "where", "to": "who", "place": ""}, "请选是哪个社区或者村的事")],
)  # fmt: skip
def test_what_is_missing_is_said_at_an_address_of_its_own(streets, browser, page, words):
    resident = browser()
    send(resident, here="what", to="where", asked="3幢二单元的路灯不亮了")
    answer = send(resident, **page)
    assert (answer.status_code, words in text(answer)) == (422, True)


@pytest.mark.parametrize(
    ("wrong", "words", "page"),
    [
        ({"asked": "灯"}, "请说一句是什么事", 'id="asked"'),
        ({"asked": "长" * 2100}, "写得太长", 'id="asked"'),
        ({"place": ""}, "请选是哪个社区或者村的事", 'id="part"'),
        ({"place": "x' OR 1=1"}, "请选是哪个社区或者村的事", 'id="part"'),
        ({"phone": "123"}, "电话的位数不对", 'id="phone"'),
    ],
)
def test_what_is_missing_is_said_on_its_page(streets, browser, wrong, words, page):
    answer = browser().post("/ask/", typed(streets, here="check", to="send", **wrong))
    assert answer.status_code == 422
    assert words in text(answer)
    assert page in text(answer)
    assert arrivals() == []


def test_rare_characters_and_marks_come_through(streets, browser, emptied):
    words = "𠮷家门口<script>alert(1)</script>的灯不亮"
    answer = browser().post("/ask/", typed(streets, here="check", to="send", asked=words))
    assert answer.status_code == 302
    emptied()
    said = text(browser("agent").get("/matters/"))
    assert "𠮷家门口&lt;script&gt;" in said


def test_a_scanned_sign_names_the_place(streets, browser):
    place = streets.people["east_place"]
    address, sent = f"/ask/at/{place.public_id}/", typed(streets, here="what", to="where")
    said = text(browser().post(address, sent, follow=True))
    assert "东苑社区" in said
    assert 'id="part"' not in said


@pytest.mark.parametrize(("way", "channel"), [("at", "code"), ("for", "web")])
def test_a_sign_and_a_page_of_a_place_are_told_apart(streets, browser, emptied, way, channel):
    place = streets.people["east_place"]
    sent = typed(
        streets, here="check", to="send", place=str(streets.people["west_place"].public_id)
    )
    assert CODE.search(text(browser().post(f"/ask/{way}/{place.public_id}/", sent, follow=True)))
    emptied()
    with as_owner():
        row = Matter.everything.get()
    assert (row.place_id, row.channel) == (place.pk, channel)


def test_the_receipt_finds_it_again_in_another_browser(asked, browser):
    _resident, code, _matter = asked
    other = browser()
    answer = other.post("/ask/follow/", {"code": code.lower()})
    assert (answer.status_code, answer["Location"]) == (302, "/ask/mine/")
    assert code.replace(" ", "") not in answer["Location"]
    assert "收到了，马上有人看" in text(other.get("/ask/mine/"))


def test_guessing_finds_nothing_and_ends_soon(asked, browser):
    stranger = browser()
    statuses = [
        stranger.post("/ask/follow/", {"code": receipts.fresh()}).status_code for _ in range(25)
    ]
    assert set(statuses[:20]) == {422}
    assert set(statuses[20:]) == {429}
    assert stranger.get("/ask/mine/").status_code == 404


def test_a_wrong_code_and_an_unknown_one_are_told_alike(asked, browser):
    """Nothing says which codes there are: not the words, not the status, not a cookie."""
    _resident, code, _matter = asked
    plain = code.replace(" ", "")
    at = next(at for at in range(len(plain) - 1) if plain[at] != plain[at + 1])
    swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
    told = []
    for guess in (receipts.fresh(), swapped, plain[:-1], "x"):
        stranger = browser()
        answer = stranger.post("/ask/follow/", {"code": guess})
        said = re.sub(r'value="[^"]*"', "", text(answer))
        told.append((answer.status_code, re.sub(r"[A-Za-z0-9]{64}", "", said)))
        assert "receipt" not in stranger.cookies
    assert len(set(told)) == 1


def test_after_too_many_tries_even_the_right_code_waits(asked, browser):
    _resident, code, _matter = asked
    stranger = browser()
    for _ in range(20):
        stranger.post("/ask/follow/", {"code": receipts.fresh()})
    assert stranger.post("/ask/follow/", {"code": code}).status_code == 429
    assert stranger.get("/ask/mine/").status_code == 404


@pytest.mark.parametrize("way", ["plain", "other salt", "cut"])
def test_a_forged_cookie_shows_nothing(asked, browser, way):
    resident, code, _matter = asked
    signed = resident.cookies["receipt"].value
    digest = receipts.digest(code.replace(" ", "")).hex()
    stranger = browser()
    stranger.cookies["receipt"] = {
        "plain": digest, "other salt": get_cookie_signer(salt="other").sign(digest),
        "cut": signed[:-2],
    }[way]  # fmt: skip
    assert stranger.get("/ask/mine/").status_code == 404
    assert stranger.post("/ask/mine/confirm/").status_code == 404
    assert stranger.post("/ask/mine/review/", {"grade": "1"}).status_code == 404


def test_the_asker_reads_promise_and_answer_in_plain_words(streets, asked):
    resident, _code, matter = asked
    work(streets, matter, ACCEPT, *DONE)
    said = text(resident.get("/ask/mine/"))
    for words in ("办好了，请您看看", "下午就去修。", "换了一个灯泡。", "11月30日前给结果"):
        assert words in said
    for hidden in ("东镇", "东二", "交办"):
        assert hidden not in said


def test_why_it_waits_is_told(streets, asked):
    resident, _code, matter = asked
    work(streets, matter, ACCEPT, DONE[0], ("wait_resident", {"reason": "请带房产证来一趟"}))
    said = text(resident.get("/ask/mine/"))
    assert "等您补充" in said
    assert "请带房产证来一趟" in said


def test_dispute_once_then_confirm(streets, asked, emptied):
    resident, _code, matter = asked
    work(streets, matter, ACCEPT, *DONE)
    assert resident.post("/ask/mine/dispute/", {"reason": ""}).status_code == 422
    assert resident.post("/ask/mine/dispute/", {"reason": "晚上又不亮"}).status_code == 302
    assert "正在记" in text(resident.get("/ask/mine/"))
    emptied()
    assert "正在重新办" in text(resident.get("/ask/mine/"))
    work(streets, matter, ("redo", {}), ("answer", {"answer": "换了线路。"}))
    said = text(resident.get("/ask/mine/"))
    assert "已经重办过一次" in said
    assert "要求重新办" not in said
    resident.post("/ask/mine/confirm/")
    emptied()
    with as_role("jw_worker"), system_scope("按计划办理") as who:
        take_step(flow=MATTER, subject=matter, verb="close_confirmed", by=who, at=AT)
    said = text(resident.get("/ask/mine/"))
    assert "办结了" in said
    answer = resident.post("/ask/mine/review/", {"grade": "4", "words": "快"})
    assert "谢谢，已收到" in text(answer)


def test_it_can_be_taken_back(asked, emptied):
    resident, _code, matter = asked
    resident.post("/ask/mine/withdraw/")
    emptied()
    with as_owner():
        assert Matter.everything.get(pk=matter.pk).outcome == "withdrawn"
    assert resident.post("/ask/mine/withdraw/").status_code == 422


def test_steps_of_workers_are_no_pages_of_the_asker(asked):
    resident, _code, _matter = asked
    for verb in ("accept", "close", "answer"):
        assert resident.post(f"/ask/mine/{verb}/").status_code == 404
