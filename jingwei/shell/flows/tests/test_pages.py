"""Does the page of a case serve any flow? Looked at, step by step, with every reason, on paper."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.models import Clock, FlowPaper, Taken
from jingwei.kernel.flows.tests.conftest import make_plea
from tests.example_flow.flows import PLEA
from tests.example_flow.models import Plea

PDF = b"%PDF-1.7\n%%EOF\n"
SAID = {"said-plan": "先修后补", "said-met_on": "2026-11-20"}


def at(plea, rest=""):
    return f"/flows/example.plea/{plea.public_id}/{rest}"


def step(client, plea, verb, **said):
    return client.post(at(plea, f"steps/{verb}/"), said)


def state(town, plea):
    with acting(town.lin_scope):
        return Plea.everything.get(pk=plea.pk).state


@pytest.fixture
def asked(town):
    with acting(town.branch_scope):
        plea = make_plea(town)
        take_step(flow=PLEA, subject=plea, verb="ask", by=town.branch_scope, at=timezone.now())
        return plea


@pytest.mark.parametrize(("who", "status"), [("lin", 200), ("branch", 200), ("gu", 404),
                                             ("new", 404), ("sysadmin", 403)])  # fmt: skip
def test_a_case_of_the_east_is_unknown_in_the_west(client, town, plea, who, status):
    client.force_login(getattr(town, who))
    assert client.get(at(plea)).status_code == status
    assert step(client, plea, "ask").status_code in {status, 302}
    if status != 200:
        assert state(town, plea) == "draft"


def test_somebody_not_signed_in_is_led_to_the_door(client, plea):
    assert "/sign-in/" in client.get(at(plea))["Location"]


def test_the_page_says_where_it_stands_what_is_next_and_who_may(client, town, asked):
    client.force_login(town.branch)
    page = client.get(at(asked)).content.decode()
    assert "待受理" in page
    assert "由别人办的" in page
    assert "镇街党务干部" in page
    client.force_login(town.lin)
    page = client.get(at(asked)).content.decode()
    assert "下一步：等本人补充" in page
    assert "还有" in page


def test_a_step_is_taken_by_its_button_and_a_second_click_changes_nothing(client, town, plea):
    client.force_login(town.branch)
    said = {"seen": "0", "key": str(uuid.uuid4())}
    for _ in range(2):
        answer = step(client, plea, "ask", **said)
        assert answer.status_code == 302
    assert "已办“报送”" in client.get(at(plea)).content.decode()
    with acting(town.lin_scope):
        assert Taken.objects.count() == 1


def test_every_reason_stands_on_the_page_and_what_was_typed_is_kept(client, town, asked):
    client.force_login(town.lin)
    answer = step(client, asked, "publish", **{"said-plan": "先修后补", "said-met_on": "昨天"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“开会日期”看不懂，请写成2026-07-02。" in page
    assert "还没有附上“会议记录”，请上传。" in page
    assert "先修后补" in page
    assert 'value="昨天"' in page
    assert state(town, asked) == "asked"


def test_a_file_stays_uploaded_when_the_step_is_refused(client, town, asked):
    client.force_login(town.lin)
    file = SimpleUploadedFile("记录.pdf", PDF)
    answer = step(client, asked, "publish", **{"paper-minutes": file})
    assert answer.status_code == 422
    assert "记录.pdf" in answer.content.decode()
    with acting(town.lin_scope):
        kept = FlowPaper.objects.get()
        assert kept.step_id is None
    answer = step(client, asked, "publish", **SAID, kept=str(kept.public_id))
    assert answer.status_code == 302
    assert state(town, asked) == "notice"


def test_a_file_that_is_not_what_it_says_is_refused_in_words(client, town, asked):
    client.force_login(town.lin)
    file = SimpleUploadedFile("记录.pdf", b"<script>alert(1)</script>")
    answer = step(client, asked, "publish", **SAID, **{"paper-minutes": file})
    assert answer.status_code == 422
    assert "请传PDF、JPG、PNG、Word或Excel" in answer.content.decode()
    assert state(town, asked) == "asked"


def test_papers_are_kept_and_never_shown_inside(client, town, asked):
    client.force_login(town.lin)
    file = SimpleUploadedFile("../../记录<b>.pdf", PDF)
    assert step(client, asked, "publish", **SAID, **{"paper-minutes": file}).status_code == 302
    with acting(town.lin_scope):
        rows = {one.slot: one for one in FlowPaper.objects.all()}
    for slot, starts in (("minutes", b"%PDF"), ("notice", b"PK")):
        answer = client.get(at(asked, f"papers/{rows[slot].public_id}/"))
        assert answer.status_code == 200
        assert answer.content.startswith(starts)
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
    client.force_login(town.gu)
    assert client.get(at(asked, f"papers/{rows['minutes'].public_id}/")).status_code == 404


def test_a_limit_is_made_longer_on_the_page_and_tells_why(client, town, asked):
    client.force_login(town.lin)
    assert "延长这个期限" in client.get(at(asked)).content.decode()
    assert client.post(at(asked, "limits/answer/"), {"reason": "要会商"}).status_code == 302
    page = client.get(at(asked)).content.decode()
    assert "要会商" in page
    assert "延长这个期限" not in page
    assert client.post(at(asked, "limits/answer/"), {"reason": "再等"}).status_code == 422
    assert client.post(at(asked, "limits/unknown/"), {"reason": "x"}).status_code == 404


def test_the_list_asks_the_same_for_one_case_and_for_twenty(
    client, town, asked, django_assert_max_num_queries
):
    client.force_login(town.lin)
    page = client.get("/flows/").content.decode()
    assert "修路" in page
    with django_assert_max_num_queries(60) as few:
        client.get("/flows/")
    with acting(town.lin_scope):
        for _ in range(20):
            one = make_plea(town)
            take_step(flow=PLEA, subject=one, verb="ask", by=town.lin_scope, at=timezone.now())
    with django_assert_max_num_queries(60) as many:
        client.get("/flows/")
    assert len(few.captured_queries) == len(many.captured_queries)


def test_late_cases_are_found_and_stand_on_the_page_of_today(client, town, asked):
    client.force_login(town.lin)
    assert "修路" not in client.get("/flows/?late=1").content.decode()
    with acting(town.lin_scope):
        Clock.everything.update(due_on="2020-01-02")
    assert "修路" in client.get("/flows/?late=1").content.decode()
    assert "修路：答复" in client.get("/").content.decode()
