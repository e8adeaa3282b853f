"""Does it take two people to make two files one or to change a number, and is nothing lost?"""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.models import Account
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_secretary, id_number
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people import files, timeline
from jingwei.kernel.people.correction_actions import (
    answer_own_correction,
    ask_id_correction,
    ask_merge,
    ask_own_correction,
    decide_id_correction,
    decide_merge,
)
from jingwei.kernel.people.duplicates import duplicates
from jingwei.kernel.people.models import Correction, Membership, Opening, Person, Position
from jingwei.kernel.people.own import on_own_behalf, own_corrections

NUMBER = id_number(date(1980, 1, 1), 31)


@pytest.fixture
def twins(town):
    """Two files of one person in two branches of the east; the second has no number."""
    first = town.people["东甲"]
    with as_owner():
        town.account("wu", "clerk", town.east)
        second = town.member("东甲", town.east_two, joined_on=date(2020, 7, 1))
        Person.everything.filter(pk=second.pk).update(
            id_number=None, id_index=None, id_tail="", work_post="工人", birth_on=first.birth_on
        )
        add_secretary(town, second, town.east_two)
        Account.everything.filter(login="wu").update(person=second)
        Opening.everything.create(
            person=second, org=town.east_two, org_path=town.east_two.path, kind="dues_paid_to",
            value="2026-09", as_of=TODAY,
        )  # fmt: skip
    return first, second


def asked(town, twins):
    with acting(town.lin_scope) as by:
        return ask_merge(person=twins[0], other=twins[1], reason="同名同生日", by=by, at=AT)


def test_one_asks_and_another_agrees_and_all_goes_over(town, twins):
    correction = asked(town, twins)
    with acting(town.wu_scope) as by:
        decide_merge(correction=correction, agree=True, by=by, at=AT)
        kept, gone = (Person.everything.get(pk=one.pk) for one in twins)
        assert (gone.merged_into_id, gone.is_gone, kept.is_gone) == (kept.pk, True, False)
        assert Position.everything.get(org=town.east_two).person_id == kept.pk
        opening = Opening.everything.get(kind="dues_paid_to")
        assert (opening.person_id, opening.org) == (kept.pk, town.east_one)
        assert Account.everything.get(login="wu").person_id == kept.pk
        assert kept.work_post == "工人", "what only the other file knew"
        closed = Membership.everything.get(person=gone)
        assert (closed.held.upper, closed.ended) == (TODAY, "merged")
        for one in (kept, gone):
            entry = Entry.everything.get(subject_id=str(one.public_id), verb="people.merge.agree")
            told = json.loads(entry.payload)
            assert (told["memberships_moved"], told["memberships_closed"]) == (0, 1)
        row = Correction.everything.get(pk=correction.pk)
        assert (row.outcome, row.decided_by.login, row.asked_by.login) == ("done", "wu", "lin")


def test_the_history_of_both_files_is_shown_on_the_one_that_stays(town, twins):
    correction = asked(town, twins)
    with acting(town.wu_scope) as by:
        decide_merge(correction=correction, agree=True, by=by, at=AT)
        line = timeline.lineage(by, twins[0])
        assert [one.pk for one in line] == [one.pk for one in twins]
        shown = timeline.memberships(by, line)
        assert [(one.org_code, one.from_merged) for one in shown] == [
            ("EAST-2", True), ("EAST-1", False),
        ]  # fmt: skip
        verbs = {one.verb for one in timeline.lines(by, line)}
        assert verbs >= {"people.merge.ask", "people.merge.agree"}


def test_a_stretch_that_fits_goes_over_to_the_file_that_stays(town, twins):
    first, second = twins
    with as_owner():
        Membership.everything.filter(person=first).update(
            held="[2019-07-01,2020-07-01)", ended="moved"
        )
    correction = asked(town, twins)
    with acting(town.wu_scope) as by:
        decide_merge(correction=correction, agree=True, by=by, at=AT)
        rows = Membership.everything.filter(person=first).order_by("held")
        assert [row.org.code for row in rows] == ["EAST-1", "EAST-2"]
        kept = Person.everything.get(pk=first.pk)
        assert (kept.org, kept.is_gone) == (town.east_two, False)
        assert not Membership.everything.filter(person=second).exists()


