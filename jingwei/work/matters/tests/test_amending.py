"""Are words put right without losing what another wrote meanwhile?"""

from typing import Any

import pytest

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.work.matters import amending
from jingwei.work.matters.models import Matter
from jingwei.work.matters.tests.conftest import make_matter

SEEN = {"title": "路灯不亮", "spot": ""}


def amend(town: Any, row: Matter, said: dict[str, str], seen: dict[str, str] | None = None) -> Any:
    by = town.scopes["agent"]
    with acting(by):
        return amending.amend_matter(matter=row, said=said, seen=seen or SEEN, by=by, at=AT)


@pytest.fixture
def row(streets: Any) -> Matter:
    with acting(streets.scopes["agent"]):
        return make_matter(streets)


def test_words_are_put_right_with_a_line_and_what_stood_before(streets: Any, row: Matter) -> None:
    after = amend(streets, row, {"title": "两盏路灯不亮", "spot": "3幢"})
    assert (after.title, after.spot) == ("两盏路灯不亮", "3幢")
    with acting(streets.scopes["agent"]):
        line = Entry.everything.order_by("-id").first()
        assert line is not None
        assert line.verb == "matters.matter.amend"


def test_nothing_changed_writes_no_line(streets: Any, row: Matter) -> None:
    amend(streets, row, {"title": "路灯不亮"})
    with acting(streets.scopes["agent"]):
        assert not Entry.everything.filter(verb="matters.matter.amend").exists()


def test_a_field_that_another_changed_is_not_overwritten_and_the_others_wait(
    streets: Any, row: Matter
) -> None:
    amend(streets, row, {"title": "东门路灯不亮"})
    with pytest.raises(Refused) as refused:
        amend(streets, row, {"title": "西门路灯不亮", "spot": "西门"})
    assert refused.value.status == 409
    assert "东门路灯不亮" in str(refused.value)
    with acting(streets.scopes["agent"]):
        row.refresh_from_db()
    assert (row.title, row.spot) == ("东门路灯不亮", "")
    seen = {"title": "东门路灯不亮", "spot": ""}
    assert amend(streets, row, {"title": "西门路灯不亮", "spot": "西门"}, seen).spot == "西门"


def test_another_field_or_the_same_words_are_no_conflict(streets: Any, row: Matter) -> None:
    amend(streets, row, {"title": "东门路灯不亮"})
    assert amend(streets, row, {"spot": "东门"}).spot == "东门"
    assert amend(streets, row, {"title": "东门路灯不亮"}).title == "东门路灯不亮"


def test_what_has_ended_stays_as_it_is(streets: Any) -> None:
    with acting(streets.scopes["agent"]):
        ended = make_matter(streets, "closed")
    with pytest.raises(Refused) as refused:
        amend(streets, ended, {"title": "", "spot": "x" * 121})
    assert refused.value.codes == {"matter.ended", "matter.title", "matter.long"}


def test_the_page_lets_one_choose_field_by_field(streets: Any, row: Matter, browser: Any) -> None:
    address = f"/matters/{row.public_id}/amend/"
    client = browser("agent")
    assert client.get(address).status_code == 200
    amend(streets, row, {"title": "东门路灯不亮"})
    said = {"title": "西门路灯不亮", "spot": "西门", "seen-title": "路灯不亮", "seen-spot": ""}
    torn = client.post(address, said)
    assert torn.status_code == 409
    assert "留现在的" in torn.text
    assert "西门路灯不亮" in torn.text
    done = client.post(address, said | {"keep-title": "theirs"})
    assert done.status_code == 302
    with acting(streets.scopes["agent"]):
        row.refresh_from_db()
    assert (row.title, row.spot) == ("东门路灯不亮", "西门")


def test_the_api_says_409_with_what_stands_there(streets: Any, row: Matter, browser: Any) -> None:
    amend(streets, row, {"title": "东门路灯不亮"})
    client, address = browser("agent"), f"/api/v1/matters/{row.public_id}/amend"
    body = {"title": "西门路灯不亮", "seen": {"title": "路灯不亮"}}
    reply = client.post(address, body, content_type="application/json")
    assert reply.status_code == 409
    assert "东门路灯不亮" in reply.json()["findings"][0]["message"]
    body["seen"] = {"title": "东门路灯不亮"}
    reply = client.post(address, body, content_type="application/json")
    assert (reply.status_code, reply.json()["title"]) == (200, "西门路灯不亮")


def test_a_neighbours_agent_finds_nothing(streets: Any, row: Matter, browser: Any) -> None:
    assert browser("gus_agent").get(f"/matters/{row.public_id}/amend/").status_code == 404
