"""Does a step do all that its table says, or nothing at all?"""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows import queries, saying
from jingwei.kernel.flows.actions import begin_case, extend_limit, take_step
from jingwei.kernel.flows.models import Case, Clock, ClockEvent, FlowPaper, Planned, Taken
from jingwei.kernel.flows.papers import open_paper
from jingwei.kernel.flows.tests.conftest import attach, make_plea
from jingwei.kernel.ledger.models import Entry, EntryDetail
from tests.example_flow.flows import PLEA
from tests.example_flow.models import Plea

SAID = {"plan": "先修后补", "met_on": "2026-11-20", "vote": "yes", "seats": "12"}


def ask(town, plea, **more):
    return take_step(flow=PLEA, subject=plea, verb="ask", by=town.branch_scope, at=AT, **more)


def lines():
    return list(Entry.everything.filter(verb__startswith="example.").order_by("id"))


def test_a_step_changes_state_stamps_limit_and_ledger_together(town, plea):
    with acting(town.branch_scope):
        taken = ask(town, plea)
        plea.refresh_from_db()
        assert (plea.state, plea.asked_on) == ("asked", TODAY)
        case = Case.everything.get()
        assert (case.state, case.number, case.rule_set) == ("asked", 1, "new")
        clock = Clock.everything.get()
        assert (clock.name, clock.due_on) == ("answer", date(2026, 11, 30))
        assert ClockEvent.objects.get().kind == "started"
        (line,) = lines()
        assert taken.entry_no == line.pk
        assert line.verb == "example.plea.ask"
        payload = json.loads(line.payload)
        assert (payload["from"], payload["to"], payload["rules"]) == ("draft", "asked", "new")
        assert payload["limits"] == {"answer": "started 2026-11-30"}


def test_all_reasons_come_at_once_and_nothing_is_kept(town, plea):
    with acting(town.lin_scope):
        with pytest.raises(Refused) as refused:
            take_step(flow=PLEA, subject=plea, verb="publish", by=town.branch_scope, at=AT)
        assert refused.value.codes == {"flow.state", "access.duty", "flow.said", "flow.paper"}
        assert refused.value.status == 403
        plea.refresh_from_db()
        assert plea.state == "draft"
        assert not lines()
        assert not Taken.objects.exists()
        assert not Case.everything.exists()


def test_a_gate_says_its_reason_with_source(town):
    with acting(town.branch_scope):
        plea = make_plea(town, title=" ")
        with pytest.raises(Refused) as refused:
            ask(town, plea)
    (finding,) = refused.value.findings
    assert (finding.code, finding.source) == ("example.title", "示例规则第一条")


def test_what_was_said_is_sealed_kept_in_its_column_and_committed_to(town, plea):
    with acting(town.lin_scope):
        ask(town, plea)
        paper = attach(plea, "minutes", by=town.lin_scope, at=AT)
        taken = take_step(
            flow=PLEA, subject=plea, verb="publish", said=SAID, attached=[paper.public_id],
            by=town.lin_scope, at=AT,
        )  # fmt: skip
        plea.refresh_from_db()
        assert plea.met_on == date(2026, 11, 20)
        assert saying.opened(taken)["plan"] == "先修后补"
        payload = lines()[-1].payload
        assert "先修后补" not in payload
        told = json.loads(payload)
        assert told["met_on"] == "2026-11-20"
        assert set(told["committed"]) == {"plan"}
        assert EntryDetail.objects.filter(entry_id=taken.entry_no).exists()
        assert [one["slot"] for one in told["papers"]] == ["minutes", "notice"]
        paper.refresh_from_db()
        assert paper.step_id == taken.pk


