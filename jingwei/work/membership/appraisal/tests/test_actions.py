"""Is each member appraised alone, with a reason, and is what was not done left undone?"""

import inspect
from datetime import date

import pytest
from django import forms as django_forms

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_member
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.models import Membership
from jingwei.work.membership.appraisal import actions, forms, queries, rules
from jingwei.work.membership.appraisal.kinds import Grade
from jingwei.work.membership.appraisal.models import Appraisal, Objection, Round
from jingwei.work.membership.appraisal.rules import Counts
from jingwei.work.membership.appraisal.tests.conftest import grade_all, line, step


def by(town):
    return {"by": town.branch_scope, "at": AT}


def test_the_round_has_a_line_for_everybody_on_the_roster(town):
    with as_owner():
        add_member(town, "东戊", town.east_one, category="probationary", joined_on=date(2026, 3, 1))
    with acting(town.branch_scope):
        row = actions.call_round(org=town.east_one, year=2026, **by(town))
        lines = {one.name: one for one in queries.lines_of(row)}
        assert set(lines) == {"东甲", "东乙", "东丙", "东戊"}
        assert lines["东戊"].skipped == "probationary"
        assert {one.grade for one in lines.values()} == {""}
        with pytest.raises(Refused) as refusal:
            actions.call_round(org=town.east_one, year=2026, **by(town))
        assert refusal.value.codes == {"appraisal.again"}
        with pytest.raises(Refused) as refusal:
            actions.call_round(org=town.east_one, year=2020, **by(town))
        assert refusal.value.codes == {"appraisal.year", "appraisal.nobody"} - (
            {"appraisal.nobody"} if queries.roster_on(town.east_one, date(2020, 12, 31)) else set()
        )


def test_a_grade_is_for_one_member_with_a_reason_after_the_meeting(called):
    with acting(called.branch_scope):
        for grade, reason, codes in (
            ("excellent", "带头", {"appraisal.not_now"}),
            ("best", "", {"appraisal.not_now", "appraisal.grade", "appraisal.reason"}),
        ):
            with pytest.raises(Refused) as refusal:
                actions.propose_grade(
                    line=line(called, "东甲"), grade=grade, reason=reason, **by(called)
                )
            assert refusal.value.codes == codes
    step(called, "hold", held_on=TODAY.isoformat())
    with acting(called.branch_scope):
        row = actions.propose_grade(
            line=line(called, "东甲"), grade="excellent", reason="带头抗汛", **by(called)
        )
        assert (row.grade, row.reason) == ("excellent", "带头抗汛")
        assert {one.grade for one in queries.lines_of(called.round)} == {"excellent", ""}
        entry = Entry.everything.get(verb="appraisal.line.propose")
        assert "excellent" not in entry.payload
        assert "带头" not in entry.payload
        with pytest.raises(Refused) as refusal:
            actions.propose_grade(line=row, grade="basic", reason="改一改", version=1, **by(called))
        assert refusal.value.status == 409
        actions.propose_grade(
            line=row, grade="basic", reason="改一改", version=row.version, **by(called)
        )
        assert Entry.everything.filter(corrects=entry.pk).exists()


def test_nothing_sets_the_grade_of_several_members():
    """No act, form or field takes more than one member with a grade."""
    for name, act in inspect.getmembers(actions, inspect.isfunction):
        given = inspect.signature(act).parameters
        if "grade" in given:
            assert name == "propose_grade"
            assert given["line"].annotation in (Appraisal, "Appraisal")
            assert not {"lines", "people", "grades", "round_"} & set(given)
    graded = [
        one
        for _name, one in inspect.getmembers(forms, inspect.isclass)
        if issubclass(one, django_forms.Form) and "grade" in one.base_fields
    ]
    assert graded == [forms.GradeForm]
    assert set(forms.GradeForm.base_fields) == {"version", "grade", "reason"}
    assert not isinstance(forms.GradeForm.base_fields["grade"], django_forms.MultipleChoiceField)


