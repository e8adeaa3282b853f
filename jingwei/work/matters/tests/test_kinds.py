"""Has each kind its own fields, and does somebody in a dispute hear the days of the law?"""

from datetime import date, timedelta

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.work.matters import own_actions, own_rules
from jingwei.work.matters.kinds import Kind
from jingwei.work.matters.models import Matter, Mediation, ProxyCase, ProxyPaper
from jingwei.work.matters.own_fields import OWN
from jingwei.work.matters.tests.conftest import make_matter
from jingwei.work.matters.tests.test_public_pages import asked, text, typed  # noqa: F401

DAY = TODAY.isoformat()
SAID = {
    "grid": {"on_the_spot": "1"},
    "proxy": {"mandate": "代办老年证", "since": DAY, "until": DAY, "agreed": "签了委托书",
              "errands_saved": "2"},
    "voice": {"raised_to": "区交通局", "raised_on": DAY},
    "benefit": {"benefit": "高龄津贴", "basis": "示例文件第三条"},
    "merchant": {"about": "示例超市"},
    "office": {"about": "示例窗口"},
    "family": {"body": "社区调解委员会", "received_on": DAY, "other": "邻居钱示"},
    "labour": {"body": "镇调解组织", "received_on": "2026-03-02", "known_on": "2026-02-10"},
}  # fmt: skip


@pytest.fixture
def matter(town):
    with acting(town.lin_scope):
        return make_matter(town)


def set_kind(town, matter, kind, said=None, reason="问清楚了"):
    with acting(town.lin_scope) as who:
        return own_actions.set_kind(
            matter=matter, kind=kind, said=SAID[kind] if said is None else said, reason=reason,
            by=who, at=AT,
        )  # fmt: skip


def test_every_kind_but_the_plain_ones_has_fields():
    assert set(OWN) == set(Kind) - {Kind.SERVICE, Kind.SYSTEM}


@pytest.mark.parametrize("kind", SAID)
def test_a_kind_keeps_its_own_fields_and_the_first_kind(town, matter, kind):
    set_kind(town, matter, kind)
    with acting(town.lin_scope):
        row = Matter.everything.get(pk=matter.pk)
        kept = {one.name: value for one, value in own_actions.own_of(row)}
        assert (row.kind, row.first_kind) == (kind, "service")
        for name, value in SAID[kind].items():
            assert str(int(kept[name]) if kept[name] is True else kept[name]) == value
        assert Entry.everything.filter(verb="matters.kind.set").count() == 1


@pytest.mark.parametrize("kind", SAID)
def test_what_must_be_said_is_asked_for_all_at_once(town, matter, kind):
    wanted = sum(one.required for one in OWN[kind].fields)
    with acting(town.lin_scope) as who:
        with pytest.raises(Refused) as refusal:
            own_actions.set_kind(matter=matter, kind=kind, said={}, reason="", by=who, at=AT)
        assert len(refusal.value.findings) == wanted + 1  # and the reason
        assert Matter.everything.get(pk=matter.pk).kind == "service"


def test_days_out_of_order_are_refused(town, matter):
    said = {**SAID["proxy"], "until": (TODAY - timedelta(days=1)).isoformat()}
    with pytest.raises(Refused) as refusal:
        set_kind(town, matter, "proxy", said)
    assert set(refusal.value.codes) == {"kind.mandate"}
    said = {**SAID["voice"], "raised_on": (TODAY + timedelta(days=1)).isoformat()}
    with pytest.raises(Refused) as refusal:
        set_kind(town, matter, "voice", said)
    assert set(refusal.value.codes) == {"kind.future"}


def test_the_days_of_a_labour_dispute_are_fixed_by_the_law(town, matter):
    set_kind(town, matter, "labour")
    with acting(town.lin_scope):
        row = Mediation.objects.get(matter=matter)
    assert (row.free_from, row.apply_until) == (date(2026, 3, 17), date(2027, 2, 10))


def test_wages_unpaid_while_employed_have_no_last_day(town, matter):
    set_kind(town, matter, "labour", {**SAID["labour"], "known_on": "", "is_wages": "1"})
    with acting(town.lin_scope):
        row = Mediation.objects.get(matter=matter)
    assert (row.is_wages, row.apply_until) == (True, None)


def test_the_law_is_pure():
    found = own_rules.labour_days(
        date(2026, 3, 2),
        None,
        mediation=lambda day: day + timedelta(days=15),
        claim=lambda day: day,
    )
    assert found == (date(2026, 3, 17), None)


def test_the_asker_reads_the_days_with_the_receipt(streets, asked):  # noqa: F811
    resident, _code, row = asked
    assert "申请仲裁" not in text(resident.get("/ask/mine/"))
    set_kind(streets, row, "labour")
    said = text(resident.get("/ask/mine/"))
    assert "2027" in said
    assert "就可以去申请仲裁" in said


def test_papers_are_listed_and_returned(town, matter):
    with acting(town.lin_scope) as who, pytest.raises(Refused) as refusal:
        own_actions.take_paper(matter=matter, name="证件复印件", by=who, at=AT)
    assert "paper.kind" in refusal.value.codes
    row = set_kind(town, matter, "proxy")
    with acting(town.lin_scope) as who:
        paper = own_actions.take_paper(matter=row, name="证件复印件", by=who, at=AT)
        with pytest.raises(Refused):
            own_actions.end_paper(paper=paper, how="lost", by=who, at=AT)
        own_actions.end_paper(paper=paper, how="erased", by=who, at=AT)
        with pytest.raises(Refused):
            own_actions.end_paper(paper=paper, how="erased", by=who, at=AT)
        assert ProxyPaper.objects.get().ended_on == TODAY


def test_the_neighbour_sees_none_of_it(town, matter):
    row = set_kind(town, matter, "proxy")
    with acting(town.lin_scope) as who:
        own_actions.take_paper(matter=row, name="证件复印件", by=who, at=AT)
    with acting(town.gu_scope):
        assert not ProxyCase.objects.exists()
        assert not ProxyPaper.objects.exists()


def test_an_ended_matter_is_not_changed(town):
    with as_owner():
        row = make_matter(town, "closed")
    with pytest.raises(Refused) as refusal:
        set_kind(town, row, "office")
    assert "kind.ended" in refusal.value.codes


def test_on_the_page(streets, matter, browser):
    lin = browser("lin")
    address = f"/matters/{matter.public_id}/kind/"
    assert "委托办什么" in text(lin.get(f"{address}?kind=proxy"))
    answer = lin.post(address, {"kind": "proxy", "mandate": "代办老年证", "reason": ""})
    assert answer.status_code == 422
    assert 'value="代办老年证"' in text(answer)
    assert (
        lin.post(address, {**SAID["proxy"], "kind": "proxy", "reason": "问清"}).status_code == 302
    )
    one = f"/matters/{matter.public_id}/"
    assert lin.post(f"{one}papers/", {"name": "户口簿复印件"}).status_code == 302
    said = text(lin.get(one))
    assert "代办老年证" in said
    assert "户口簿复印件" in said
    assert "第一次是服务诉求" in said
    with as_owner():
        paper = ProxyPaper.objects.get()
    gone = f"{one}papers/{paper.public_id}/"
    assert browser("gu").post(gone, {"how": "returned"}).status_code == 404
    assert lin.post(gone, {"how": "returned"}).status_code == 302
    assert "已退还" in text(lin.get(one))
