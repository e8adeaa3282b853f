"""Does an appeal stay with its member when two files become one, and does the list leave?"""

import io
import json
from datetime import date
from typing import Any

import openpyxl

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.models import Case
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.correction_actions import ask_merge, decide_merge
from jingwei.kernel.people.models import Person
from jingwei.work.membership.appeals.models import Appeal
from jingwei.work.membership.appeals.tests.conftest import react, state, step
from jingwei.work.membership.appeals.tests.test_pages import MINE, text


def merged(town: Any, gone: Person) -> Person:
    """The file of the member becomes part of another one of the same person."""
    with as_owner():
        town.account("wu", "clerk", town.east)
        kept = town.member("东甲", town.east_two, joined_on=date(2020, 7, 1))
        Person.everything.filter(pk=kept.pk).update(
            id_number=None, id_index=None, id_tail="", birth_on=gone.birth_on
        )
    with acting(town.lin_scope) as by:
        asked = ask_merge(person=kept, other=gone, reason="同名同生日", by=by, at=AT)
    with acting(town.wu_scope) as by:
        decide_merge(correction=asked, agree=True, by=by, at=AT)
    return kept


def test_the_member_reads_and_goes_on_with_an_appeal_of_the_former_file(
    decided: Any, asked: Appeal, browser: Any
) -> None:
    kept = merged(decided, asked.person)
    react()
    react()
    with as_owner():
        row = Appeal.everything.get()
        assert row.person_id == kept.pk
        assert Case.everything.get(subject=row.public_id).person_id == kept.pk
        assert Entry.everything.filter(verb="membership.appeal.follow").count() == 1
    member = browser("member")
    assert "等上级受理" in text(member.get(MINE))
    assert member.post(f"{MINE}{row.public_id}/add/", {"said": "还有证明"}).status_code == 302
    step(decided, row, "take")
    assert state(row) == "taken"
    assert "上级在核实" in text(member.get(MINE))


def test_the_list_leaves_as_it_is_shown_with_a_line(
    decided: Any, asked: Appeal, browser: Any
) -> None:
    lin = browser("lin")
    assert 'action="/appeals/export/"' in text(lin.get("/appeals/"))
    reply = lin.post("/appeals/export/")
    rows = list(openpyxl.load_workbook(io.BytesIO(reply.content)).active.values)
    assert "Lin" in rows[0][0]
    assert (rows[2][0], rows[2][5]) == (asked.name, asked.host_name)
    assert len(rows[1]) == len(rows[2])
    with as_owner():
        line = Entry.everything.get(verb="membership.appeals.export")
    assert json.loads(line.payload)["count"] == 1
    assert browser("branch").post("/appeals/export/").status_code == 403
    others = list(openpyxl.load_workbook(
        io.BytesIO(browser("gu").post("/appeals/export/").content)
    ).active.values)  # fmt: skip
    assert len(others) == 2, "the neighbour's list is empty"