def test_several_members_sent_with_one_grade_change_nobody_but_the_one_of_the_page(held, browser):
    with as_owner():
        one, two = line(held, "东甲"), line(held, "东乙")
        answer = browser("branch").post(
            f"/appraisals/lines/{one.public_id}/",
            {"grade": "qualified", "reason": "工作认真", "version": one.version,
             "who": [str(one.public_id), str(two.public_id)], "line": str(two.public_id)},
        )  # fmt: skip
        assert answer.status_code == 302
        two.refresh_from_db()
        assert two.grade == ""


def test_counts_are_what_was_counted_and_do_not_contradict(held):
    who = {name: held.people[name].pk for name in ("东甲", "东乙", "东丙")}
    with acting(held.branch_scope):
        wrong = [
            Counts(who["东甲"], (3, 1, 0, 0)), Counts(who["东乙"], (1, None, None, None)),
            Counts(held.people["西甲"].pk, (0, 0, 0, 0)),
        ]  # fmt: skip
        with pytest.raises(Refused) as refusal:
            actions.count_votes(round_=held.round, counts=wrong, **by(held))
        assert refusal.value.codes == {
            "appraisal.too_many", "appraisal.half", "appraisal.stranger",
        }  # fmt: skip
        actions.count_votes(
            round_=held.round, counts=[Counts(who["东甲"], (2, 1, 0, 0))], **by(held)
        )
        assert line(held, "东甲").counts == (2, 1, 0, 0)
        assert line(held, "东乙").counts == (None, None, None, None)
        assert line(held, "东甲").grade == ""


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"issued": "3", "returned": "4"}, "appraisal.returned"),
        ({"returned": "3", "valid": "4"}, "appraisal.valid"),
        ({"issued": "30"}, "appraisal.issued"),
        ({"issued": "1.5"}, "appraisal.whole"),
        ({"held_on": "2026-11-24"}, "appraisal.future"),
    ],
)
def test_ballots_that_contradict_each_other_are_refused(called, said, code):
    with pytest.raises(Refused) as refusal:
        step(called, "hold", **{"held_on": TODAY.isoformat(), **said})
    assert code in refusal.value.codes


def test_a_round_is_settled_when_everybody_has_a_grade_or_none_on_purpose(held):
    with pytest.raises(Refused) as refusal:
        step(held, "settle")
    assert "appraisal.open" in refusal.value.codes
    with acting(held.branch_scope):
        for name in ("东甲", "东乙"):
            actions.propose_grade(
                line=line(held, name), grade="excellent", reason="工作认真", **by(held)
            )
        actions.skip_member(line=line(held, "东丙"), why="absent", note="出差", **by(held))
        found = queries.cap_findings(queries.lines_of(held.round), TODAY)
        assert [one.code for one in found] == ["appraisal.cap"]
    step(held, "settle")  # the custom of one third warns and keeps nobody from anything
    step(held, "tell", told_on=TODAY.isoformat())
    with acting(held.branch_scope):
        assert line(held, "东丙").grade == ""
        assert {one.told_on for one in queries.lines_of(held.round)} == {TODAY}


@pytest.mark.parametrize(
    ("excellent", "graded", "warns"), [(1, 3, False), (2, 3, True), (1, 2, True), (0, 0, False)]
)
def test_one_third_is_a_warning(excellent, graded, warns):
    assert bool(rules.cap_findings(excellent, graded, 3)) is warns


def test_what_was_not_held_stays_not_held(called):
    step(called, "skip", reason="支部今年刚成立")
    assert (called.round.state, called.round.why_not) == ("not_held", "支部今年刚成立")
    with pytest.raises(Refused):
        step(called, "hold", held_on=TODAY.isoformat())
    assert Round.everything.model._meta.get_field("state").default == "preparing"


