"""Are delegates allotted, elected from enough names, examined, listed and replaced by a vote?"""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.paths import upper
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_member
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.work.membership.elections import actions, delegate_rules, delegating, gating, queries
from jingwei.work.membership.elections.counting_actions import Got, Told, record_round
from jingwei.work.membership.elections.kinds import State
from jingwei.work.membership.elections.models import Delegate, Election

AT_VOTE = {"issued": 10, "returned": 10, "valid": 10, "present": 10, "on": TODAY}


class Congress:
    """The delegates' meeting of the east: branch one sends three, branch two one."""

    def __init__(self, town: Any) -> None:
        self.town, self.by = town, town.lin_scope
        with as_owner():
            for name in ("辛一", "辛二", "辛三", "辛四"):
                add_member(town, name, town.east_two)
        with acting(self.by):
            self.row: Election = Election.everything.create(
                org=town.east, org_path=town.east.path, way="delegates", way_reason="住得分散",
                state=State.AGREED, planned_on=date(2026, 12, 20), begun_on=TODAY,
                committee_seats=3,
            )  # fmt: skip
            actions.allot(
                election=self.row, seats={town.east_one.pk: 3, town.east_two.pk: 1}, by=self.by,
                at=AT,
            )  # fmt: skip
            Election.everything.filter(pk=self.row.pk).update(state=State.NOTICED)
            self.row.refresh_from_db()

    def stand(self, unit: Any, *names: str) -> None:
        with acting(self.by):
            for name in names:
                actions.nominate(
                    election=self.row, office="delegate", person=self.town.people[name],
                    unit=unit, by=self.by, at=AT,
                )  # fmt: skip

    def vote(self, unit: Any, yes: dict[str, int], **more: Any) -> Any:
        n = more.pop("voters", 10)
        names = tuple(
            Got(name, self.town.people[name].pk, got, n - got) for name, got in yes.items()
        )  # fmt: skip
        sheet = {"issued": n, "returned": n, "valid": n, "present": n, "on": TODAY, **more}
        with acting(self.by):
            return record_round(
                election=self.row, told=Told(office="delegate", unit=unit, names=names, **sheet),
                by=self.by, at=AT,
            )  # fmt: skip

    def delegates(self) -> list[Delegate]:
        with acting(self.by):
            return queries.delegates_of(self.row)

    def check(self, *names: str, is_valid: bool = True, words: str = "") -> None:
        verdicts = {one.pk: is_valid for one in self.delegates() if one.name in names}
        with acting(self.by):
            delegating.check_delegates(
                election=self.row, verdicts=verdicts, words=words, by=self.by, at=AT
            )


@pytest.fixture
def congress(body: Any) -> Congress:
    return Congress(body)


@pytest.fixture
def elected(congress: Congress) -> Congress:
    """Three of branch one (of four names) and one of branch two (of two)."""
    town = congress.town
    congress.stand(town.east_one, "东甲", "东乙", "东丙", "丁一")
    congress.vote(town.east_one, {"东甲": 9, "东乙": 8, "东丙": 7, "丁一": 2})
    congress.stand(town.east_two, "东丁", "辛一")
    congress.vote(town.east_two, {"东丁": 5, "辛一": 0}, voters=5)
    return congress


@pytest.mark.parametrize(
    ("total", "members", "seats"),
    [
        (10, {1: 50, 2: 30, 3: 20}, {1: 5, 2: 3, 3: 2}),
        (10, {1: 55, 2: 30, 3: 15}, {1: 6, 2: 3, 3: 1}),
        (5, {1: 97, 2: 1, 3: 2}, {1: 3, 2: 1, 3: 1}),
        (3, {1: 10, 2: 0, 3: 10}, {1: 2, 3: 1}),
        (1, {1: 10, 2: 10}, {1: 0, 2: 0}),
        (4, {}, {}),
    ],
)
def test_seats_follow_members_and_no_branch_goes_without(total, members, seats):
    assert delegate_rules.allotted(total, members) == seats


