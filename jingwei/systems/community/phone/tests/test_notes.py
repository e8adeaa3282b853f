"""Does a note become one matter, in its building and grid, and nothing that was not said?"""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.testing import put_list
from jingwei.kernel.ledger.models import Entry
from jingwei.systems.community.phone import actions, queries, retention
from jingwei.systems.community.phone.actions import NoteTold
from jingwei.systems.community.phone.models import Note
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import State
from jingwei.work.matters.models import GridMatter, Matter


def told(laid: Any, **more: Any) -> NoteTold:
    said = {"kind": "found", "asked": "一单元门口积水了", "building": laid.houses["1"]} | more
    return NoteTold(community=laid.community, **said)


def noted(laid: Any, mark: str = "a", who: str = "ma", **more: Any) -> Any:
    by = laid.scopes[who]
    with acting(by):
        return actions.keep_note(told=told(laid, **more), mark=mark, by=by, at=AT)


def test_a_note_is_a_matter_of_its_community_in_its_building_and_grid(laid: Any) -> None:
    kept = noted(laid, spot="门口")
    row = kept.note.matter
    assert (row.channel, row.kind, row.state) == ("grid", "grid", State.RECEIVED)
    assert (row.org_id, row.place_id) == (laid.east_one.pk, laid.community.unit_id)
    assert row.spot == "1号楼 门口"
    assert kept.note.grid is not None
    assert kept.note.grid.name == "东格"
    assert kept.note.point is None


def test_sent_twice_it_is_one_matter_with_the_same_receipt(laid: Any) -> None:
    first, again = noted(laid), noted(laid)
    assert (first.is_new, again.is_new) == (True, False)
    assert first.receipt == again.receipt
    assert first.note.matter_id == again.note.matter_id
    with acting(laid.scopes["ma"]):
        assert Matter.everything.count() == 1


def test_other_words_under_a_mark_that_was_used_are_refused_and_nothing_is_lost(laid: Any) -> None:
    noted(laid)
    with pytest.raises(Refused) as refused:
        noted(laid, asked="二单元门口积水了")
    assert refused.value.codes == {"note.sent"}
    with acting(laid.scopes["ma"]):
        assert Matter.everything.get().title == "一单元门口积水了"


def test_the_mark_of_one_worker_says_nothing_for_another(laid: Any) -> None:
    with as_owner():
        laid.account("mo", "cadre", laid.east_one)
    assert noted(laid).receipt != noted(laid, who="mo").receipt


def test_what_is_missing_is_said_all_at_once(laid: Any) -> None:
    with pytest.raises(Refused) as refused:
        noted(laid, mark="", kind="visit", asked="水", phone="12", point=(2.0, 48.0))
    assert refused.value.codes == {
        "note.kind", "note.mark", "note.point", "matter.asked", "matter.phone"
    }  # fmt: skip
    with acting(laid.scopes["ma"]):
        assert not Note.everything.exists()


def test_what_was_done_on_the_spot_waits_for_the_asker_only(laid: Any) -> None:
    row = noted(laid, kind="solved", asked="楼道杂物已经和住户一起搬走").note.matter
    with acting(laid.scopes["ma"]):
        row.refresh_from_db()
        assert row.state == State.ANSWERED
        assert row.answered_in_time is True
        assert GridMatter.objects.get(matter=row).on_the_spot
        verbs = list(Entry.everything.order_by("id").values_list("verb", flat=True))
    assert verbs[-4:] == [
        "matters.kind.set", "matters.matter.accept", "matters.matter.take_up",
        "matters.matter.answer",
    ]  # fmt: skip


def test_what_an_office_wants_checked_first_waits_for_whoever_checks_it(laid: Any) -> None:
    put_list(laid, MATTER, "answer", org=laid.east, at=AT)
    row = noted(laid, kind="solved", asked="楼道杂物已经和住户一起搬走").note.matter
    with acting(laid.scopes["ma"]):
        row.refresh_from_db()
        assert row.state == State.IN_PROGRESS
        assert GridMatter.objects.get(matter=row).on_the_spot


