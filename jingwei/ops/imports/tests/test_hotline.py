"""Do orders of 12345 come in once, dispatched as at the window, and go back while untouched?"""

from datetime import date
from typing import Any

import pytest

from conftest import as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.models import Case, Clock
from jingwei.kernel.ledger import reactions
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.ops.imports import files
from jingwei.ops.imports.cells.values import Context
from jingwei.ops.imports.kinds.hotline import moments
from jingwei.ops.imports.models import StagedRow
from jingwei.ops.imports.tests.test_kinds_path import counts, problems, stage
from jingwei.ops.imports.writing.batch import undo_batch, write_batch
from jingwei.work.matters.actions import asked_of, show_contact
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.models import DispatchRule, Matter
from jingwei.work.matters.petitions import Handed, hand_over

HEAD = "工单编号,来电时间,诉求标题,诉求内容,所属社区,事发地址,来电人,来电号码,办理时限\n"
SHEET = (
    HEAD + "NT2026110001,2026-11-20 09:15:00,路灯不亮,3幢二单元的路灯不亮了,东苑社区,3幢门口,"
    "郑示三,13800000000,2026-11-27\n"
    + "NT2026110002,2026/11/21,,楼道里堆了很多东西,,东镇东苑社区5幢,,,\n"
)


def named(town: Any) -> Any:
    """The town with a community on each side of the street."""
    with as_owner():
        for org, name in ((town.east_one, "东苑社区"), (town.west_one, "西苑社区")):
            town.people[name] = Unit.everything.create(
                org=org, org_path=org.path, name=name, kind="community", held=held(town.on)
            )
    return town


@pytest.fixture
def streets(town: Any) -> Any:
    return named(town)


def matters() -> list[Matter]:
    return list(Matter.everything.order_by("outside_no"))


def test_orders_come_in_as_matters_and_go_back(streets: Any) -> None:
    with acting(streets.lin_scope) as lin:
        batch = stage(streets, "lin", "hotline", SHEET)
        assert counts(batch) == (2, 0, 0, 0), problems(batch)
        write_batch(batch=batch, by=lin, at=streets.at)
        first, second = matters()
        assert (first.channel, first.outside_no, first.title) == (
            "hotline", "NT2026110001", "路灯不亮",
        )  # fmt: skip
        assert first.outside_due_on == date(2026, 11, 27)
        assert first.received_at.isoformat() == "2026-11-20T01:15:00+00:00"
        assert first.received_on == streets.on, "the promise begins when it is taken here"
        assert first.org_id == streets.east_one.pk == second.org_id
        assert asked_of(first) == "3幢二单元的路灯不亮了"
        assert show_contact(matter=first, by=lin, at=streets.at) == {
            "name": "郑示三", "phone": "13800000000",
        }  # fmt: skip
        assert Clock.everything.filter(name="first_reply", state="running").count() == 2
        assert counts(stage(streets, "lin", "hotline", SHEET)) == (0, 0, 2, 0)
        undo_batch(batch=batch, by=lin, at=streets.at)
        assert matters() == []
        assert not Case.everything.filter(flow="matters.matter").exists()
        assert not Clock.everything.exists()


def test_nothing_of_the_asker_lies_open_in_staging(streets: Any) -> None:
    with acting(streets.lin_scope):
        batch = stage(streets, "lin", "hotline", SHEET)
        for row in StagedRow.everything.filter(batch=batch):
            told = f"{row.cells} {row.tails} {row.originals} {row.issues}"
            assert not any(word in told for word in ("郑示三", "13800000000", "不亮了", "堆了"))


def test_a_rule_of_dispatch_sends_them_on(streets: Any) -> None:
    with as_owner():
        two = streets.east_two
        DispatchRule.everything.create(
            org=streets.east, org_path=streets.east.path, host=two, host_path=two.path,
            position=10, why="二支部管路灯", held=held(streets.on),
        )  # fmt: skip
    with acting(streets.lin_scope) as lin:
        batch = stage(streets, "lin", "hotline", SHEET)
        write_batch(batch=batch, by=lin, at=streets.at)
        assert {(row.host_id, row.why) for row in matters()} == {
            (streets.east_two.pk, "二支部管路灯")
        }


