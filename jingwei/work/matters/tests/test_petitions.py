"""Does a petition leave the sight of those whom it is about, everywhere, and not the asker's?"""

from datetime import date

import pytest
from django.db import connection

from conftest import AT, TODAY, as_owner, as_role
from jingwei.api.tests.keys import lasting_key
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.access.tests.town import add_account
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.models import Case, Clock, Taken
from jingwei.kernel.ledger.models import Entry
from jingwei.work.matters import actions, door, own_actions, petitions, queries, receipts
from jingwei.work.matters.kinds import Channel
from jingwei.work.matters.models import Matter, Petition
from jingwei.work.matters.tests.test_figures import figure, fill
from jingwei.work.matters.tests.test_public_pages import text

SAID = {
    "body": "示例市信访局", "what": "原话和两张照片", "basis": "《信访工作条例》第二十二条",
    "next_door": "在信访局等书面告知，地址是示例路1号。",
}  # fmt: skip
WORDS = "反映支部书记收了钱"


@pytest.fixture
def matter(streets):
    told = actions.Told(asked=WORDS, place=streets.people["east_place"])
    with acting(streets.agent_scope) as by:
        return actions.receive_matter(
            org=streets.east_one, told=told, channel=Channel.WINDOW, by=by, at=AT,
            receipt="00000000000" + receipts.check_sign("00000000000"),
        )[0]  # fmt: skip


def hand(streets, matter, who="lin", accused="EAST-1"):
    with acting(getattr(streets, f"{who}_scope")) as by:
        told = petitions.Handed(**SAID, accused=accused)
        return petitions.hand_over(matter=matter, told=told, by=by, at=AT)


def key_of(streets, who):
    scope = getattr(streets, f"{who}_scope")
    return lasting_key("门户", grant=streets.grants[who], scope=scope)


def test_what_went_where_is_kept_and_the_asker_reads_it(streets, matter):
    assert hand(streets, matter) is False, "the town sees on"
    with acting(streets.lin_scope):
        row = Matter.everything.get(pk=matter.pk)
        kept = petitions.petition_of(row)
        assert (row.state, row.outcome, kept.handed_on) == ("redirected", "redirected", TODAY)
        assert kept.tell_by == date(2026, 12, 8)
        assert kept.accused_id == streets.east_one.pk
    with acting(streets.lin_scope) as by:
        petitions.note_receipt(petition=kept, number="信20261124-7", on=TODAY, by=by, at=AT)
    seen = door.followed(bytes(matter.receipt))
    assert (seen.petition.body, seen.petition.their_no) == (SAID["body"], "信20261124-7")
    told = queries.told_to_asker(seen)
    assert all(word in told[0].note for word in (SAID["body"], SAID["next_door"]))


def test_the_asker_follows_it_by_the_receipt(streets, matter, browser):
    hand(streets, matter)
    resident = browser()
    code = "00000000000" + receipts.check_sign("00000000000")
    said = text(resident.post("/ask/follow/", {"code": code}, follow=True))
    assert "转给信访机构了" in said
    assert SAID["body"] in said
    assert "东镇第一党支部" not in said


@pytest.mark.parametrize("who", ["agent", "other_agent"])
def test_nobody_of_the_accused_finds_it_on_any_page(streets, matter, browser, who):
    other = browser(who)
    assert "反映支部" in text(other.get("/matters/"))
    hand(streets, matter)
    number = matter.public_id
    for address in (
        f"/matters/{number}/", f"/matters/{number}/kind/", f"/matters/{number}/petition/",
        f"/flows/matters.matter/{number}/",
    ):  # fmt: skip
        assert other.get(address).status_code == 404, address
    for deed in ("contact", "link", "papers", "petition", "petition/receipt", "kind"):
        assert other.post(f"/matters/{number}/{deed}/").status_code == 404, deed
    for view in ("open", "new", "late", "done"):
        assert "反映支部" not in text(other.get(f"/matters/?view={view}")), view
    assert str(number) not in text(other.get("/flows/")) + text(other.get("/"))
    assert str(number) not in text(other.get("/search/?q=反映支部"))


def test_the_superior_sees_it_where_it_is_not_the_accused(streets, matter, browser):
    hand(streets, matter)
    said = text(browser("lin").get(f"/matters/{matter.public_id}/"))
    assert "已转信访" in said
    form = said[said.index("petition/receipt/") :]
    assert 'name="csrfmiddlewaretoken"' in form[: form.index("</form>")]
    assert "反映支部" in text(browser("lin").get("/matters/?view=done"))


def test_a_town_that_is_accused_loses_it_with_all_below(streets, matter, browser):
    """The agent at the town's window hands it over and sees it no more."""
    said = {**SAID, "accused": "EAST", "other": ""}
    answer = browser("agent").post(f"/matters/{matter.public_id}/petition/", said)
    assert (answer.status_code, answer["Location"]) == (302, "/matters/")
    for who in ("lin", "agent", "other_agent"):
        assert browser(who).get(f"/matters/{matter.public_id}/").status_code == 404
    assert browser("officer").get(f"/matters/{matter.public_id}/").status_code == 200


def test_the_api_knows_it_no_more(streets, matter, browser):
    key = key_of(streets, "agent")
    asked = {"headers": {"Authorization": f"Bearer {key}"}}
    client = browser()
    base = "/api/v1/matters"
    assert client.get(f"{base}/{matter.public_id}", **asked).status_code == 200
    hand(streets, matter)
    for more in ("", "/kind", "/papers", "/alike", "/petition"):
        assert client.get(f"{base}/{matter.public_id}{more}", **asked).status_code == 404, more
    case = f"/api/v1/flows/matters.matter/{matter.public_id}"
    assert client.get(case, **asked).status_code == 404
    for view in ("open", "done"):
        found = client.get(f"{base}?view={view}", **asked).json()
        assert str(matter.public_id) not in str(found)


