"""Does a notice go out by a channel once, tried again where it helps and never where not?"""

from datetime import timedelta
from typing import Any

import pytest

from conftest import AT, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.notices import rules
from jingwei.kernel.notices.actions import To, send_notices, withdraw_notices
from jingwei.kernel.notices.delivering import Outgoing, Undeliverable, deliver_due
from jingwei.kernel.notices.models import Delivery
from jingwei.kernel.register import NoticeChannel, register

KIND = "example.meeting"
State = Delivery.State


class Gateway:
    """A channel of the tests: what it was given, and how it answers."""

    def __init__(self) -> None:
        self.sent: list[Outgoing] = []
        self.answer: Exception | None = None
        self.on = True

    def send(self, outgoing: Outgoing) -> None:
        self.sent.append(outgoing)
        if self.answer is not None:
            raise self.answer


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Gateway:
    found = Gateway()
    monkeypatch.setitem(register().notice_kinds, KIND, "会议通知")
    channel = NoticeChannel("gateway", found.send, lambda: found.on)
    monkeypatch.setitem(register().notice_channels, channel.name, channel)
    return found


@pytest.fixture
def told(town: Any, gateway: Gateway) -> Any:
    with acting(town.lin_scope):
        return send_notices(
            kind=KIND, key="m-1", title="讨论{name}转正", by=town.lin_scope, at=AT,
            to=[To(person=town.people[name], words={"name": name}) for name in ("东甲", "东乙")],
        )  # fmt: skip


def run(after: timedelta = timedelta()) -> int:
    with as_role("jw_worker"):
        return deliver_due(at=AT + after)


def states(town: Any) -> list[str]:
    with acting(town.lin_scope):
        return list(Delivery.objects.order_by("id").values_list("state", flat=True))


def test_what_goes_out_says_nothing_of_the_matter(town: Any, gateway: Gateway, told: Any) -> None:
    assert (run(), run()) == (2, 0)
    assert [one.text for one in gateway.sent] == ["您有一条会议通知，请登录查看。"] * 2
    assert {one.id for one in gateway.sent} == {row.public_id for row in told}
    assert {one.phone for one in gateway.sent} == {"13900000000"}
    assert states(town) == [State.SENT, State.SENT]


def test_a_permanent_failure_is_not_tried_again(town: Any, gateway: Gateway, told: Any) -> None:
    gateway.answer = Undeliverable("phone.none")
    assert run() == 0
    gateway.answer = None
    assert run(timedelta(days=9)) == 0
    assert len(gateway.sent) == 2
    assert states(town) == [State.FAILED, State.FAILED]
    with acting(town.lin_scope):
        assert set(Delivery.objects.values_list("said", flat=True)) == {"phone.none"}


def test_a_passing_failure_is_tried_at_most_so_often(
    town: Any, gateway: Gateway, told: Any
) -> None:
    gateway.answer = OSError("the line is down")
    after = timedelta()
    for _time in range(rules.MOST_TRIES + 5):
        run(after)
        run(after)  # not before its moment
        after += rules.EVERY
    assert len(gateway.sent) == 2 * rules.MOST_TRIES
    assert states(town) == [State.FAILED, State.FAILED]
    with acting(town.lin_scope):
        assert {row.said for row in Delivery.objects.all()} == {"tries.over"}


def test_one_that_fails_holds_nobody_else_up(town: Any, gateway: Gateway, told: Any) -> None:
    first = told[0].public_id

    def send(outgoing: Outgoing) -> None:
        if outgoing.id == first:
            raise OSError("down")
        gateway.sent.append(outgoing)

    register().notice_channels["gateway"] = NoticeChannel("gateway", send, lambda: True)
    assert run() == 1
    assert states(town) == [State.WAITING, State.SENT]


def test_a_channel_that_is_off_lets_them_wait_without_a_try(
    town: Any, gateway: Gateway, told: Any
) -> None:
    gateway.on = False
    assert (run(), gateway.sent) == (0, [])
    gateway.on = True
    assert run(timedelta(days=1)) == 2


def test_what_was_taken_back_does_not_go_out(town: Any, gateway: Gateway, told: Any) -> None:
    with acting(town.lin_scope):
        withdraw_notices(kind=KIND, key="m-1", by=town.lin_scope, at=AT)
    assert run() == 0
    assert states(town) == [State.DROPPED, State.DROPPED]


def test_a_reminder_goes_out_on_its_day(town: Any, gateway: Gateway) -> None:
    with acting(town.lin_scope):
        send_notices(
            kind=KIND, key="m-2", title="快到期了", to=[To(person=town.people["东甲"])],
            shows_on=(AT + timedelta(days=5)).date(), by=town.lin_scope, at=AT,
        )  # fmt: skip
    assert (run(), run(timedelta(days=5))) == (0, 1)