def test_a_branch_sends_no_more_than_it_has_and_all_no_more_than_the_rule(congress):
    town = congress.town
    with acting(congress.by), pytest.raises(Refused) as refusal:
        actions.allot(
            election=congress.row, seats={town.east_one.pk: 301}, by=congress.by, at=AT
        )  # fmt: skip
    assert refusal.value.codes == {"election.many_delegates", "election.more_than_members"}


def test_a_branch_needs_a_fifth_more_names_than_seats(congress):
    town = congress.town
    congress.stand(town.east_one, "东甲", "东乙", "东丙")
    with pytest.raises(Refused) as refusal:
        congress.vote(town.east_one, {"东甲": 9, "东乙": 8, "东丙": 7})
    assert refusal.value.codes == {"election.few_candidates"}
    assert congress.delegates() == []


def test_a_member_of_another_branch_does_not_stand(congress):
    with pytest.raises(Refused) as refusal:
        congress.stand(congress.town.east_one, "东丁")
    assert refusal.value.codes == {"election.not_eligible"}


def test_who_is_elected_is_a_delegate_and_votes_once_the_credentials_hold(elected):
    names = [(one.name, one.number, one.state) for one in elected.delegates()]
    assert names == [
        ("东甲", 1, "elected"), ("东乙", 2, "elected"), ("东丙", 3, "elected"),
        ("东丁", 4, "elected"),
    ]  # fmt: skip
    look = type("Look", (), {"subject": elected.row, "on": TODAY})()
    with acting(elected.by):
        assert [one.code for one in gating.delegates(look)] == ["delegate.unchecked"]
        assert queries.voters_of(elected.row, TODAY) == []
    elected.check("东甲", "东乙", "东丙", "东丁")
    with acting(elected.by):
        assert gating.delegates(look) == []
        assert {one.name for one in queries.voters_of(elected.row, TODAY)} == {
            "东甲", "东乙", "东丙", "东丁",
        }  # fmt: skip


def test_who_is_rejected_or_drops_out_leaves_a_seat_that_the_branch_fills(elected):
    town = elected.town
    with pytest.raises(Refused) as refusal:
        elected.check("东乙", is_valid=False)
    assert refusal.value.codes == {"delegate.why"}
    elected.check("东乙", is_valid=False, words="差额不够，程序不合")
    with pytest.raises(Refused) as refusal:
        elected.check("东乙")
    assert "delegate.checked" in refusal.value.codes
    one = next(one for one in elected.delegates() if one.name == "东丙")
    with acting(elected.by):
        delegating.vacate(delegate=one, ended_on=TODAY, why="moved", words="", by=elected.by, at=AT)
        assert queries.delegates_left(elected.row) == {"东镇第一党支部": 2, "东镇第二党支部": 0}
        with pytest.raises(Refused) as refusal:
            delegating.vacate(
                delegate=one, ended_on=TODAY, why="moved", words="", by=elected.by, at=AT
            )
    assert refusal.value.codes == {"delegate.gone"}
    with pytest.raises(Refused) as refusal:  # one name is left for two seats
        elected.vote(town.east_one, {"丁一": 9})
    assert refusal.value.codes == {"election.few_candidates"}
    elected.stand(town.east_one, "丁二", "丁三")
    elected.vote(town.east_one, {"丁一": 3, "丁二": 9, "丁三": 8})
    here = [(one.name, one.number) for one in elected.delegates() if one.is_here]
    assert here == [("东甲", 1), ("丁二", 5), ("丁三", 6), ("东丁", 4)]
    with acting(elected.by):
        assert not any(queries.delegates_left(elected.row).values())
        verbs = set(Entry.everything.values_list("verb", flat=True))
    assert {"elections.delegate.check", "elections.delegate.vacate"} <= verbs