def test_what_was_touched_stays_and_nothing_is_undone(streets: Any) -> None:
    with acting(streets.lin_scope) as lin:
        batch = stage(streets, "lin", "hotline", SHEET)
        write_batch(batch=batch, by=lin, at=streets.at)
        said = {"title": "路灯不亮", "category": "errand", "reply": "下午去修"}
        take_step(flow=MATTER, subject=matters()[0], verb="accept", said=said, by=lin,
                  at=streets.at)  # fmt: skip
        with pytest.raises(Refused) as refusal:
            undo_batch(batch=batch, by=lin, at=streets.at)
        assert refusal.value.codes == {"undo.version"}
        assert "路灯不亮" in str(refusal.value.findings[0])
        assert len(matters()) == 2


def test_an_order_that_became_a_petition_leaves_the_staging(streets: Any) -> None:
    """It is about the office that brought it: neither row nor file tells of it any more."""
    with acting(streets.lin_scope) as lin:
        batch = stage(streets, "lin", "hotline", SHEET)
        write_batch(batch=batch, by=lin, at=streets.at)
        again = stage(streets, "lin", "hotline", SHEET)
        for one in (batch, again):
            one.file_key, _digest = files.keep(one.public_id, SHEET.encode())
            one.save(update_fields=["file_key"])
        told = Handed(
            body="示例市信访局", what="原话", basis="《信访工作条例》第二十二条",
            next_door="在信访局等书面告知。", accused="EAST",
        )  # fmt: skip
        assert hand_over(matter=matters()[0], told=told, by=lin, at=streets.at)
    with as_role("jw_worker"):
        assert reactions.run_waiting(at=streets.at)
    with acting(streets.lin_scope) as lin:
        left = StagedRow.everything.all()
        assert {row.cells[0] for row in left} == {"NT2026110002"}
        for one in (batch, again):
            one.refresh_from_db()
            assert one.file_key is None
            assert not files.folder().joinpath(f"{one.public_id}.sealed").exists()
        assert (batch.state, again.state) == ("written", "cancelled")
        said = Entry.everything.get(verb="imports.hotline.cancel").payload
        assert "信访" not in said
        assert "NT2026110001" not in said
        fresh = stage(streets, "lin", "hotline", SHEET)
        assert counts(fresh) == (0, 0, 1, 1), "brought once more it is on file elsewhere"


def test_rows_that_cannot_be_taken_say_why(streets: Any) -> None:
    rows = (
        "A1,2026-11-20,灯,路灯不亮了,西苑社区,,,,",  # the neighbour's community
        "A2,2026-11-20,灯,灯,东苑社区,,,,",
        "A3,2031-11-20,灯,路灯不亮了,东苑社区,,,,",
        "A4,2026-11-20 25:00,灯,路灯不亮了,东苑社区,,,,",
        ",2026-11-20,灯,路灯不亮了,东苑社区,,,,",
        "A6,2026-11-20,灯,路灯不亮了,东苑社区,,,123,",
        "A7,2026-11-20,灯,路灯不亮了,东苑社区,,,,",
        "A7,2026-11-20,灯,路灯不亮了,东苑社区,,,,",
    )
    with acting(streets.lin_scope):
        batch = stage(streets, "lin", "hotline", HEAD + "\n".join(rows) + "\n")
        assert counts(batch) == (1, 0, 0, 7), problems(batch)  # of two of a number the first


def test_an_order_that_somebody_else_took_is_not_taken_again(streets: Any) -> None:
    text = SHEET.replace("东苑", "西苑")
    with acting(streets.gu_scope) as gu:
        write_batch(batch=stage(streets, "gu", "hotline", text), by=gu, at=streets.at)
    with acting(streets.lin_scope):
        batch = stage(streets, "lin", "hotline", SHEET)
        assert counts(batch) == (0, 0, 0, 2), problems(batch)
        assert {one["code"] for _no, _v, _d, said in problems(batch) for one in said} == {
            "order.elsewhere"
        }


@pytest.mark.parametrize(
    ("written", "read"),
    [("2026-11-20 09:15:00", "2026-11-20T09:15"), ("2026年11月20日 9时5分", "2026-11-20T09:05"),
     ("2026/11/20", "2026-11-20"), ("2026-11", None), ("2026-11-20 9:75", None), ("", None)],
)  # fmt: skip
def test_moments_are_read_as_they_are_written(written: str, read: str | None) -> None:
    assert moments([written], Context(date(2026, 11, 23))).values == [read]