def test_unqualified_opens_no_case_and_changes_no_state(held):
    with acting(held.branch_scope):
        before = set(Membership.everything.values_list("person_id", "state", "held"))
    grade_all(held, "unqualified", "unqualified", "unqualified")
    step(held, "settle")
    step(held, "tell", told_on=TODAY.isoformat())
    with acting(held.branch_scope):
        assert set(Membership.everything.values_list("person_id", "state", "held")) == before
        verbs = set(Entry.everything.values_list("verb", flat=True))
        assert {one for one in verbs if one.startswith("appraisal.")} == {
            "appraisal.round.call", "appraisal.round.hold", "appraisal.line.propose",
            "appraisal.round.settle", "appraisal.round.tell",
        }  # fmt: skip


def test_the_member_writes_reads_the_result_objects_and_is_answered(called):
    from jingwei.kernel.flows.actions import take_step
    from jingwei.work.membership.appraisal.flows import OBJECTION

    with acting(called.member_scope) as oneself:
        actions.own_words(oneself=oneself, text="这一年参加了防汛。", at=AT)
        assert queries.own_lines(oneself.person_id or 0)[0].own_words == "这一年参加了防汛。"
    step(called, "hold", held_on=TODAY.isoformat())
    grade_all(called, "basic", "qualified", "qualified")
    with acting(called.member_scope) as oneself, pytest.raises(Appraisal.DoesNotExist):
        actions.object_to_grade(oneself=oneself, words="不同意", at=AT)
    step(called, "settle")
    step(called, "tell", told_on=TODAY.isoformat())
    with acting(called.member_scope) as oneself:
        actions.object_to_grade(oneself=oneself, words="防汛没有算进去", at=AT)
        with pytest.raises(Refused) as refusal:
            actions.object_to_grade(oneself=oneself, words="再说一次", at=AT)
        assert refusal.value.codes == {"appraisal.waiting"}
    with pytest.raises(Refused) as refusal:
        step(called, "close")
    assert "appraisal.unanswered" in refusal.value.codes
    with acting(called.branch_scope):
        row = Objection.everything.get()
        take_step(
            flow=OBJECTION, subject=row, verb="change", by=called.branch_scope, at=AT,
            said={"grade": "qualified", "answer": "补看了防汛记录"},
        )  # fmt: skip
        assert line(called, "东甲").grade == "qualified"
        assert Entry.everything.get(verb="appraisal.line.regrade").corrects is not None
    step(called, "close")


def test_only_the_member_writes_the_own_words(called):
    with acting(called.branch_scope), pytest.raises(Refused) as refusal:
        actions.write_own_words(line=line(called, "东甲"), text="替他写", **by(called))
    assert refusal.value.status == 403


def test_who_lives_here_is_appraised_here_and_the_home_branch_reads_it(town):
    with as_owner():
        Membership.everything.create(
            person=town.people["东丁"], org=town.east_one, org_path=town.east_one.path,
            kind="host", category="full", held=(date(2026, 1, 1), None), began="opening",
        )  # fmt: skip
    with acting(town.lin_scope):
        who = {"by": town.lin_scope, "at": AT}
        town.round = actions.call_round(org=town.east_one, year=2026, **who)
        guest = line(town, "东丁")
        assert guest.host_id == town.east_two.pk
        home = actions.call_round(org=town.east_two, year=2026, **who)
        own = Appraisal.everything.get(round=home, person=town.people["东丁"])
        actions.skip_member(line=own, why="elsewhere", **who)
        assert queries.elsewhere_of(home) == {}
    step(town, "hold", held_on=TODAY.isoformat())
    with acting(town.branch_scope):
        who = {"by": town.branch_scope, "at": AT}
        actions.propose_grade(line=guest, grade="qualified", reason="按时参加", **who)
    grade_all(town, "qualified", "qualified", "qualified")
    step(town, "settle")
    step(town, "tell", told_on=TODAY.isoformat())
    with acting(town.lin_scope):
        told = queries.elsewhere_of(home)
        assert told[town.people["东丁"].pk].grade == Grade.QUALIFIED
        own.refresh_from_db()
        assert own.grade == ""


def test_the_neighbour_calls_nothing_and_sees_nothing(called):
    with acting(called.gu_scope):
        assert not Appraisal.everything.exists()
        with pytest.raises(Refused):
            actions.call_round(org=called.east_two, year=2026, by=called.gu_scope, at=AT)
