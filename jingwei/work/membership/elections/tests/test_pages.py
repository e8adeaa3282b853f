"""Does a secretary bring an election from plan to posts on pages, and lose nothing she typed?"""

from io import BytesIO

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from docx import Document

from conftest import TODAY, as_owner
from jingwei.work.membership.elections.models import Election, Round, VotingSuspended
from jingwei.work.membership.elections.tests.conftest import NAMES, Way

NEW = "/elections/new/EAST-1/"
PLAN = {
    "planned_on": "2026-11-26", "committee_seats": "3", "deputy_seats": "0", "variant": "term",
    "way": "members", "shift_reason": "", "way_reason": "", "venue": "活动室",
}  # fmt: skip


def text(answer) -> str:
    return str(answer.content.decode())


@pytest.fixture
def everywhere(body):
    with as_owner():
        yield body


def step(browser, row, verb, **said):
    form = {f"said-{name}": value for name, value in said.items()}
    return browser.post(f"/flows/elections.election/{row.public_id}/steps/{verb}/", form)


def test_the_plan_is_proposed_from_what_is_on_file(body, browser):
    said = text(browser("branch").get(NEW))
    assert 'value="2026-12-10"' in said
    assert "本届任期到 2026-12-10" in said


def test_all_reasons_stand_on_the_page_and_what_was_typed_stays(everywhere, browser):
    answer = browser("branch").post(
        NEW, PLAN | {"planned_on": "2027-03-01", "committee_seats": "2"}
    )
    said = text(answer)
    assert answer.status_code == 422
    assert "不在任期届满时换届，请写明提前或延期的原因。" in said
    assert "委员至少3人。" in said
    assert 'value="活动室"' in said
    assert not Election.everything.exists()


def test_from_plan_to_posts_on_pages(everywhere, browser, days_later):
    branch, lin = browser("branch"), browser("lin")
    assert branch.post(NEW, PLAN).status_code == 302
    row = Election.everything.get()
    home = f"/elections/{row.public_id}/"
    assert "看一遍方案，再上报" in text(branch.get(home))
    assert step(branch, row, "ask").status_code == 302
    assert "批复换届方案" in text(lin.get("/"))
    assert step(branch, row, "agree").status_code == 403
    assert step(lin, row, "agree").status_code == 302
    assert step(branch, row, "notice").status_code == 302
    for office, name in (
        ("committee", "东甲"), ("committee", "东乙"), ("committee", "东丙"), ("committee", "丁一"),
        ("secretary", "东甲"),
    ):  # fmt: skip
        form = {"office": office, "person": everywhere.people[name].pk, "sides": ["members"]}
        assert branch.post(f"{home}candidates/", form).status_code == 302
    assert step(branch, row, "propose").status_code == 302
    assert step(lin, row, "approve_names", review="都合条件").status_code == 302
    days_later(3)
    branch, lin = browser("branch"), browser("lin")
    absent, teller = everywhere.people["丁六"].pk, everywhere.people["丁七"].pk
    tick = {"held_on": "2026-11-26", "absent": [absent], "tellers": [teller],
            "version": row.version, "chair": ""}  # fmt: skip
    assert branch.post(f"{home}sitting/", tick).status_code == 302
    assert step(branch, row, "convene").status_code == 302
    people = [everywhere.people[name].pk for name in NAMES[:4]]
    sheet = {"issued": 9, "returned": 9, "valid": 9}
    for pk, yes in zip(people, (9, 8, 7, 3), strict=True):
        sheet |= {f"c{pk}_yes": yes, f"c{pk}_no": 9 - yes, f"c{pk}_abstained": 0}
    wrong = sheet | {f"c{people[0]}_yes": 8}
    answer = branch.post(f"{home}count/committee/", wrong)
    assert answer.status_code == 422
    assert "东甲：同意、不同意、弃权共8，不等于有效票9。" in text(answer)
    assert not Round.everything.exists()
    assert branch.post(f"{home}count/committee/", sheet).status_code == 302
    assert step(branch, row, "conclude").status_code == 302
    heads = {"on": "2026-11-26", "present": 3, "issued": 3, "returned": 3, "valid": 3,
             f"c{people[0]}_yes": 3}  # fmt: skip
    assert branch.post(f"{home}count/secretary/", heads).status_code == 302
    work = {f"t_{people[1]}": "organisation", f"t_{people[2]}": "publicity"}
    assert branch.post(f"{home}fields/", work).status_code == 302
    assert step(branch, row, "report").status_code == 302
    assert step(lin, row, "confirm").status_code == 302
    said = text(branch.get(home))
    for words in ("已批准任职", "当选", "未当选", "超过实到半数", "超过应到半数"):
        assert words in said
    seats = text(branch.get("/orgs/EAST-1/posts/"))
    assert "组织委员" in seats
    paper = branch.get(f"{home}papers/record.docx")
    lines = [one.text for one in Document(BytesIO(paper.content)).paragraphs]
    assert "应到有选举权的人数：10" in lines