def test_a_position_is_kept_only_if_attached_and_goes_when_the_matter_has_ended(laid: Any) -> None:
    note = noted(laid, point=(120.2512, 32.2501)).note
    noted(laid, mark="b", asked="另一件不附位置的")
    with as_owner():
        late = AT.replace(year=AT.year + 3)
        assert retention.points_due(late, {}, 10) == []
        Matter.everything.filter(pk=note.matter_id).update(
            state=State.CLOSED, closed_on=laid.on, outcome="silent"
        )
        assert retention.points_due(late, {}, 10) == [note.pk]
        retention.forget_points([note.pk])
        assert retention.points_due(late, {}, 10) == []


def test_today_has_my_grid_and_what_nobody_put_to_a_building(laid: Any) -> None:
    noted(laid, asked="东格的一件事")
    noted(laid, mark="b", asked="西格的一件事", building=laid.houses["2"])
    noted(laid, mark="c", asked="不在楼里的事", building=None)
    ma, on = laid.scopes["ma"], laid.on
    person = laid.accounts["ma"].person_id
    with acting(ma):
        grids = queries.my_grids(ma, person, on)
        assert [one.name for one in grids] == ["东格"]

        def titles(whole: bool) -> set[str]:
            rows = queries.at_hand(ma, grids, whole=whole)
            return {one.matter.title for one in queries.jobs(rows, by=ma.account_id, on=on)}

        assert titles(whole=False) == {"东格的一件事", "不在楼里的事"}
        assert titles(whole=True) == {"东格的一件事", "西格的一件事", "不在楼里的事"}
        gaps = queries.gaps(ma, grids, on)
        assert (gaps.vacant, gaps.stairwells) == (1, 4)


def test_what_has_ended_is_not_read_to_find_what_is_open(laid: Any) -> None:
    """Of a street's matters one in fifty is open, and an index keeps these."""
    ma, on = laid.scopes["ma"], laid.on
    noted(laid)
    with acting(ma), CaptureQueriesContext(connection) as said:
        assert len(queries.jobs(queries.at_hand(ma, []), by=ma.account_id, on=on)) == 1
    (first, *_rest) = (one["sql"] for one in said.captured_queries)
    assert '"matter"."closed_on" IS NULL' in first, "what matter_at_hand keeps"


def test_buildings_of_the_own_grid_come_first_and_are_never_cut_off(
    laid: Any, monkeypatch: Any
) -> None:
    ma = laid.scopes["ma"]
    second = [one for one in laid.laid_grids if one.code == "G2"]
    monkeypatch.setattr(queries, "MOST_BUILDINGS", 3)
    with acting(ma):
        found = queries.places(ma, second, laid.on)
    seen = [(one.code, grid, mine) for one, grid, mine in found.buildings]
    assert seen == [("2", "西格", True), ("4", "西格", True), ("1", "东格", False)]
    assert found.is_cut


def test_one_and_twenty_matters_cost_the_same(laid: Any) -> None:
    ma, on = laid.scopes["ma"], laid.on

    def cost() -> int:
        with acting(ma), CaptureQueriesContext(connection) as seen:
            queries.jobs(queries.at_hand(ma, []), by=ma.account_id, on=on)
            queries.places(ma, [], on)
        return len(seen)

    noted(laid, mark=str(uuid4()))
    one = cost()
    for _ in range(19):
        noted(laid, mark=str(uuid4()))
    assert cost() == one


def test_a_neighbours_worker_sees_none_of_it(laid: Any) -> None:
    noted(laid)
    mi = laid.scopes["mi"]
    with acting(mi):
        assert not Note.objects.within(mi).exists()
        assert queries.places(mi, [], laid.on).buildings == ()
        assert queries.building(mi, laid.houses["1"].public_id) is None