def test_the_ledger_and_the_counts_say_nothing(streets, matter):
    with as_owner():
        add_account(streets, "east_auditor", "auditor", streets.east_one)
    hand(streets, matter)
    for who in ("agent", "east_auditor", "branch"):
        with acting(getattr(streets, f"{who}_scope")):
            for rows in (
                Entry.everything.filter(subject="matter"), Matter.everything.all(),
                Case.everything.filter(flow="matters.matter"), Clock.everything.all(),
                Taken.objects.all(), Petition.objects.all(),
            ):  # fmt: skip
                assert rows.count() == 0, (who, rows.model)
    with acting(streets.lin_scope):
        assert Entry.everything.filter(subject="matter").count() == 3
        assert Matter.everything.count() == 1


def test_it_counts_in_no_figure(streets, matter):
    with as_owner():
        assert Matter.everything.count() == 1
    hand(streets, matter)
    fill()
    assert figure(streets.east_one, "received")[0] in (None, 0)


def test_a_voice_item_that_was_handed_over_counts_in_no_figure_either(streets, matter):
    """Its evidence would be one row short of the figure, and so would tell."""
    with acting(streets.agent_scope) as by:
        said = {"raised_to": "示例市住建局", "raised_on": TODAY.isoformat(), "heard_on": ""}
        own_actions.set_kind(matter=matter, kind="voice", said=said, reason="代表来说的", by=by,
                             at=AT)  # fmt: skip
    hand(streets, matter)
    fill()
    assert figure(streets.east_one, "voiced")[0] in (None, 0)


@pytest.mark.parametrize("tie", ["second post", "own branch"])
def test_who_belongs_to_the_accused_does_not_see_it_from_another_post(streets, matter, tie):
    """The officer of the county sees it; one who is of the accused branch too does not."""
    with as_owner():
        add_account(streets, "county", "officer", streets.county)
    hand(streets, matter)
    with acting(streets.county_scope):
        assert Matter.everything.filter(pk=matter.pk).exists()
    with as_owner(), connection.cursor() as cursor:
        if tie == "second post":
            cursor.execute(
                "UPDATE grant_of_post SET account_id = %s WHERE id = %s",
                [streets.accounts["county"].pk, streets.grants["branch"].pk],
            )
        else:
            cursor.execute(
                "UPDATE account SET person_id = %s WHERE id = %s",
                [streets.people["东乙"].pk, streets.accounts["county"].pk],
            )
    with acting(streets.county_scope):
        assert not Matter.everything.filter(pk=matter.pk).exists()


def test_the_wall_moves_with_the_accused(streets, matter):
    """The branch goes to the other town with its path; what is about it stays out of its sight."""
    hand(streets, matter)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE organisation SET path = '0000.0000.0001.0009.' WHERE id = %s",
            [streets.east_one.pk],
        )
        cursor.execute("SELECT accused_path FROM matter_petition")
        assert cursor.fetchone() == ("0000.0000.0001.0009.",)


def test_the_worker_of_the_whole_tree_still_works(streets, matter):
    hand(streets, matter)
    with as_role("jw_worker"), system_scope("测试"):
        assert Matter.everything.filter(pk=matter.pk).exists()


def test_only_once_and_only_before_the_work(streets, matter):
    hand(streets, matter)
    with pytest.raises(Refused) as refusal:
        hand(streets, matter)
    assert refusal.value.codes == {"petition.handed"}


@pytest.mark.parametrize(
    ("more", "code"),
    [({"body": ""}, "petition.body"), ({"what": " "}, "petition.what"),
     ({"basis": ""}, "petition.basis"), ({"next_door": ""}, "petition.next_door"),
     ({"accused": "WEST-1"}, "petition.accused"), ({"accused": "NOWHERE"}, "petition.accused")],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_changes(streets, matter, browser, more, code):
    answer = browser("lin").post(f"/matters/{matter.public_id}/petition/", {**SAID, **more})
    assert answer.status_code == 422
    with acting(streets.lin_scope) as by:
        told = petitions.Handed(**{**SAID, "accused": "", **more})
        with pytest.raises(Refused) as refusal:
            petitions.hand_over(matter=matter, told=told, by=by, at=AT)
    assert refusal.value.codes == {code}
    with acting(streets.lin_scope):
        assert Matter.everything.get(pk=matter.pk).state == "received"


def test_a_receipt_is_a_number_and_a_day_that_can_be(streets, matter):
    hand(streets, matter, accused="")
    with acting(streets.agent_scope) as by:
        kept = petitions.petition_of(matter)
        with pytest.raises(Refused) as refusal:
            petitions.note_receipt(
                petition=kept, number="", on=date(2026, 11, 1), by=by, at=AT
            )  # fmt: skip
    assert refusal.value.codes == {"petition.number", "petition.day"}


def test_nobody_but_who_sees_it_can_say_whom_it_is_about(streets, matter):
    hand(streets, matter, accused="")
    with as_owner():
        kept = Petition.objects.get()
    with acting(streets.gu_scope), connection.cursor() as cursor:
        cursor.execute("SELECT petition_about(%s, %s)", [kept.pk, streets.east_one.pk])
    with as_owner():
        assert Petition.objects.get().accused_id is None
