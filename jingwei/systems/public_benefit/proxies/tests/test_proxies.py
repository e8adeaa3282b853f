"""Is an errand run by consent only, handed over, its papers sent back, and is nobody told of it?"""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.systems.public_benefit.proxies import actions
from jingwei.systems.public_benefit.proxies.models import ProxyAgent, ProxyErrand
from jingwei.systems.public_benefit.proxies.tests.conftest import asked, day, named
from jingwei.work.matters import own_actions
from jingwei.work.matters.models import Matter, ProxyCase

ROOT = "/benefit/proxies"


def text(answer) -> str:
    return str(answer.content.decode())


def taken(town, matter, agent):
    with acting(town.lin_scope):
        return actions.take_errand(matter=matter, agent=agent, by=town.lin_scope, at=AT)


def test_an_errand_goes_from_the_mandate_to_the_hand_on_pages(streets, browser):
    lin, agent = browser("lin"), named(streets)
    row = asked(streets)
    assert "请代办老年证" in text(lin.get(f"{ROOT}/"))
    page = f"{ROOT}/{row.public_id}/"
    said = text(lin.get(page))
    for words in ("代办老年证", "签了委托书", "还没有人接", "委托书（PDF）"):
        assert words in said
    assert "请选一位现在的代办员。" in text(lin.post(f"{page}take/", {}))
    assert lin.post(f"{page}take/", {"agent": str(agent.public_id)}).status_code == 302
    assert "东甲在跑" in text(lin.get(page))
    assert "东甲" in text(lin.get(f"{ROOT}/?view=running"))
    said = text(lin.post(f"{page}hand/", {"how": "at_home", "result": " "}))
    assert "还没有写办成了什么。" in said
    with acting(streets.lin_scope):
        paper = own_actions.take_paper(matter=row, name="户口页", by=streets.lin_scope, at=AT)
    done = lin.post(f"{page}hand/", {"how": "at_home", "result": "老年证已办好"})
    assert done.status_code == 302
    assert "送到家里" in text(lin.get(page))
    until = day(30)
    assert f"{until.year}" in text(lin.get(page))
    assert "请代办老年证" in text(lin.get(f"{ROOT}/?view=papers"))
    with acting(streets.lin_scope):
        own_actions.end_paper(paper=paper, how="returned", by=streets.lin_scope, at=AT)
    assert "请代办老年证" not in text(lin.get(f"{ROOT}/?view=papers"))
    assert "请代办老年证" in text(lin.get(f"{ROOT}/?view=done"))
    assert lin.post(f"{page}hand/", {"how": "told", "result": "再说"}).status_code == 422


def test_without_consent_or_after_its_days_nothing_is_run(streets):
    agent = named(streets)
    plain = asked(streets, mandate=False)
    with pytest.raises(Refused) as refusal:
        taken(streets, plain, agent)
    assert refusal.value.codes == {"errand.kind"}
    row = asked(streets)
    with as_owner():
        ProxyCase.objects.filter(matter=row).update(
            since=TODAY - timedelta(days=9), until=TODAY - timedelta(days=1)
        )
    with pytest.raises(Refused) as refusal:
        taken(streets, row, agent)
    assert refusal.value.codes == {"errand.expired"}
    with as_owner():
        ProxyCase.objects.all().delete()
        Matter.everything.filter(pk=row.pk).update(
            state="closed", outcome="confirmed", closed_on=TODAY
        )
        row = Matter.everything.get(pk=row.pk)
    with pytest.raises(Refused) as refusal:
        taken(streets, row, None)
    assert refusal.value.codes == {"errand.mandate", "errand.closed", "errand.agent"}
    with as_owner():
        assert not ProxyErrand.everything.exists()
        assert not Entry.everything.filter(verb__startswith="proxies.errand").exists()


def test_another_agent_takes_over_and_nobody_leaves_with_an_errand(streets):
    first, second = named(streets), named(streets, "东乙")
    row = asked(streets)
    taken(streets, row, first)
    with pytest.raises(Refused) as refusal:
        taken(streets, row, first)
    assert refusal.value.codes == {"errand.same"}
    lin = streets.lin_scope
    with acting(lin), pytest.raises(Refused) as refusal:
        actions.end_agent(agent=first, by=lin, at=AT)
    assert refusal.value.codes == {"agent.busy"}
    taken(streets, row, second)
    with acting(lin):
        actions.end_agent(agent=first, by=lin, at=AT)
        with pytest.raises(Refused) as refusal:
            actions.end_agent(agent=first, by=lin, at=AT)
    assert refusal.value.codes == {"agent.over"}
    with as_owner():
        assert ProxyErrand.everything.get().agent_id == second.pk
        lines = "".join(
            json.dumps(one.payload) for one in Entry.everything.filter(verb__startswith="proxies.")
        )
    assert "老年证" not in lines


def test_an_agent_is_named_on_a_page(streets, browser):
    lin, url = browser("lin"), f"{ROOT}/agents/new/EAST/"
    said = text(lin.post(url, {"name": "没有这人"}))
    for words in ("没有找到这个人，请写全姓名。", "还没有选在哪个社区或村代办。",
                  "还没有写能代办哪些事。"):  # fmt: skip
        assert words in said
    typed = {"name": "东甲", "unit": str(streets.unit.public_id), "does": "医保"}
    assert lin.post(url, typed).status_code == 302
    assert "这个人已经在这里代办。" in text(lin.post(url, typed))
    assert "医保" in text(lin.get(f"{ROOT}/agents/"))
    with as_owner():
        one = ProxyAgent.everything.get()
    assert lin.post(f"{ROOT}/agents/{one.public_id}/end/").status_code == 302