def test_a_ballot_can_be_printed_and_has_no_place_for_a_voter(everywhere, browser):
    row = Way(everywhere).listed().row
    branch = browser("branch")
    answer = branch.get(f"/elections/{row.public_id}/papers/ballot-committee.docx")
    document = Document(BytesIO(answer.content))
    cells = {cell.text for table in document.tables for line in table.rows for cell in line.cells}
    assert {"东甲", "东乙", "东丙", "丁一", "同意", "弃权"} <= cells
    assert branch.get(f"/elections/{row.public_id}/papers/ballot-king.docx").status_code == 404


def test_no_column_could_hold_what_somebody_voted():
    """Counts by name are kept; nothing joins a voter to a vote (no electronic secret ballot)."""
    told = {"Round", "Tally"}
    for model in apps.get_app_config("elections").get_models():
        fields = {one.name: one for one in model._meta.concrete_fields}
        assert not {"voter", "ballot", "choice", "vote", "token", "cast_at"} & set(fields)
        if model.__name__ in told:
            people = [
                name for name, one in fields.items()
                if isinstance(one, models.ForeignKey)
                and one.related_model.__name__ in ("Person", "Account")
            ]  # fmt: skip
            assert people == (["person"] if model.__name__ == "Tally" else [])
            assert not [one for one in fields.values() if one.get_internal_type() in
                        ("JSONField", "ArrayField", "BinaryField", "DateTimeField")]  # fmt: skip


def test_a_suspended_vote_takes_somebody_off_the_list_and_says_no_reason(everywhere, browser):
    lin, branch = browser("lin"), browser("branch")
    who = everywhere.people["丁七"]
    form = {"person": who.pk, "since": "2026-11-01", "until": "", "basis": "示例纪委〔2026〕1号"}
    assert lin.post("/elections/rights/new/EAST-1/", form).status_code == 302
    row = VotingSuspended.everything.get()
    assert "示例纪委".encode() not in bytes(row.basis)
    said = text(lin.get("/elections/rights/"))
    assert "丁七" in said
    assert "示例纪委" not in said
    assert branch.get("/elections/rights/").status_code == 403
    branch.post(NEW, PLAN)
    one = Election.everything.get()
    with as_owner():
        Election.everything.update(state="noticed")
    assert "丁七" not in text(branch.get(f"/elections/{one.public_id}/candidates/"))
    back = lin.post(f"/elections/rights/{row.public_id}/restore/", {"on": "2026-11-20"})
    assert back.status_code == 302
    assert "丁七" in text(branch.get(f"/elections/{one.public_id}/candidates/"))


def test_a_term_that_ends_waits_on_the_page_of_today_until_there_is_a_plan(everywhere, browser):
    branch = browser("branch")
    assert "拟换届方案" in text(branch.get("/"))
    branch.post(NEW, PLAN)
    said = text(branch.get("/"))
    assert "写好换届方案并上报" in said


def test_the_neighbour_finds_nothing(everywhere, browser):
    browser("branch").post(NEW, PLAN)
    row, gu = Election.everything.get(), browser("gu")
    for url in (f"/elections/{row.public_id}/", NEW, f"/elections/{row.public_id}/sitting/"):
        assert gu.get(url).status_code == 404
    assert "东镇第一党支部" not in text(gu.get("/elections/"))


@pytest.mark.slow
def test_one_election_and_fifty_cost_the_same(everywhere, browser):
    lin = browser("lin")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert lin.get("/elections/").status_code == 200
        return len(queries)

    where = {"org": everywhere.east_one, "org_path": everywhere.east_one.path,
             "planned_on": TODAY, "begun_on": TODAY, "state": "stopped"}  # fmt: skip
    Election.everything.create(**where)
    cost()
    one = cost()
    Election.everything.bulk_create(Election(**where) for _n in range(49))
    assert cost() == one
