"""Does what has outlived its time go, and nothing else? Time is travelled, the seal stays whole."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import gettext_lazy

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry, EntryDetail
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.privacy import keeping, rules
from jingwei.kernel.privacy.holding import lift_hold, place_hold
from jingwei.kernel.privacy.models import Deletion, Look
from jingwei.kernel.privacy.reveal import reveal
from jingwei.kernel.register import Retention, register

YEAR = timedelta(days=365)


def run(after: timedelta) -> dict[str, int]:
    with as_role("jw_worker"):
        return keeping.run_retention(at=AT + after)


def look_at(town: Any, name: str) -> None:
    with acting(town.lin_scope) as by:
        reveal(
            person=town.people[name], fields=["phone"], reason="contact", words="核对", by=by, at=AT
        )


def looks() -> int:
    with as_owner():
        return int(Look.everything.count())


def details() -> int:
    with as_owner():
        return EntryDetail.objects.count()


@pytest.mark.parametrize(
    ("value", "unit", "at", "before"),
    [
        (3, "年", "2028-02-29", "2025-02-28"), (4, "年", "2028-02-29", "2024-02-29"),
        (1, "年", "2027-03-31", "2026-03-31"), (365, "天", "2025-01-01", "2024-01-02"),
        (30, "天", "2026-03-31", "2026-03-01"),
    ],
)  # fmt: skip
def test_years_are_years_of_the_calendar(value: int, unit: str, at: str, before: str) -> None:
    moment = AT.fromisoformat(f"{at}T10:00:00+00:00")
    assert f"{rules.ends_before(moment, value, unit):%Y-%m-%d}" == before


def test_a_look_goes_after_three_years_and_not_a_day_earlier(town: Any) -> None:
    look_at(town, "东甲")
    assert run(3 * YEAR - timedelta(days=1))["look"] == 0
    assert looks() == 1
    assert run(3 * YEAR + timedelta(days=2))["look"] == 1
    assert looks() == 0
    with as_owner():
        (row,) = Deletion.objects.filter(rule="look")
        line = Entry.everything.get(pk=row.entry)
    assert (row.count, len(row.ids)) == (1, 1)
    assert json.loads(line.payload)["rule"] == "look"
    assert run(3 * YEAR + timedelta(days=2))["look"] == 0, "nothing twice"


def test_values_behind_old_lines_go_and_the_lines_stay_whole(town: Any) -> None:
    look_at(town, "东甲")
    with as_owner():
        before = list(Entry.everything.order_by("id").values_list("id", "payload"))
    # Lines are recorded at the server's own moment, whatever the tests' clock says.
    assert details() == 1
    assert run(6 * YEAR)["ledger.values"] == 1
    assert details() == 0
    with as_owner():
        after = dict(Entry.everything.values_list("id", "payload"))
    assert all(after[number] == payload for number, payload in before)


def test_whoever_is_on_hold_keeps_everything(town: Any) -> None:
    for name in ("东甲", "东乙"):
        look_at(town, name)
    with acting(town.lin_scope) as by:
        place_hold(person=town.people["东甲"], reason="有案件在办", by=by, at=AT)
    done = run(7 * YEAR)
    assert (done["look"], looks()) == (1, 1)
    assert done["ledger.values"] == 1, "the other one's; those of the hold are kept too"
    with acting(town.lin_scope) as by:
        lift_hold(person=town.people["东甲"], reason="已结案", by=by, at=AT)
    assert run(7 * YEAR)["look"] == 1
    assert looks() == 0


def test_a_hold_is_placed_once_with_a_reason_and_lifted_with_one(town: Any) -> None:
    said = {"person": town.people["东甲"], "by": town.lin_scope, "at": AT}
    with acting(town.lin_scope):
        for act, reason, code in (
            (lift_hold, "没有了", "hold.none"), (place_hold, " ", "reason.none"),
            (place_hold, "长" * 301, "reason.long"),
        ):  # fmt: skip
            with pytest.raises(Refused) as refused:
                act(reason=reason, **said)
            assert refused.value.codes == {code}
        place_hold(reason="检查要用，联系13912345678", **said)
        with pytest.raises(Refused) as refused:
            place_hold(reason="再来一次", **said)
        assert refused.value.codes == {"hold.there"}
        hold = lift_hold(reason="查完了", **said)
    assert hold.reason.endswith("*******5678")
    with acting(town.gu_scope) as gu, pytest.raises(Refused):
        place_hold(person=town.people["东甲"], reason="不归我管", by=gu, at=AT)


def test_a_page_deletes_neither_looks_nor_the_register(town: Any) -> None:
    from django.db import ProgrammingError, connection, transaction

    look_at(town, "东甲")
    for statement in ("DELETE FROM look", "DELETE FROM deletion", "UPDATE deletion SET count = 0",
                      "SELECT forget_former(1)"):  # fmt: skip
        with (
            pytest.raises(ProgrammingError, match="denied"), transaction.atomic(),
            acting(town.lin_scope), connection.cursor() as cursor,
        ):  # fmt: skip
            cursor.execute(statement)


def test_a_rule_that_breaks_holds_no_other_up_and_never_runs_in_a_circle(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_at(town, "东甲")
    stubborn = Retention(
        "stubborn", gettext_lazy("到期删除"), "retention.look.years", lambda *_: [1, 2],
        lambda ids: None,
    )  # fmt: skip
    monkeypatch.setattr(register(), "retentions", {"stubborn": stubborn} | register().retentions)
    done = run(4 * YEAR)
    assert done["look"] == 1
    assert done["stubborn"] == 2, "tried once, told, and left"


def test_what_a_run_would_take_is_told_without_taking_it(town: Any) -> None:
    look_at(town, "东甲")
    with as_role("jw_worker"):
        assert keeping.due_now(at=AT + 4 * YEAR)["look"] == 1
    assert looks() == 1


def test_many_rows_go_in_many_small_runs(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    for name in ("东甲", "东乙", "东丙", "东丁", "东甲"):
        look_at(town, name)
    assert run(4 * YEAR)["look"] == 5
    with as_owner():
        counts = list(Deletion.objects.filter(rule="look").values_list("count", flat=True))
    assert counts == [2, 2, 1]


def test_every_time_is_a_number_of_the_rulebook(town: Any) -> None:
    from jingwei.kernel.rulebook.queries import rule_of

    for one in register().retentions.values():
        assert rule_of(one.number, AT.date()).unit in ("天", "年"), one.code
    with acting(town.lin_scope) as by:
        line = write_line(verb="x", by=by, at=AT, org=None, subject=("x", "1"))
    assert line.pk