def test_a_document_is_made_with_the_step_and_keeps_its_digest(town, plea):
    with acting(town.lin_scope):
        ask(town, plea)
        paper = attach(plea, "minutes", by=town.lin_scope, at=AT)
        take_step(flow=PLEA, subject=plea, verb="publish", said=SAID,
                  attached=[paper.public_id], by=town.lin_scope, at=AT)  # fmt: skip
        made = FlowPaper.objects.get(is_made=True)
        opened = open_paper(paper=made, flow=PLEA, subject=plea, by=town.lin_scope, at=AT)
        assert opened.name == "公示.docx"
        with zipfile.ZipFile(io.BytesIO(opened.data)) as archive:
            text = archive.read("word/document.xml").decode()
        assert "关于修路的公示" in text
        assert "2026年11月23日" in text
        assert lines()[-1].verb == "example.plea.paper"


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({}, {"flow.said", "flow.paper"}),
        (SAID | {"met_on": "昨天"}, {"flow.written", "flow.paper"}),
        (SAID | {"vote": "perhaps"}, {"flow.choice", "flow.paper"}),
        (SAID | {"seats": "１２"}, {"flow.written", "flow.paper"}),
        (SAID | {"plan": "长" * 2001}, {"flow.long", "flow.paper"}),
        (SAID | {"met_on": "2026-12-01"}, {"example.met", "flow.paper"}),
    ],
)  # fmt: skip
def test_what_is_missing_or_unreadable_is_named(town, said, codes):
    with acting(town.lin_scope):
        plea = make_plea(town, "asked")
        with pytest.raises(Refused) as refused:
            take_step(flow=PLEA, subject=plea, verb="publish", said=said, by=town.lin_scope, at=AT)
    assert refused.value.codes == codes


def test_the_same_key_is_one_step_and_another_body_is_refused(town, plea):
    with acting(town.lin_scope):
        first = ask(town, plea, key="k1")
        again = ask(town, plea, key="k1")
        assert first.pk == again.pk
        assert len(lines()) == 1
        with pytest.raises(Refused) as refused:
            take_step(flow=PLEA, subject=plea, verb="decline", said={"reason": "不行"}, key="k1",
                      by=town.lin_scope, at=AT)  # fmt: skip
        assert refused.value.codes == {"flow.key"}


def test_who_saw_an_older_state_is_told_so(town, plea):
    with acting(town.lin_scope):
        ask(town, plea)
        with pytest.raises(Refused) as refused:
            take_step(flow=PLEA, subject=plea, verb="decline", said={"reason": "不行"}, seen=0,
                      by=town.lin_scope, at=AT)  # fmt: skip
        assert refused.value.status == 409


def test_somebody_faster_is_named(town, plea):
    with acting(town.lin_scope):
        ask(town, plea)
        with pytest.raises(Refused) as refused:
            ask(town, plea)
    assert str(refused.value.findings[0]) == "“报送”已由Branch办过，请看现在的进展。"


def test_who_asked_may_not_agree_and_the_branch_is_not_above_itself(town):
    with acting(town.officer_scope):
        plea = make_plea(town)
        take_step(flow=PLEA, subject=plea, verb="ask", by=town.officer_scope, at=AT)
        Case.everything.update(rule_set="old")
        for by, codes in (
            (town.officer_scope, {"flow.same_person"}),
            (replace(town.branch_scope, duties=town.lin_scope.duties), {"access.duty"}),
        ):
            with pytest.raises(Refused) as refused:
                take_step(flow=PLEA, subject=plea, verb="agree", said={"answer": "好"}, by=by,
                          at=AT)  # fmt: skip
            assert refused.value.codes == codes
        take_step(flow=PLEA, subject=plea, verb="agree", said={"answer": "好"}, by=town.lin_scope,
                  at=AT)  # fmt: skip
        row = Plea.everything.get(pk=plea.pk)
        assert (row.agreed_by_id, row.agreed_at, row.answer) == (town.lin.pk, AT, "好")


def test_a_case_begun_under_the_old_rules_goes_on_under_them(town):
    long_ago = AT.replace(year=2026, month=5, day=10)
    with acting(town.lin_scope):
        plea = make_plea(town)
        take_step(flow=PLEA, subject=plea, verb="ask", by=town.branch_scope, at=long_ago)
        look = queries.look_at(PLEA, plea, queries.case_of(PLEA, plea), by=town.lin_scope, at=AT)
        plea.refresh_from_db()
        verbs = [offer.step.verb for offer in queries.offers(replace(look, subject=plea))]
        assert "publish" not in verbs
        assert "agree" in verbs
        with pytest.raises(Refused) as refused:
            take_step(flow=PLEA, subject=plea, verb="publish", said=SAID, by=town.lin_scope, at=AT)
        assert refused.value.codes == {"flow.unknown"}


