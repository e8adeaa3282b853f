"""Is every act on record, without a personal value, and only if it happened?"""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry, EntryDetail, RowImage
from jingwei.kernel.ledger.queries import lines_of, shown, values_behind
from jingwei.kernel.ledger.record import erase_values, image_of, write_line
from jingwei.kernel.orgs.actions import rename_organisation


def test_an_act_leaves_one_line_that_says_who_in_which_post(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        rename_organisation(
            org=town.east_one, name="东镇先锋党支部", on=date(2026, 3, 1), by=lin, at=town.at
        )
        (line, *_) = lines_of(lin, "organisation", "EAST-1")
        told = shown(line)
    assert (told.verb, told.who, told.post) == ("orgs.organisation.rename", "Lin", "镇街党务干部")
    assert told.facts["before"]["name"] == "东镇第一党支部"
    assert line.org_path_at == town.east_one.path


def test_a_line_with_the_rows_it_found_is_one_question_to_the_server(town: Any) -> None:
    """And what comes back is the row as the database has it."""
    with acting(town.lin_scope) as lin:
        found = [image_of(town.east_one), image_of(town.east_two)]
        with CaptureQueriesContext(connection) as asked:
            line = write_line(
                verb="orgs.test", by=lin, at=town.at, org=town.east_one,
                subject=("organisation", "EAST-1"), before=found, made=[town.east],
            )  # fmt: skip
        assert len(asked) == 1
        kept = Entry.everything.get(pk=line.pk)
        assert (kept.xid, kept.recorded_at, kept.payload) == (
            line.xid, line.recorded_at, line.payload,
        )  # fmt: skip
        images = RowImage.objects.filter(entry=line).order_by("id")
        assert [(one.table, one.row, one.before) for one in images] == [
            *(("organisation", one.row, one.before) for one in found),
            ("organisation", town.east.pk, None),
        ]


def test_a_refused_act_leaves_no_line(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        before = Entry.objects.within(lin).count()
        with pytest.raises(Refused), transaction.atomic():
            rename_organisation(
                org=town.east_one, name=" ", on=date(2027, 3, 1), by=lin, at=town.at
            )
        assert Entry.objects.within(lin).count() == before


def test_personal_values_are_committed_to_and_not_told(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        line = write_line(
            verb="people.test", by=lin, at=town.at, org=town.east_one,
            subject=("person", town.people["东甲"].public_id),
            values={"phone": "13912345678", "name": "东甲"},
        )  # fmt: skip
        assert "13912345678" not in line.payload
        assert "东甲" not in line.payload
        assert values_behind(lin, line) == {"phone": "13912345678", "name": "东甲"}


def test_erased_values_are_gone_and_the_line_stays(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        line = write_line(
            verb="people.test", by=lin, at=town.at, org=town.east_one,
            subject=("person", "x"), values={"phone": "13912345678"},
        )  # fmt: skip
        payload = line.payload
        erase_values(line.pk)
        line = Entry.objects.within(lin).get(pk=line.pk)
        assert line.payload == payload
        assert values_behind(lin, line) == {}
        assert not EntryDetail.objects.filter(entry=line).exists()


def test_a_value_that_was_exchanged_is_noticed(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        one, other = (
            write_line(
                verb="people.test", by=lin, at=town.at, org=town.east_one,
                subject=("person", "x"), values={"phone": phone},
            )
            for phone in ("13900000001", "13900000002")
        )  # fmt: skip
        changed = json.loads(one.payload)
        changed["committed"] = json.loads(other.payload)["committed"]
        one.payload = json.dumps(changed)
        with pytest.raises(ValueError, match="phone"):
            values_behind(lin, one)


def test_the_neighbour_reads_no_line_of_the_east(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        rename_organisation(
            org=town.east_one, name="东镇先锋党支部", on=date(2026, 3, 1), by=lin, at=town.at
        )
    with acting(town.gu_scope) as gu:
        assert not lines_of(gu, "organisation", "EAST-1").exists()
        assert not Entry.everything.filter(subject_id="EAST-1").exists()


def test_the_transaction_id_is_kept_for_sealing(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        line = write_line(verb="test", by=lin, at=town.at, org=town.east, subject=("x", "1"))
        line.refresh_from_db()
    assert int(line.xid) > 0
