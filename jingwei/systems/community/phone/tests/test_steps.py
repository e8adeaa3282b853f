"""Which steps may be written down without a signal, and are they sent once, past every gate?"""

from typing import Any

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.models import Case
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


def test_the_three_are_steps_of_the_flow_and_ask_for_its_words() -> None:
    told = {one.verb: one for one in steps.offers()}
    assert set(told) == {"take_up", "answer", "raise_up"}
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
