"""Do the pages show who is on the way, and lose nothing that is typed?"""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook

from conftest import TODAY, as_owner
from jingwei.kernel.ledger.models import Entry
from jingwei.work.membership.development.models import Development
from jingwei.work.membership.development.tests.conftest import begun, number

NEW = "/development/new/EAST-1/"


def text(answer) -> str:
    return str(answer.content.decode())


@pytest.fixture
def people(town):
    """One at each stage in Lin's first branch; one next door."""
    with as_owner():
        rows = {
            state: begun(town, state, name=f"申{n}")
            for n, state in enumerate(("applied", "activist", "candidate", "voted", "probationary"))
        }
        rows["west"] = begun(town, "applied", org=town.west_one, name="西申")
    return rows


def test_the_list_shows_stage_next_step_and_limit(people, browser):
    said = text(browser("lin").get("/development/"))
    for words in ("申0", "已申请", "派人谈话", "申1", "记半年考察", "申3", "上级批准接收"):
        assert words in said
    assert "西申" not in said


@pytest.mark.parametrize(
    ("query", "seen", "hidden"),
    [
        ("part=activist", "申1", "申0"), ("q=申2", "申2", "申1"), ("late=1", "没有符合条件", "申1"),
        ("talent=1", "没有符合条件", "申1"),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(people, browser, query, seen, hidden):
    said = text(browser("lin").get(f"/development/of/EAST/?{query}"))
    assert seen in said
    assert f">{hidden}<" not in said


def test_the_board_counts_each_stretch(people, browser):
    said = text(browser("lin").get("/development/board/EAST/"))
    assert "东镇第一党支部" in said
    assert "西镇" not in said
    with CaptureQueriesContext(connection) as queries:
        county = text(browser("officer").get("/development/board/COUNTY/"))
    assert "东镇党委" in county
    assert "西镇党委" in county
    # A row for each part below, not for each of a city's branches.
    asked = [one["sql"] for one in queries.captured_queries]
    assert [one for one in asked if "GROUP BY" in one and "LEFT(" in one]


@pytest.mark.parametrize(("who", "status"), [("lin", 200), ("gu", 404), ("new", 404)])
def test_a_case_of_the_east_is_unknown_in_the_west(people, browser, who, status):
    for row in (people["applied"], people["probationary"]):
        for address in ("", "edit/", "record.docx"):
            answer = browser(who).get(f"/development/{row.public_id}/{address}")
            wanted = status
            if status == 200 and address == "edit/" and row.state == "probationary":
                wanted = 404
            if status == 200 and address == "record.docx" and row.activist_on is None:
                wanted = 404
            assert answer.status_code == wanted, address


def test_an_application_is_taken_and_its_page_says_so(town, browser):
    branch = browser("branch")
    assert branch.get(NEW).status_code == 200
    answer = branch.post(
        NEW, {"name": "申一", "applied_on": "2026-11-20", "id_number": number(), "phone": "",
              "address": "示例路1号"}
    )  # fmt: skip
    with as_owner():
        row = Development.everything.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/development/{row.public_id}/")
    assert (row.sex, str(row.birth_on)) == ("1", "1998-03-03")
    said = text(branch.get(answer["Location"]))
    for words in ("已记下申请", "派人谈话", "2026-12-20", "末四位"):
        assert words in said
    assert "示例路1号" not in said


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_lost(town, browser):
    typed = {
        "name": "", "applied_on": "2027-01-01", "id_number": "123", "phone": "12",
        "background": "返乡创业",
    }  # fmt: skip
    answer = browser("branch").post(NEW, typed)
    said = text(answer)
    assert answer.status_code == 422
    for words in (
        "还没有写姓名",
        "日期晚于今天",
        "身份证号应为18位",
        "手机号码应为11位",
        "返乡创业",
    ):
        assert words in said
    with as_owner():
        assert not Development.everything.exists()


def test_details_are_put_right_until_admission(people, browser):
    row = people["activist"]
    address = f"/development/{row.public_id}/edit/"
    branch = browser("branch")
    assert "申1" in text(branch.get(address))
    typed = {"version": "1", "name": "申改", "sex": "1", "birth_on": "1998-03-03"}
    assert branch.post(address, typed).status_code == 302
    again = branch.post(address, typed)
    assert again.status_code == 409
    with as_owner():
        row.refresh_from_db()
        assert (row.name, row.version) == ("申改", 2)
        assert row.id_number is not None


def test_an_applicant_below_eighteen_is_told_so(town, browser):
    answer = browser("branch").post(
        NEW, {"name": "申小", "applied_on": "2026-11-20", "birth_on": "2009-02-28"}
    )
    assert answer.status_code == 422
    assert "还不满18周岁" in text(answer)
    with as_owner():
        assert not Development.everything.exists()


def test_a_step_is_taken_on_the_flows_own_page(people, browser):
    row = people["applied"]
    stepper = f"/flows/membership.development/{row.public_id}/"
    branch = browser("branch")
    assert "派人谈话" in text(branch.get(stepper))
    answer = branch.post(
        f"{stepper}steps/talk/", {"said-on": TODAY.isoformat(), "said-who": "东甲"}
    )
    assert answer.status_code == 302
    assert "谈话记录" in text(branch.get(stepper))
    with as_owner():
        row.refresh_from_db()
        assert (row.state, row.talked_on) == ("talked", TODAY)


def test_the_record_of_cultivation_is_a_document(people, browser):
    answer = browser("branch").get(f"/development/{people['activist'].public_id}/record.docx")
    words = "\n".join(p.text for p in Document(BytesIO(answer.content)).paragraphs)
    assert "培养教育考察登记表" in words
    pdf = browser("branch").get(f"/development/{people['activist'].public_id}/record.pdf")
    assert pdf.content.startswith(b"%PDF")


def test_the_list_costs_the_same_for_one_and_many(town, browser):
    branch = browser("branch")
    branch.get("/development/")  # what is read once a process
    counts = []
    for more in (1, 30):
        with as_owner():
            for n in range(more):
                begun(town, "activist", name=f"申{more}{n}")
        with CaptureQueriesContext(connection) as caught:
            assert branch.get("/development/").status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_what_has_run_out_stands_on_todays_page(town, browser):
    with as_owner():
        begun(town, "probationary", name="申满")
    said = text(browser("branch").get("/"))
    assert "申满" in said


def test_a_member_reads_the_own_way(town, browser):
    with as_owner():
        row = begun(town, "probationary", name="东甲", person=town.people["东甲"])
        Development.everything.filter(pk=row.pk).update(person=town.people["东甲"])
        other = begun(town, "probationary", name="别人")
    said = text(browser("member").get("/me/"))
    for words in ("我的入党过程", "预备党员", "2026-11-05"):
        assert words in said
    assert other.name not in said
    data = browser("member").get("/me/download/").content.decode()
    assert "probation_until" in data


def test_the_list_is_taken_away_as_a_workbook_and_the_ledger_says_so(people, browser):
    answer = browser("lin").post("/development/of/EAST/export/", {"part": "activist"})
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.values)
    assert rows[1][1] == "姓名"
    assert [row[1] for row in rows[2:]] == ["申1"]
    assert len(rows[2][3]) == 4
    with as_owner():
        assert Entry.everything.filter(verb="membership.development.export").count() == 1
    assert browser("branch").post("/development/of/EAST-1/export/").status_code == 403
    assert browser("gu").post("/development/of/EAST/export/").status_code == 404
