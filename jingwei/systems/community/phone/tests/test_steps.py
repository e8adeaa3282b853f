"""Which steps may be written down without a signal, and are they sent once, past every gate?"""

from typing import Any

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.models import Case
from jingwei.kernel.flows.testing import put_list
from jingwei.systems.community.phone import steps
from jingwei.systems.community.phone.tests.test_notes import noted
from jingwei.systems.community.phone.tests.test_phone_pages import HOME, OFFLINE, kept_of
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import State
from jingwei.work.matters.models import Matter

ACCEPT = {"title": "路灯不亮", "category": "errand", "reply": "下午去看。"}


def accepted(laid: Any) -> tuple[str, int]:
    """A matter that waits for somebody to begin: its address in the API, and its version."""
    noted(laid)
    with acting(laid.scopes["ma"]) as by:
        matter = Matter.objects.within(by).get()
        if matter.state == State.RECEIVED:
            take_step(flow=MATTER, subject=matter, verb="accept", said=ACCEPT, by=by, at=AT)
        number = Case.objects.within(by).get(subject=matter.public_id).number
    return f"/api/v1/flows/matters.matter/{matter.public_id}", number


def send(client: Any, place: str, verb: str, key: str, **said: Any) -> Any:
    return client.post(
        f"{place}/steps/{verb}", said, content_type="application/json",
        headers={"Idempotency-Key": key},
    )  # fmt: skip


def test_the_four_are_steps_of_the_flow_and_ask_for_its_words() -> None:
    told = {one.verb: one for one in steps.offers()}
    assert set(told) == {"accept", "take_up", "answer", "raise_up"}
    assert told["accept"].word == "reply"
    assert [one.name for one in told["accept"].more] == ["title", "category"]
    assert told["accept"].states == told["accept"].straight == ("received",)
    assert not told["answer"].more
    assert told["take_up"].word == ""
    assert (told["answer"].word, told["raise_up"].word) == ("answer", "reason")
    assert set(told["answer"].states) == {"accepted", "assigned", "in_progress"}
    assert told["answer"].straight == ("in_progress",), "elsewhere it is taken up first"


def test_the_phone_keeps_where_a_matter_stood_and_both_pages_have_the_sheet(
    laid: Any, browser: Any
) -> None:
    _place, number = accepted(laid)
    client = browser("ma")
    reply = client.get(HOME)
    (job,) = kept_of(reply)["jobs"]
    assert (job["state"], job["version"]) == ("accepted", number)
    assert f'data-now="accepted" data-version="{number}"' in reply.text
    for page in (HOME, OFFLINE):
        assert 'data-from="accepted assigned' in client.get(page).text


def test_taken_and_answered_in_one_go_and_once_however_often_it_is_sent(
    laid: Any, browser: Any
) -> None:
    place, number = accepted(laid)
    client = browser("ma")
    for _ in range(2):
        begun = send(client, place, "take_up", "m.take_up", said={}, version=number)
        assert (begun.status_code, begun.json()["version"]) == (200, number + 1)
    said = {"answer": "换了一个灯泡。"}
    for _ in range(2):
        told = send(client, place, "answer", "m.answer", said=said, version=number + 1)
        assert (told.status_code, told.json()["state"]) == (200, "answered")
    assert [one["verb"] for one in told.json()["history"]][-2:] == ["take_up", "answer"]


def test_where_the_matter_moved_on_the_step_is_refused_and_nothing_changes(
    laid: Any, browser: Any
) -> None:
    place, number = accepted(laid)
    client = browser("ma")
    assert send(client, place, "take_up", "a", said={}, version=number).status_code == 200
    late = send(client, place, "answer", "b", said={"answer": "好了。"}, version=number)
    assert late.status_code == 409
    assert "version.changed" in {one["code"] for one in late.json()["findings"]}
    assert client.get(place).json()["version"] == number + 1


def test_no_gate_and_no_duty_is_passed_by(laid: Any, browser: Any) -> None:
    place, number = accepted(laid)
    empty = send(browser("ma"), place, "answer", "c", said={}, version=number)
    assert empty.status_code == 422
    assert send(browser("mi"), place, "take_up", "d", said={}, version=number).status_code == 404


def test_a_new_matter_is_accepted_once_with_all_that_the_step_asks(laid: Any, browser: Any) -> None:
    noted(laid)
    client = browser("ma")
    page = client.get(HOME)
    (job,) = kept_of(page)["jobs"]
    assert (job["state"], job["asks"]) == ("received", {})
    assert 'data-more="accept"' in page.text
    assert 'name="category"' in client.get(OFFLINE).text
    place, number = f"/api/v1/flows/matters.matter/{job['id']}", job["version"]
    lacking = send(client, place, "accept", "x", said={"reply": "下午去看。"}, version=number)
    assert lacking.status_code == 422
    for _ in range(2):
        told = send(client, place, "accept", "m.accept", said=ACCEPT, version=number)
        assert (told.status_code, told.json()["state"]) == (200, "accepted")
    late = send(client, place, "accept", "late", said=ACCEPT, version=number)
    assert late.status_code == 409


def test_the_phone_has_the_lines_that_an_office_wants_checked(laid: Any, browser: Any) -> None:
    row, name = put_list(laid, MATTER, "accept", org=laid.east, at=AT)
    noted(laid)
    client = browser("ma")
    (job,) = kept_of(client.get(HOME))["jobs"]
    lines = job["asks"]["accept"]
    assert [one["kind"] for one in lines] == ["yes", "line", "text"]
    assert (lines[0]["part"], lines[0]["source"]) == (row.title, row.source)
    assert lines[0]["name"] == f"{name}_1".removeprefix("said-")
    place = f"/api/v1/flows/matters.matter/{job['id']}"
    without = send(client, place, "accept", "a", said=ACCEPT, version=job["version"])
    assert {one["code"] for one in without.json()["findings"]} == {"flow.local"}
    said = ACCEPT | {lines[0]["name"]: True, lines[2]["name"]: "李某"}
    assert send(client, place, "accept", "b", said=said, version=job["version"]).status_code == 200