def test_a_notice_must_have_run_out_before_the_next_step(town, plea):
    with acting(town.lin_scope):
        ask(town, plea)
        paper = attach(plea, "minutes", by=town.lin_scope, at=AT)
        take_step(flow=PLEA, subject=plea, verb="publish", said=SAID,
                  attached=[paper.public_id], by=town.lin_scope, at=AT)  # fmt: skip
        due = Clock.everything.get(name="notice").due_on
        assert due == date(2026, 11, 27)
        for days, codes in ((4, {"flow.waiting"}), (5, set())):
            at = AT + timedelta(days=days)
            try:
                take_step(flow=PLEA, subject=plea, verb="agree", said={"answer": "好"},
                          by=town.lin_scope, at=at)  # fmt: skip
                met = set()
            except Refused as refusal:
                met = refusal.codes
            assert met == codes


def test_a_limit_stands_while_somebody_else_is_waited_for(town, plea):
    with acting(town.lin_scope):
        ask(town, plea)
        take_step(flow=PLEA, subject=plea, verb="await_asker", said={"reason": "缺材料"},
                  by=town.lin_scope, at=AT + timedelta(days=1))  # fmt: skip
        clock = Clock.everything.get()
        assert clock.state == "paused"
        assert ClockEvent.objects.get(kind="paused").reason == "缺材料"
        assert Planned.objects.get().run_on == TODAY + timedelta(days=12)
        take_step(flow=PLEA, subject=plea, verb="go_on", by=town.branch_scope,
                  at=AT + timedelta(days=8))  # fmt: skip
        clock.refresh_from_db()
        # A week stood still: five working days more.
        assert (clock.state, clock.due_on) == ("running", date(2026, 12, 7))
        assert Planned.objects.get().state == "dropped"


def test_a_limit_is_made_longer_once_with_a_reason(town, plea):
    with acting(town.lin_scope):
        ask(town, plea)
        with pytest.raises(Refused) as refused:
            extend_limit(flow=PLEA, subject=plea, name="answer", reason=" ", by=town.branch_scope,
                         at=AT)  # fmt: skip
        assert refused.value.codes == {"access.duty", "flow.why"}
        clock = extend_limit(flow=PLEA, subject=plea, name="answer", reason="要会商",
                             by=town.lin_scope, at=AT)  # fmt: skip
        assert clock.due_on == date(2026, 12, 7)
        with pytest.raises(Refused) as refused:
            extend_limit(flow=PLEA, subject=plea, name="answer", reason="再等",
                         by=town.lin_scope, at=AT)  # fmt: skip
        assert refused.value.codes == {"flow.extended"}
        assert lines()[-1].verb == "example.plea.clock"
        assert "要会商" not in lines()[-1].payload


def test_an_end_stops_every_limit_and_plan(town, plea):
    with acting(town.lin_scope):
        ask(town, plea)
        take_step(flow=PLEA, subject=plea, verb="await_asker", said={"reason": "缺材料"},
                  by=town.lin_scope, at=AT)  # fmt: skip
        take_step(flow=PLEA, subject=plea, verb="decline", said={"reason": "不合规定"},
                  by=town.lin_scope, at=AT)  # fmt: skip
        assert Clock.everything.get().outcome == "dropped"
        assert Planned.objects.get().state == "dropped"
        assert Case.everything.get().ended_at == AT


def test_an_opening_step_begins_a_case(town):
    with acting(town.branch_scope):
        plea = make_plea(town, "asked")
        taken = begin_case(flow=PLEA, subject=plea, verb="file", by=town.branch_scope, at=AT)
        assert taken
        assert (taken.verb, taken.from_state, taken.to_state) == ("file", "", "asked")
        with pytest.raises(Refused) as refused:
            begin_case(flow=PLEA, subject=plea, verb="file", by=town.branch_scope, at=AT)
        assert refused.value.codes == {"flow.done"}


def test_the_other_town_sees_nothing_of_a_case(town, plea):
    with acting(town.lin_scope):
        ask(town, plea)
    with acting(town.gu_scope):
        for model in (Case, Clock, Taken, ClockEvent, FlowPaper, Planned):
            assert not model._default_manager.exists()
        assert queries.subject_of(PLEA, plea.public_id, town.gu_scope) is None