def test_a_temporary_branch_sends_nobody(congress):
    town = congress.town
    with as_owner():
        town.east_two.kind = "temporary_branch"
        type(town.east_two).everything.filter(pk=town.east_two.pk).update(kind="temporary_branch")
    with acting(congress.by):
        assert [one.code for one in queries.branches_below(town.east)] == ["EAST-1"]


def words_of(answer: Any) -> str:
    document = Document(BytesIO(answer.content))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_list_credentials_and_cards_on_pages_and_paper(elected, browser):
    lin, home = browser("lin"), f"/elections/{elected.row.public_id}/"
    page = lin.get(f"{home}delegates/list/").content.decode()
    for words in ("代表名单", "东甲", "已当选，等资格审查", "勾选的资格有效", "打印代表证"):
        assert words in page
    with as_owner():
        keys = {one.name: one.pk for one in Delegate.everything.all()}
        none = lin.post(f"{home}delegates/check/", {"verdict": "valid"})
        assert none.status_code == 422
        ticked = [keys["东甲"], keys["东丁"]]
        told = {"verdict": "valid", "delegate": ticked, "words": ""}
        assert lin.post(f"{home}delegates/check/", told).status_code == 302
        one = Delegate.everything.get(name="东乙")
        gone = {"ended_on": TODAY.isoformat(), "why": "resigned", "words": ""}
        url = f"{home}delegates/{one.public_id}/vacate/"
        assert lin.post(url, gone | {"why": ""}).status_code == 422
        assert lin.post(url, gone).status_code == 302
    said = words_of(lin.get(f"{home}papers/credentials.docx"))
    for words in ("资格有效：2名", "出缺：1名：东乙", "还没有审查：1名", "还要补选"):
        assert words in said
    assert "东乙" not in words_of(lin.get(f"{home}papers/delegates.docx"))
    cards = words_of(lin.get(f"{home}papers/cards.docx"))
    assert "证号：001" in cards
    assert "东丙" not in cards
    assert "还要选 1 名" in lin.get(f"{home}delegates/list/").content.decode()


def test_the_ballot_of_a_branch_has_its_own_names(congress, browser):
    town = congress.town
    congress.stand(town.east_one, "东甲", "东乙", "东丙", "丁一")
    congress.stand(town.east_two, "东丁", "辛一")
    url = f"/elections/{congress.row.public_id}/papers/ballot-delegate.docx?unit=EAST-2"
    said = words_of(browser("lin").get(url))
    assert "东镇第二党支部" in said
    assert {"东丁", "辛一"} <= set(said.split("\n"))
    assert "东甲" not in said


def test_seats_are_proposed_by_members(congress, browser):
    with as_owner():
        Election.everything.filter(pk=congress.row.pk).update(state=State.AGREED)
    page = browser("lin").get(f"/elections/{congress.row.public_id}/delegates/?total=6")
    said = page.content.decode()
    assert "有选举权的10人" in said
    assert f'name="u_{congress.town.east_one.pk}" value="4"' in said


def test_the_branch_sees_and_the_neighbour_does_not(elected, browser):
    home = f"/elections/{elected.row.public_id}/delegates/list/"
    assert browser("gu").get(home).status_code == 404
    with acting(replace(elected.town.gu_scope, hi=upper(elected.town.west.path))) as by:
        assert not Delegate.objects.within(by).exists()


def test_delegates_by_the_api(elected, browser):
    lin, home = browser("lin"), f"/api/v1/elections/{elected.row.public_id}/delegates"
    told = lin.get(home).json()
    assert [one["name"] for one in told["delegates"]] == ["东甲", "东乙", "东丙", "东丁"]
    assert told["left"] == {}
    one = told["delegates"][0]["id"]
    headers = {"content_type": "application/json", "headers": {"Idempotency-Key": "k-1"}}
    with as_owner():
        found = lin.post(f"{home}/{one}/verdict", {"valid": True}, **headers)
    assert (found.status_code, found.json()["state"]) == (200, "qualified")