def test_a_number_that_only_the_other_file_has_goes_over_and_opens_there(town, twins):
    first, second = twins
    with acting(town.lin_scope) as by:
        files.save_person(first, AT, *files.write_number(first, ""))
        files.save_person(second, AT, *files.write_number(second, NUMBER))
        correction = ask_merge(person=first, other=second, reason="x", by=by, at=AT)
    with acting(town.wu_scope) as by:
        decide_merge(correction=correction, agree=True, by=by, at=AT)
        assert files.unsealed(Person.everything.get(pk=first.pk), "id_number") == NUMBER
        assert Person.everything.get(pk=second.pk).id_number is None


def test_nobody_decides_what_they_asked_themselves(town, twins):
    correction = asked(town, twins)
    with acting(town.lin_scope) as by:
        with pytest.raises(Refused) as refused:
            decide_merge(correction=correction, agree=True, by=by, at=AT)
        assert refused.value.codes == {"people.correction.two_people"}
        assert Person.everything.get(pk=twins[1].pk).merged_into_id is None
        row = Correction.everything.get(pk=correction.pk)
        row.decided_by, row.decided_at = row.asked_by, AT
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


@pytest.mark.parametrize("who", ["branch", "gu", "auditor", "new"])
def test_without_the_duty_nobody_decides(town, twins, who):
    correction = asked(town, twins)
    with acting(town.scopes[who]) as by, pytest.raises(Refused) as refused:
        decide_merge(correction=correction, agree=True, by=by, at=AT)
    assert refused.value.status == 403


def test_a_no_says_why_and_changes_nothing_and_the_pair_is_not_shown_again(town, twins):
    with acting(town.lin_scope) as by:
        pairs = [sorted(row["id"] for row in one.rows) for one in duplicates(by)]
    assert sorted(one.pk for one in twins) in pairs
    correction = asked(town, twins)
    with acting(town.wu_scope) as by:
        with pytest.raises(Refused) as refused:
            decide_merge(correction=correction, agree=False, by=by, at=AT)
        assert refused.value.codes == {"people.correction.why"}
        decide_merge(correction=correction, agree=False, answer="是两个人", by=by, at=AT)
        assert Person.everything.get(pk=twins[1].pk).merged_into_id is None
        with pytest.raises(Refused) as refused:
            decide_merge(correction=correction, agree=True, by=by, at=AT)
        assert refused.value.codes == {"people.correction.decided"}
        after = [sorted(row["id"] for row in one.rows) for one in duplicates(by)]
    assert sorted(one.pk for one in twins) not in after


def test_two_numbers_are_two_people_until_one_is_put_right(town):
    with acting(town.lin_scope) as by, pytest.raises(Refused) as refused:
        ask_merge(person=town.people["东甲"], other=town.people["东乙"], reason="像", by=by, at=AT)
    assert refused.value.codes == {"people.merge.two_numbers"}


def test_a_file_is_asked_about_once_at_a_time(town, twins):
    asked(town, twins)
    with acting(town.lin_scope) as by, pytest.raises(Refused) as refused:
        ask_merge(person=twins[1], other=twins[0], reason="又", by=by, at=AT)
    assert "people.correction.open" in refused.value.codes


