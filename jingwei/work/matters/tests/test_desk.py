"""Does an agent with forty people waiting take a matter in one go, and see only her own part?"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import as_owner
from jingwei.kernel.ledger.models import Entry
from jingwei.work.matters.models import Matter
from jingwei.work.matters.tests.conftest import make_matter
from jingwei.work.matters.tests.test_public_pages import CODE, text, typed


@pytest.fixture
def taken(streets, browser):
    """A matter that the agent of the east took at the window."""
    sent = typed(
        streets, here="check", to="send", channel="window", name="郑示三", phone="13800000000"
    )
    answer = browser("agent").post("/matters/new/", sent, follow=True)
    assert CODE.search(text(answer))
    with as_owner():
        return Matter.everything.get()


def test_an_agent_takes_a_matter_and_hands_over_the_receipt(streets, taken, browser):
    assert (taken.org_id, taken.channel, taken.state) == (
        streets.east_one.pk, "window", "received",
    )  # fmt: skip
    assert "3幢二单元的路灯不亮了" in text(browser("agent").get("/matters/"))


def test_a_form_sent_twice_makes_one_matter_and_shows_its_receipt_again(streets, browser):
    agent = browser("agent")
    mark = re.search(r'name="mark" value="([^"]+)"', text(agent.get("/matters/new/")))[1]
    sent = typed(streets, here="check", to="send", channel="window", mark=mark)

    def taken(said):
        return CODE.search(text(agent.post("/matters/new/", said, follow=True)))[0]

    first, again = (taken(sent) for _ in range(2))
    assert first == again
    other = taken({**sent, "asked": "井盖没了"})
    assert other != first, "who goes back and writes something else asks something else"
    with as_owner():
        assert Matter.everything.count() == 2


@pytest.mark.parametrize(
    ("who", "status"), [("agent", 200), ("lin", 200), ("gus_agent", 404), ("gu", 404), ("new", 404)]
)
def test_a_matter_of_the_east_is_unknown_in_the_west(taken, browser, who, status):
    assert browser(who).get(f"/matters/{taken.public_id}/").status_code == status
    assert browser(who).get(f"/flows/matters.matter/{taken.public_id}/").status_code == status


def test_the_neighbours_list_is_empty_and_its_place_is_unknown(streets, taken, browser):
    assert "路灯" not in text(browser("gus_agent").get("/matters/"))
    sent = typed(streets, here="check", to="send", channel="window")
    answer = browser("gus_agent").post("/matters/new/", sent)
    assert answer.status_code == 422
    assert "请选是哪个社区或者村的事" in text(answer)


def test_a_secretary_without_the_duty_is_refused(taken, browser):
    assert browser("branch").get("/matters/").status_code == 403


def test_each_look_at_the_contact_is_written_down(taken, browser):
    agent = browser("agent")
    said = text(agent.get(f"/matters/{taken.public_id}/"))
    assert "郑**" in said
    assert "13800000000" not in said
    said = text(agent.post(f"/matters/{taken.public_id}/contact/"))
    assert "13800000000" in said
    with as_owner():
        assert Entry.everything.filter(verb="matters.matter.contact").count() == 1


def test_what_is_next_is_on_the_page_and_the_stepper_takes_it(taken, browser):
    agent = browser("agent")
    said = text(agent.get(f"/matters/{taken.public_id}/"))
    assert re.search(r"flows/matters.matter/.*\?step=accept", said)
    answer = agent.post(
        f"/flows/matters.matter/{taken.public_id}/steps/accept/",
        {"said-title": "路灯不亮", "said-category": "errand", "said-reply": "下午去修"},
    )
    assert answer.status_code == 302
    with as_owner():
        assert Matter.everything.get(pk=taken.pk).state == "accepted"


def test_a_longer_list_costs_the_same_queries(streets, browser):
    agent = browser("agent")

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert agent.get("/matters/").status_code == 200
        return len(seen)

    with as_owner():
        make_matter(streets)
    agent.get("/matters/")
    one = cost()
    with as_owner():
        for _ in range(20):
            make_matter(streets)
    assert cost() == one


def test_the_list_is_narrowed_to_a_place_in_sight(streets, taken, browser):
    place = streets.people["east_place"].public_id
    said = text(browser("agent").get(f"/matters/?place={place}"))
    assert "路灯" in said
    assert "看各处的" in said
    assert browser("gus_agent").get(f"/matters/?place={place}").status_code == 404
    assert browser("agent").get("/matters/?place=x").status_code == 404


def test_two_windows_are_two_drafts(streets, browser):
    agent = browser("agent")
    marks = []
    for words in ("3幢的路灯不亮了", "5幢的水管漏了"):
        mark = re.search(r'name="mark" value="([^"]+)"', text(agent.get("/matters/new/")))[1]
        sent = {"mark": mark, "here": "what", "to": "where", "asked": words, "channel": "phone"}
        answer = agent.post("/matters/new/", sent)
        assert answer.status_code == 302
        marks.append((mark, words))
    for mark, words in marks:
        said = text(agent.get(f"/matters/new/?form={mark}&step=check"))
        assert [one in said for _mark, one in marks] == [one == words for _mark, one in marks]
        assert 'name="channel" value="phone"' in said
