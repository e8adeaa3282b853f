"""Is a meeting kept with who came and who does what, and does the task come back until done?"""

import io
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.systems.community.grids import actions as grid_actions
from jingwei.systems.community.grids.models import Slot
from jingwei.systems.community.grids.queries import slots_of
from jingwei.systems.community.sittings import actions
from jingwei.systems.community.sittings.models import Attendance, Decision, Sitting
from jingwei.systems.community.sittings.queries import seats_on
from jingwei.systems.community.sittings.rules import Decided
from jingwei.systems.community.sittings.tests.conftest import (
    committee_of,
    community_of,
    recorded,
    told,
)


def test_a_meeting_keeps_who_came_and_who_does_what(council):
    row = recorded(council)
    with acting(council.lin_scope):
        came = list(Attendance.everything.order_by("id").values_list("name", "came"))
        assert came == [("东甲", "present"), ("示例乙", "present"), ("示例丙", "leave")]
        task = Decision.everything.get()
        assert (task.owner, task.person_id) == ("东甲", council.people["东甲"].pk)
        line = Entry.everything.get(verb="sittings.sitting.record")
        assert line.subject_id == str(row.public_id)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"topic": " "}, "sitting.topic"), ({"chair": ""}, "sitting.chair"),
        ({"on": date(2026, 11, 24)}, "sitting.future"), ({"items": []}, "sitting.items"),
        ({"came": {}}, "sitting.came"),
        ({"decided": [Decided("画线", "", None)]}, "sitting.owner"),
        ({"decided": [Decided("画线", "东甲", date(2026, 1, 2))]}, "sitting.due.early"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_is_kept(council, more, code):
    with pytest.raises(Refused) as refused:
        recorded(council, **more)
    assert code in refused.value.codes
    with acting(council.lin_scope):
        assert not Sitting.everything.exists()


def test_less_than_half_decides_nothing(council):
    with acting(council.lin_scope):
        few = dict.fromkeys(told(council).came, "absent")
    with pytest.raises(Refused) as refused:
        recorded(council, came=few)
    assert refused.value.codes == {"sitting.quorum"}


def test_the_party_organisation_keeps_its_meetings_elsewhere(council):
    lin = council.lin_scope
    with acting(lin):
        body = next(one for one in slots_of(council.community, TODAY) if one.kind == "body")
        said = told(council)
        with pytest.raises(Refused) as refused:
            actions.record_sitting(slot=body, told=said, by=lin, at=AT)
    assert "sitting.body" in refused.value.codes


def test_the_neighbour_records_nothing_here(council):
    gu = council.gu_scope
    with acting(council.lin_scope):
        slot, said = committee_of(council.community), told(council)
    with acting(gu), pytest.raises(Slot.DoesNotExist):
        actions.record_sitting(slot=slot, told=said, by=gu, at=AT)


def test_a_correction_needs_a_reason_and_keeps_what_is_done(council):
    row, lin = recorded(council), council.lin_scope
    with acting(lin):
        actions.finish_decision(
            decision=Decision.everything.get(), outcome="画好四十个", on=TODAY, by=lin, at=AT
        )
        said = told(council, topic="停车和充电")
        with pytest.raises(Refused):
            actions.correct_sitting(sitting=row, told=said, reason="", by=lin, at=AT)
        actions.correct_sitting(
            sitting=row, told=said, reason="议题写漏了", by=lin, at=AT, version=1
        )
        task = Decision.everything.get()
        assert (task.text, task.outcome) == ("画停车线", "画好四十个")
        assert Sitting.everything.get().topic == "停车和充电"
        with pytest.raises(Refused) as refused:
            actions.correct_sitting(sitting=row, told=said, reason="再改", by=lin, at=AT, version=1)
        assert refused.value.codes == {"version.changed"}


def test_a_meeting_is_recorded_once(council):
    recorded(council)
    with pytest.raises(Refused) as refused:
        recorded(council)
    assert refused.value.codes == {"sitting.twice"}


def test_a_correction_makes_no_second_record_of_the_same_meeting(council):
    recorded(council)
    other, lin = recorded(council, topic="充电桩"), council.lin_scope
    with acting(lin):
        with pytest.raises(Refused) as refused:
            actions.correct_sitting(
                sitting=other, told=told(council), reason="议题写错了", by=lin, at=AT
            )
        assert refused.value.codes == {"sitting.twice"}
        assert set(Sitting.everything.values_list("topic", flat=True)) == {"停车怎么划线", "充电桩"}


def test_a_correction_leaves_each_task_at_its_address(council):
    many = [Decided(f"第{n}件", "东甲", date(2026, 12, n)) for n in range(1, 8)]
    row, lin = recorded(council, decided=many), council.lin_scope

    def tasks():
        return {
            one.text: (one.public_id, one.due_on, one.owner)
            for one in Decision.everything.filter(sitting=row)
        }

    with acting(lin):
        before = tasks()
        said = [
            *many[1:],
            Decided("第1件", "示例乙", date(2026, 12, 9)),
            Decided("新的", "东甲", TODAY),
        ]
        actions.correct_sitting(
            sitting=row, told=told(council, decided=said[1:]), reason="期限写错了", by=lin, at=AT
        )
        after = tasks()
    assert "第2件" not in after, "taken out"
    assert after["第3件"] == before["第3件"]
    assert after["第1件"] == (before["第1件"][0], date(2026, 12, 9), "示例乙")
    assert len(after) == 7


def test_of_two_tasks_alike_one_is_taken_out_and_what_is_done_stays(council):
    twice = [Decided("巡查", "东甲", date(2026, 12, n)) for n in (1, 2)]
    row, lin = recorded(council, decided=twice), council.lin_scope

    def correct(*decided):
        actions.correct_sitting(
            sitting=row, told=told(council, decided=decided), reason="写重了", by=lin, at=AT
        )
        return list(Decision.everything.order_by("position").values_list("due_on", "done_on"))

    with acting(lin):
        first = Decision.everything.order_by("position").first()
        actions.finish_decision(decision=first, outcome="巡了一次", on=TODAY, by=lin, at=AT)
        done = (date(2026, 12, 1), TODAY)
        assert correct(twice[1]) == [done, (date(2026, 12, 2), None)]
        assert correct() == [done]
        assert correct(twice[0]) == [done], "typed again it is still the one that was carried out"


def test_the_page_of_a_correction_keeps_more_tasks_than_a_new_sheet_has_lines(council, browser):
    many = [Decided(f"第{n}件", "东甲", date(2026, 12, n)) for n in range(1, 8)]
    row, lin = recorded(council, decided=many), browser("lin")
    url = f"/community/sittings/{row.public_id}/correct/"
    form = lin.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    assert lin.post(url, {**sent, "reason": "地点写错了", "venue": "三楼"}).status_code == 302
    with acting(council.lin_scope):
        assert Decision.everything.count() == 7
        assert Sitting.everything.get().venue == "三楼"


def test_a_meeting_of_before_a_change_asks_for_who_sat_there_then(council, browser):
    with acting(council.lin_scope):
        slot = committee_of(council.community)
        left = next(one for one in seats_on(slot, TODAY) if one.name == "示例丙")
        grid_actions.leave_seat(seat=left, on=date(2026, 11, 10), by=council.lin_scope, at=AT)
        then = [str(one.public_id) for one in seats_on(slot, date(2026, 11, 2))]
        now = [str(one.public_id) for one in seats_on(slot, TODAY)]
    assert (len(then), len(now)) == (3, 2)
    root = f"/community/communities/{council.community.public_id}/sittings"
    url = f"{root}/new/?slot={slot.public_id}"
    said = {"on": "2026-11-02", "topic": "停车", "chair": "东甲", "items": "停车\n画线。"}
    page = browser("lin").post(url, said | {f"came_{key}": "present" for key in now})
    assert page.status_code == 422
    assert "还有1人没有写" in page.content.decode()
    assert "示例丙" in page.content.decode(), "who left since sat there on the day"
    page = browser("lin").post(url, said | {f"came_{key}": "present" for key in then})
    assert page.status_code == 302


@pytest.mark.parametrize(
    "more",
    [
        {"topic": "长" * 121}, {"on": "二月三十日"}, {"came_x": "maybe"}, {"due_1": "明天"},
        {"owner_1": "00000000-0000-0000-0000-000000000007"}, {"items": "长" * 4001},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_nothing_is_kept(council, browser, more):
    with acting(council.lin_scope):
        slot = committee_of(council.community)
        keys = [str(one.public_id) for one in seats_on(slot, TODAY)]
    said = {
        "on": "2026-11-20", "topic": "充电桩", "chair": "东甲", "items": "充电",
        "text_1": "问电力公司", "owner_1": keys[0], "due_1": "2026-12-01",
        **{f"came_{key}": "present" for key in keys},
    }  # fmt: skip
    more = {name.replace("came_x", f"came_{keys[0]}"): text for name, text in more.items()}
    url = f"/community/communities/{council.community.public_id}/sittings/new/"
    page = browser("lin").post(f"{url}?slot={slot.public_id}", said | more)
    assert page.status_code == 422
    assert "问电力公司" in page.content.decode()
    with acting(council.lin_scope):
        assert not Sitting.everything.exists()
    assert browser("gu").post(f"{url}?slot={slot.public_id}", said).status_code == 404


def test_a_task_waits_on_the_pages_of_the_community_and_of_its_owner(council, browser):
    recorded(council)
    assert "画停车线" in browser("branch").get("/").content.decode()
    assert "画停车线" not in browser("lin").get("/").content.decode()
    text = browser("member").get("/me/").content.decode()
    assert "画停车线" in text


def test_the_page_is_filled_in_and_the_task_called_done(council, browser):
    lin = browser("lin")
    with acting(council.lin_scope):
        slot = committee_of(council.community)
        keys = [str(one.public_id) for one in seats_on(slot, TODAY)]
    root = f"/community/communities/{council.community.public_id}/sittings"
    assert "哪个机构开的会" in lin.get(f"{root}/new/").content.decode()
    url = f"{root}/new/?slot={slot.public_id}"
    said = {
        "on": "2026-11-20", "topic": "充电桩", "chair": "东甲", "items": "充电\n装六个。",
        "text_1": "问电力公司", "owner_1": keys[0], "due_1": "2026-12-01",
    }  # fmt: skip
    page = lin.post(url, said)
    assert page.status_code == 422
    assert "还有3人没有写" in page.content.decode()
    assert "问电力公司" in page.content.decode()
    for key in keys:
        said[f"came_{key}"] = "present"
    assert lin.post(url, said).status_code == 302
    with acting(council.lin_scope):
        row, task = Sitting.everything.get(), Decision.everything.get()
    text = lin.get(f"/community/sittings/{row.public_id}/").content.decode()
    assert "装六个。" in text
    assert lin.get(f"/community/sittings/{row.public_id}/correct/").status_code == 200
    done = lin.post(
        f"/community/sittings/decisions/{task.public_id}/",
        {"outcome": "问过了", "on": "2026-11-23"},
    )
    assert done.status_code == 302
    assert "都办好了" in lin.get(f"{root}/").content.decode()
    assert browser("gu").get(f"/community/sittings/{row.public_id}/").status_code == 404


def test_the_minutes_are_a_document(council, browser):
    row = recorded(council)
    reply = browser("lin").get(f"/community/sittings/{row.public_id}/minutes.docx")
    words = zipfile.ZipFile(io.BytesIO(reply.content)).read("word/document.xml").decode()
    for said in ("停车怎么划线", "示例丙", "画停车线", "2026-12-05"):
        assert said in words


def test_the_list_costs_the_same_for_many(council, browser):
    def count():
        with CaptureQueriesContext(connection) as seen:
            assert browser("lin").get("/community/sittings/").status_code == 200
        return len(seen)

    recorded(council)
    count()
    first = count()
    for number in range(5):
        recorded(council, topic=f"议题{number}")
    council.community = community_of(council, "另一社区")
    recorded(council)
    assert count() == first