def test_a_wrong_number_is_put_right_by_two_people(town, twins):
    person = town.people["东丁"]
    good = id_number(date(2001, 2, 3), 42)
    with acting(town.lin_scope) as by:
        correction = ask_id_correction(
            person=person, id_number=good, reason="登记时抄错", by=by, at=AT
        )
        assert good.encode() not in bytes(correction.sealed or b"")
        assert good[-4:] not in correction.reason
        with pytest.raises(Refused):
            decide_id_correction(correction=correction, agree=True, by=by, at=AT)
    with acting(town.wu_scope) as by:
        for typed in ("", id_number(date(2001, 2, 3), 44)):
            with pytest.raises(Refused) as refused:
                decide_id_correction(
                    correction=correction, agree=True, id_number=typed, by=by, at=AT
                )
            assert refused.value.codes == {"people.id.differs"}
        decide_id_correction(correction=correction, agree=True, id_number=good, by=by, at=AT)
        found = Person.everything.get(pk=person.pk)
        assert files.unsealed(found, "id_number") == good
        assert (found.birth_on, found.sex, found.id_tail) == (date(2001, 2, 3), "2", good[-4:])
        for entry in Entry.everything.filter(subject_id=str(person.public_id)):
            assert good not in entry.payload


def test_a_number_taken_meanwhile_is_refused_at_the_decision(town, twins):
    person, good = town.people["东丁"], id_number(date(2001, 2, 3), 42)
    with acting(town.lin_scope) as by:
        correction = ask_id_correction(person=person, id_number=good, reason="抄错", by=by, at=AT)
    with acting(town.officer_scope):
        west = town.people["西甲"]
        files.save_person(west, AT, *files.write_number(west, good))
    with acting(town.wu_scope) as by, pytest.raises(Refused) as refused:
        decide_id_correction(correction=correction, agree=True, id_number=good, by=by, at=AT)
    assert refused.value.codes == {"people.id.taken"}
    with acting(town.wu_scope):
        assert Correction.everything.get(pk=correction.pk).outcome == "open"


def ask_as_member(town, **said):
    with acting(town.member_scope) as oneself, on_own_behalf(oneself) as (by, person):
        return ask_own_correction(person=person, by=by, at=AT, **said)


def test_a_member_asks_and_a_yes_changes_the_file_at_once(town):
    correction = ask_as_member(town, field="phone", value="13711112222", words="换号了")
    assert b"13711112222" not in bytes(correction.sealed)
    with acting(town.member_scope) as oneself:
        assert [one.outcome for one in own_corrections(oneself)] == ["open"]
    with acting(town.branch_scope) as by:
        answer_own_correction(correction=correction, agree=True, by=by, at=AT)
        person = Person.everything.get(pk=town.people["东甲"].pk)
        assert files.unsealed(person, "phone") == "13711112222"
        assert files.unsealed(person, "id_number"), "the rest of the file stays"
    with acting(town.member_scope) as oneself:
        assert [one.outcome for one in own_corrections(oneself)] == ["done"]


def test_a_members_words_reach_nobody_elses_branch(town):
    correction = ask_as_member(town, field="other", value="", words="入党日期应为2019年6月")
    with acting(town.gu_scope) as by, pytest.raises(Refused) as refused:
        answer_own_correction(correction=correction, agree=False, answer="x", by=by, at=AT)
    assert refused.value.status == 403


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"field": "id_number", "value": "1", "words": ""}, "people.own.field"),
        ({"field": "phone", "value": " ", "words": ""}, "people.own.value"),
        ({"field": "other", "value": "", "words": ""}, "people.own.words"),
    ],
)
def test_a_member_is_told_what_is_missing(town, said, code):
    with pytest.raises(Refused) as refused:
        ask_as_member(town, **said)
    assert refused.value.codes == {code}


def test_the_member_role_is_taken_up_again_after_the_one_row(town):
    from django.db import connection

    with acting(town.member_scope) as oneself:
        with on_own_behalf(oneself) as (by, person):
            ask_own_correction(
                person=person, field="phone", value="13711112222", words="", by=by, at=AT
            )
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, current_setting('app.path', true)")
            assert cursor.fetchone() == ("jw_self", "")
        assert {one.name for one in Person.everything.all()} == {"东甲"}