def test_the_neighbour_sees_none_of_it(streets, browser):
    page = f"{ROOT}/{asked(streets).public_id}/"
    gu = browser("gu")
    assert "请代办老年证" not in text(gu.get(f"{ROOT}/"))
    for url in (page, f"{page}take/", f"{page}hand/", f"{page}mandate.pdf"):
        assert gu.get(url).status_code == 404
    assert browser("lin").get(f"{ROOT}/{asked(streets, mandate=False).public_id}/").status_code == (
        404
    )


def test_a_mandate_that_runs_out_is_told_in_time(streets, browser):
    row = asked(streets, until=day(5))
    taken(streets, row, named(streets))
    assert "委托快到期：请代办老年证" in text(browser("lin").get("/"))
    assert "委托快到期" not in text(browser("gu").get("/"))


def said_anew(town, row, kind="proxy", **more):
    """Its kind, or another mandate, said again by the office."""
    said = {
        "mandate": "代办老年证", "since": TODAY.isoformat(), "agreed": "签了委托书",
        "until": day(5).isoformat(), "errands_saved": "2", **more,
    }  # fmt: skip
    with acting(town.lin_scope):
        own_actions.set_kind(
            matter=row, kind=kind, said=said, reason="本人说的", by=town.lin_scope, at=AT
        )


def test_a_mandate_that_was_prolonged_runs_out_later(streets, browser):
    row = asked(streets, until=day(5))
    taken(streets, row, named(streets))
    said_anew(streets, row, until=day(60).isoformat())
    assert "委托快到期" not in text(browser("lin").get("/"))


def test_what_is_no_errand_any_more_keeps_no_agent_and_is_not_told(streets, browser):
    row, agent = asked(streets, until=day(5)), named(streets)
    taken(streets, row, agent)
    said_anew(streets, row, kind="service")
    assert "委托快到期" not in text(browser("lin").get("/"))
    with acting(streets.lin_scope):
        assert actions.end_agent(agent=agent, by=streets.lin_scope, at=AT).held.upper


def test_papers_are_told_of_once_and_by_one_rule(streets, browser):
    lin, row = browser("lin"), asked(streets)
    taken(streets, row, named(streets))
    with acting(streets.lin_scope):
        own_actions.take_paper(matter=row, name="户口页", by=streets.lin_scope, at=AT)
    with as_owner():
        ProxyCase.objects.filter(matter=row).update(
            since=day(-40), until=day(-28)
        )  # thirty days after the mandate, the papers are gone
    page = text(lin.get("/"))
    assert page.count(">退还或销毁材料：户口页<") == 1
    assert "材料还没有退" not in page
    said = text(lin.get(f"{ROOT}/{row.public_id}/"))
    assert "前退还或者销毁" in said


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_mandate_is_printed_and_names_nobody_who_asked(streets, browser, kind):
    row = asked(streets)
    answer = browser("lin").get(f"{ROOT}/{row.public_id}/mandate.{kind}")
    assert answer.status_code == 200
    assert len(answer.content) > 2000
    assert browser("lin").get(f"{ROOT}/{row.public_id}/mandate.txt").status_code == 404


def test_the_same_by_the_api(streets, browser):
    lin = browser("lin")

    def call(method, path, body=None):
        said = "" if body is None else json.dumps(body)
        return lin.generic(
            method, f"/api/v1/proxies{path}", said, content_type="application/json"
        )  # fmt: skip

    row = asked(streets)
    with as_owner():
        person = next(one for one in streets.people.values() if one.name == "东甲")
    made = call("POST", "/agents", {
        "organisation": "EAST", "member": str(person.public_id), "does": "医保",
        "unit": str(streets.unit.public_id),
    })  # fmt: skip
    assert made.status_code == 201, made.content
    agent = made.json()["id"]
    assert [one["title"] for one in call("GET", "").json()["rows"]] == ["请代办老年证"]
    one = f"/{row.public_id}"
    assert call("POST", f"{one}/handed", {"how": "told", "result": "好了"}).status_code == 422
    assert call("POST", f"{one}/agent", {"agent": agent}).json()["agent"] == "东甲"
    assert call("GET", "/agents").json()["rows"][0]["in_hand"] == 1
    assert call("POST", f"/agents/{agent}/end").status_code == 422
    done = call("POST", f"{one}/handed", {"how": "told", "result": "好了"}).json()
    assert (done["handed_on"], done["errands_saved"]) == (TODAY.isoformat(), 2)
    assert call("POST", f"/agents/{agent}/end").status_code == 200
    assert len(call("GET", "?view=done").json()["rows"]) == 1


def test_one_errand_and_thirty_cost_the_same(streets, browser):
    agent, lin = named(streets), browser("lin")
    taken(streets, asked(streets), agent)

    def cost() -> int:
        lin.get(f"{ROOT}/?view=running")
        with CaptureQueriesContext(connection) as seen:
            assert lin.get(f"{ROOT}/?view=running").status_code == 200
        return len(seen)

    before = cost()
    for _n in range(9):
        taken(streets, asked(streets), agent)
    assert cost() == before
