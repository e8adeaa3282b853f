"""Do cases of members lost, abroad and leaving show steps and notices in the demo city?"""

from itertools import pairwise

import pytest
from django.db.models import F

from conftest import TODAY, as_owner
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.flows import papers, saying
from jingwei.kernel.flows.models import Case, FlowPaper, Taken
from jingwei.kernel.flows.queries import history_of
from jingwei.ops.demo.load import Summary
from jingwei.work.membership.standing import rules, serving
from jingwei.work.membership.standing.flows import FLOWS
from jingwei.work.membership.standing.models import (
    Leaving,
    LostContact,
    NoticeServed,
    OfMember,
    Stay,
)

pytestmark = pytest.mark.slow
LED: tuple[type[OfMember], ...] = (LostContact, Stay, Leaving)


def test_cases_have_their_steps_and_notices(loaded: Summary) -> None:
    with as_owner(), system_scope("测试") as everywhere:
        flows = {flow.code: flow for flow in FLOWS}
        cases = Case.everything.filter(flow__in=flows, number__gt=0)
        steps = Taken.objects.filter(case__in=cases)
        assert loaded.counts["standing_steps"] == steps.count() > 10
        for case in cases:
            history = history_of(case)
            declared = {step.verb: step for step in flows[case.flow].steps}
            assert [one.number for one in history] == list(range(1, case.number + 1))
            assert history[-1].to_state == case.state
            assert sorted(one.at for one in history) == [one.at for one in history]
            assert history[-1].at == case.moved_at
            for one, after in pairwise(history):
                assert one.to_state == after.from_state
            for one in Taken.objects.filter(case=case):
                told, faults = saying.read(declared[one.verb], saying.opened(one))
                assert (told.keys(), faults) == (saying.opened(one).keys(), [])
        lost = Case.everything.filter(flow="membership.lost")
        assert lost.filter(state="suspended").count() > 1
        assert not lost.filter(number=0).exists()
        notices = FlowPaper.objects.filter(case__flow__in=flows, is_made=True)
        assert loaded.counts["standing_notices"] == notices.count() > 3
        assert set(notices.values_list("slot", flat=True)) == set(serving.SLOTS)
        assert not notices.exclude(step__case=F("case")).exists()
        for paper in notices:
            opened = papers._made_again(paper, "docx")
            assert opened.data[:2] == b"PK"
            notice = serving.notice(everywhere, paper.public_id)
            assert notice is not None
            assert notice.subject.is_demo
            if (done := notice.service) is not None:
                assert done.is_demo
                assert rules.service_findings(
                    served_on=done.served_on, made_on=notice.made_on, on=TODAY, how=done.how,
                    note=done.note, again=False,
                ) == []  # fmt: skip
        served = NoticeServed.everything.count()
        assert 0 < loaded.counts["standing_served"] == served < notices.count()
        assert serving.waiting(everywhere).exists()
        for model in LED:
            assert not model.everything.filter(is_demo=False).exists()
        gone = Leaving.everything.filter(state="left").select_related("person")
        assert gone
        assert all(row.person.is_gone for row in gone)
