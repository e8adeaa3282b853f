"""Is a note out of sight for those whom its matter is about, in every part that knows of it?"""

from typing import Any

import pytest

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_account
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger import reactions
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.notices.models import Notice
from jingwei.kernel.notices.queries import own_notices
from jingwei.systems.community.grids import asking
from jingwei.systems.community.grids.models import GridAsked
from jingwei.systems.community.grids.tests.test_asking import rule_to_lead
from jingwei.systems.community.phone import queries
from jingwei.systems.community.phone.models import Note
from jingwei.systems.community.phone.tests.test_notes import noted
from jingwei.work.matters import petitions
from jingwei.work.matters.kinds import State
from jingwei.work.matters.models import Matter

WORDS = "反映支部书记收了钱"


@pytest.fixture
def matter(laid: Any) -> Any:
    """Noted by Ma in the first grid, whose lead (Ma's own person) was asked by a rule."""
    with as_owner():
        add_account(laid, "watch", "auditor", laid.east_one)
    rule_to_lead(laid)
    row = noted(laid, asked=WORDS).note.matter
    reactions.run_waiting(at=AT)
    return row


def hand(laid: Any, row: Any, accused: str = "EAST-1") -> None:
    told = petitions.Handed(
        body="示例市信访局", what="原话", basis="《信访工作条例》第二十二条",
        next_door="在信访局等书面告知。", accused=accused,
    )  # fmt: skip
    with acting(laid.lin_scope) as by:
        petitions.hand_over(matter=row, told=told, by=by, at=AT)
    reactions.run_waiting(at=AT)


def as_if_open(row: Any) -> None:
    """The row as it stood before, so that the wall alone hides it and not the end."""
    with as_owner():
        Matter.everything.filter(pk=row.pk).update(
            state=State.RECEIVED, outcome="", closed_on=None, replied_on=None
        )


def seen_by(laid: Any, browser: Any, who: str) -> dict[str, Any]:
    """What each page and address tells somebody of it."""
    client = browser(who)
    grid = next(one for one in laid.laid_grids if one.code == "G1")
    found = client.get(f"/api/v1/map/{laid.community.public_id}/grids").json()["features"]
    page = client.get(f"/community/map/?community={laid.community.public_id}").content.decode()
    return {
        "grid": WORDS in client.get(f"/community/grids/{grid.public_id}/").content.decode(),
        "map": [one["properties"]["matters"] for one in found],
        "map page": f"{grid.public_id}/#matters" in page,
        "today": WORDS in client.get("/community/today/").content.decode(),
        "notes": len(client.get("/api/v1/notes").json()["rows"]),
    }  # fmt: skip


EVERYWHERE = {"grid": True, "map": [1, 0], "map page": True, "today": True, "notes": 1}
NOWHERE = {"grid": False, "map": [0, 0], "map page": False, "today": False, "notes": 0}


def test_who_noted_it_sees_it_nowhere_once_it_is_about_the_own_branch(
    laid: Any, matter: Any, browser: Any
) -> None:
    assert seen_by(laid, browser, "ma") == EVERYWHERE
    hand(laid, matter)
    as_if_open(matter)
    assert seen_by(laid, browser, "ma") == NOWHERE
    assert browser("ma").get(f"/community/asked/{matter.public_id}/").status_code == 404
    # The town sees on: where it is asked, and how many.
    assert seen_by(laid, browser, "lin") == EVERYWHERE | {"notes": 0}


def test_a_petition_about_nobody_here_stays_in_sight(laid: Any, matter: Any, browser: Any) -> None:
    hand(laid, matter, accused="")
    as_if_open(matter)
    assert seen_by(laid, browser, "ma") == EVERYWHERE


@pytest.mark.parametrize("who", ["ma", "branch", "watch"])
def test_rows_and_lines_say_nothing_and_name_it_nowhere(laid: Any, matter: Any, who: str) -> None:
    def known() -> tuple[int, int, list[str]]:
        with acting(laid.scopes[who]):
            lines = [
                one.verb
                for one in Entry.everything.order_by("id")
                if str(matter.public_id) in f"{one.subject_id} {one.payload}"
            ]
            return GridAsked.everything.count(), Note.everything.count(), lines

    asked, notes, lines = known()
    assert (asked, notes) == (1, 1)
    assert {"grids.matter.place", "grids.matter.ask", "matters.matter.receive"} <= set(lines)
    hand(laid, matter)
    assert known() == (0, 0, [])


def test_what_the_lead_was_told_is_gone_and_named_it_never(laid: Any, matter: Any) -> None:
    oneself = laid.scopes["member"]  # the lead's own person

    def told() -> list[str]:
        with acting(oneself):
            return [one.title for one in own_notices(oneself, laid.on)]

    assert told() == ["“东格”有一件诉求请您牵头"]
    with as_owner():
        (notice,) = Notice.everything.filter(kind=asking.KIND)
        kept = f"{notice.key} {notice.url} {notice.title} {notice.body}"
    assert str(matter.public_id) not in kept
    hand(laid, matter)
    assert told() == []


def test_the_phone_that_sends_it_again_is_told_to_stop(
    laid: Any, matter: Any, browser: Any
) -> None:
    """It may have missed the answer; without one it would try for ever."""
    hand(laid, matter)
    with pytest.raises(Refused) as refused:
        noted(laid, asked=WORDS)
    assert refused.value.codes == {"note.gone"}
    body = {"mark": "a", "kind": "found", "asked": WORDS,
            "building": str(laid.houses["1"].public_id)}  # fmt: skip
    reply = browser("ma").post("/api/v1/notes", body, content_type="application/json")
    assert reply.status_code == 422
    assert str(matter.public_id) not in reply.content.decode()


def test_a_matter_of_the_window_is_in_the_list_of_its_own_grid_only(laid: Any) -> None:
    """Whichever door it came by: the grid that is asked decides, not a note."""
    with acting(laid.lin_scope) as by:
        grids = {one.code: one for one in laid.laid_grids}
        row = noted(laid, asked="不在楼里的事", building=None).note.matter
        asking.ask_grid(matter=row, grid=grids["G2"], by=by, at=AT)
    ma = laid.scopes["ma"]
    with acting(ma):
        mine = queries.my_grids(ma, laid.accounts["ma"].person_id, laid.on)
        assert not queries.at_hand(ma, mine).filter(pk=row.pk).exists()
        assert queries.at_hand(ma, mine, whole=True).filter(pk=row.pk).exists()
