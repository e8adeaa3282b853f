"""Does the auditor find what was done, see whether it is whole, and change nothing?"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from conftest import AT, TODAY, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.ledger import seals, workers
from jingwei.kernel.ledger.models import LedgerCheck
from jingwei.kernel.ledger.tests.conftest import now, seal_up_to, sql
from jingwei.kernel.orgs.actions import rename_organisation
from jingwei.shell.ledger import forms


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with travel(AT, tick=False):
        yield


@pytest.fixture
def auditor(town: Any) -> Client:
    client = Client()
    client.force_login(town.accounts["auditor"])
    return client


@pytest.fixture
def renamed(town: Any) -> Any:
    with acting(town.lin_scope) as lin:
        rename_organisation(org=town.east_one, name="东镇先锋党支部", on=TODAY, by=lin, at=town.at)
    return town


@pytest.fixture
def whole(renamed: Any, monkeypatch: pytest.MonkeyPatch) -> int:
    """All lines so far sealed, as if their transaction had ended; the number of the rename."""
    ((top,),) = sql("SELECT max(xid::text::bigint) FROM entry")
    monkeypatch.setattr(seals, "now_of", lambda cursor: now(top + 1))
    seal_up_to(top + 1)
    return int(sql("SELECT max(id) FROM entry WHERE verb = 'orgs.organisation.rename'")[0][0])


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_line_says_who_did_what_in_which_post(auditor: Client, renamed: Any) -> None:
    page = words(auditor.get("/ledger/"))
    for said in ("东镇先锋党支部", "Lin", "镇街党务干部", "等封存"):
        assert said in page


@pytest.mark.parametrize(
    ("asked", "is_there"),
    [
        ("q=Lin", True), ("q=Gu", False), ("org=EAST-1", True), ("org=WEST", False),
        ("verb=orgs.organisation.rename", True), ("verb=orgs.organisation.move", False),
        ("thing=EAST-1", True), ("thing=EAST-2", False),
        ("since=2020-01-01", True), ("since=2999-01-01", False), ("until=2020-01-01", False),
    ],
)  # fmt: skip
def test_lines_are_found_by_person_place_act_thing_and_day(
    auditor: Client, renamed: Any, asked: str, is_there: bool
) -> None:
    page = words(auditor.get(f"/ledger/?{asked}"))
    assert ("东镇先锋党支部" in page) is is_there


@pytest.mark.parametrize(
    ("asked", "said"),
    [("since=x", "日期这样写"), ("verb=x", "没有这一类事"), ("org=火星", "您的范围里没有这个组织")],
)
def test_what_cannot_be_read_is_told(auditor: Client, town: Any, asked: str, said: str) -> None:
    assert said in words(auditor.get(f"/ledger/?{asked}"))


def test_one_line_and_twenty_cost_the_same(auditor: Client, renamed: Any) -> None:
    auditor.get("/ledger/")
    with CaptureQueriesContext(connection) as one:
        auditor.get("/ledger/")
    for number in range(20):
        with acting(renamed.lin_scope) as lin:
            renamed.east_one.refresh_from_db()
            rename_organisation(
                org=renamed.east_one, name=f"东镇第{number}党支部", on=TODAY, by=lin, at=AT
            )
    with CaptureQueriesContext(connection) as many:
        auditor.get("/ledger/")
    assert len(one) == len(many)


def test_the_head_stands_there_to_be_written_down(auditor: Client, whole: int) -> None:
    page = words(auditor.get("/ledger/seals/"))
    with connection.cursor() as cursor:
        head = (seals.last_seal(cursor) or {})["hash"]
    assert " ".join(head[n : n + 4] for n in range(0, 32, 4)) in page
    assert "台账还没有核验过" in page
    assert "已封存" in words(auditor.get("/ledger/"))


def test_a_verification_is_asked_for_once_and_its_result_is_shown(
    auditor: Client, whole: int, settings: Any, tmp_path: Any
) -> None:
    settings.JINGWEI_WITNESS = tmp_path / "heads.jsonl"
    for _ in range(2):
        assert auditor.post("/ledger/verify/").status_code == 302
    assert sql("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'ledger.verify_now'") == [
        (1,)
    ]
    with as_role("jw_worker"):
        workers.verify_now()
    assert "台账与封存时一致" in words(auditor.get("/ledger/seals/"))
    sql("UPDATE entry SET verb = 'orgs.organisation.move' WHERE id = %s", whole)
    with as_role("jw_worker"):
        workers.verify_now()
    page = words(auditor.get("/ledger/seals/"))
    assert "台账与封存时不一致" in page
    assert f"记录 {whole} 与封存时不同" in page
    assert LedgerCheck.objects.count() == 2


def test_who_does_not_audit_sees_neither(town: Any) -> None:
    client = Client()
    client.force_login(town.accounts["lin"])
    assert client.get("/ledger/").status_code == 403
    assert client.get("/ledger/seals/").status_code == 403
    assert client.post("/ledger/verify/").status_code == 403


def test_the_api_tells_the_same(auditor: Client, whole: int, tmp_path: Any, settings: Any) -> None:
    settings.JINGWEI_WITNESS = tmp_path / "heads.jsonl"
    with as_role("jw_worker"):
        workers.verify_now()
    head = auditor.get("/api/v1/ledger/head").json()
    (seal, *_more) = auditor.get("/api/v1/ledger/seals").json()["rows"]
    assert (head["no"], head["hash"]) == (seal["no"], seal["hash"])
    assert auditor.get("/api/v1/ledger/state").json()["waiting"] == 0
    (check,) = auditor.get("/api/v1/ledger/checks").json()["rows"]
    assert (check["good"], check["faults"]) == (True, [])


def test_acts_of_one_name_stand_under_the_title_of_their_flow(auditor: Client) -> None:
    page = auditor.get("/ledger/").content.decode()
    options = page[page.index('name="verb"') :].partition("</select>")[0]
    loose, *groups = options.split("<optgroup ")
    assert len(groups) > 5
    assert 'value="access.handover.take"' not in loose
    (handover,) = [one for one in groups if 'value="access.handover.take"' in one]
    assert handover.startswith('label="工作交接"')


def test_no_two_acts_outside_of_flows_share_a_name() -> None:
    names = [str(word) for _verb, word in forms.acts_by_flow()[0][1]]
    assert len(names) > 100
    assert sorted(names) == sorted(set(names))
