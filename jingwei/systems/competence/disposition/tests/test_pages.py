"""Is a case seen by those named on it alone, is every look on file, and is nothing lost?"""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from conftest import as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.people.models import Person
from jingwei.systems.competence.disposition.models import CaseLook, Disposition, Point
from jingwei.systems.competence.disposition.tests.world import CARE, TO_HEARING, make, walk

CASE = "/dispositions/{}/"


def text(answer) -> str:
    return str(answer.content.decode())


@pytest.fixture
def heard(place, case):
    """A case in which the member may speak."""
    with acting(place.branch_scope):
        walk(place, case, *TO_HEARING)
        return Disposition.everything.select_related("person").get(pk=case.pk)


@pytest.mark.parametrize(
    ("who", "status"),
    [("branch", 200), ("lin", 200), ("chief", 200), ("colleague", 404), ("gu", 404),
     ("officer", 404), ("new", 404), ("member", 404)],
)  # fmt: skip
def test_only_those_named_see_a_case_not_their_office(heard, browser, who, status):
    browsing = browser(who)
    for url in ("", "people/", "looks/"):
        assert browsing.get(CASE.format(heard.public_id) + url).status_code == status, url
    flow = f"/flows/competence.disposition/{heard.public_id}/"
    assert browsing.get(flow).status_code == status


@pytest.mark.parametrize("who", ["colleague", "gu", "officer"])
@pytest.mark.parametrize("as_whom", ["jw_app", "jw_migrate"])
def test_no_list_says_that_there_is_a_case(heard, browser, who, as_whom):
    """Neither where the database keeps the rows back, nor where only the queries do."""
    with as_role(as_whom):
        _nothing_is_said(heard, browser(who))


def _nothing_is_said(heard, browsing):
    for url in ("/dispositions/", "/flows/", "/"):
        said = text(browsing.get(url))
        assert heard.code not in said
        assert "听取本人意见" not in said.replace('<option value="defence_open">听取本人意见', "")
    person = f"/members/{heard.person.public_id}/"
    if browsing.get(person).status_code == 200:
        assert heard.code not in text(browsing.get(person))


def test_each_look_is_on_file_and_shown(heard, browser):
    browser("lin").get(CASE.format(heard.public_id))
    browser("branch").get(CASE.format(heard.public_id))
    said = text(browser("member").get(f"/me/dispositions/{heard.public_id}/"))
    with as_owner():
        assert {one.name for one in CaseLook.objects.all()} == {"Lin", "Branch", "Member"}
        assert CaseLook.objects.get(name="Member").is_oneself
    for words in ("谁看过", "Lin", "Branch", "本人"):
        assert words in said


def test_the_generic_page_notes_the_look_too(heard, browser):
    browser("lin").get(f"/flows/competence.disposition/{heard.public_id}/")
    with as_owner():
        assert CaseLook.objects.filter(name="Lin").count() == 1


def test_the_page_lists_what_is_missing_and_both_ways_out(heard, browser):
    said = text(browser("branch").get(CASE.format(heard.public_id)))
    for words in (
        "组织处置", "听取本人意见", "继续：提交支部大会", "停下：终止处置", "系统只列记录，不打分",
        "不由系统推算", "基层党委还没有预审", "本人的权利", "4 人可见",
    ):  # fmt: skip
        assert words in said, words


def test_the_member_speaks_and_the_branch_answers(heard, browser):
    member, own = browser("member"), f"/me/dispositions/{heard.public_id}/"
    assert "组织处置" in text(member.get("/me/"))
    refused = member.post(own + "steps/ask/", {"said-ask": "account", "said-said": ""})
    assert refused.status_code == 422
    assert "还没有填“您要说的”" in text(refused)
    words = "二月到四月在外地陪护住院的母亲"
    answer = member.post(own + "steps/ask/", {"said-ask": "account", "said-said": words})
    assert answer.status_code == 302
    with as_owner():
        point = Point.objects.get()
    assert words.encode() not in bytes(point.said)
    branch = browser("branch")
    said = text(branch.get(CASE.format(heard.public_id)))
    assert words in said
    assert "本人提出的还有1条没有回应" in said
    branch.post(
        CASE.format(heard.public_id) + "steps/answer/",
        {"said-point": "1", "said-answer": "属实", "said-result": "accepted"},
    )
    assert "属实，不再计入" in text(member.get(own))


def test_the_member_of_another_case_finds_nothing(heard, browser, place):
    for who in ("new", "lin", "branch"):
        assert browser(who).get(f"/me/dispositions/{heard.public_id}/").status_code == 404


def test_a_talk_is_written_down_with_its_prompts_and_nothing_typed_is_lost(place, browser):
    url = f"/dispositions/new/{place.people['东乙'].public_id}/"
    branch = browser("branch")
    assert "有困难的先帮" in text(branch.get(url))
    typed = {f"said-{name}": value for name, value in CARE.items()} | {"said-care_illness": ""}
    answer = branch.post(url, typed | {"said-talked_on": "2026-11-20"})
    assert answer.status_code == 422
    assert "还没有填“本人或家人生病”" in text(answer)
    assert 'value="2026-11-20"' in text(answer)
    with as_owner():
        assert not Disposition.everything.exists()
    typed |= {"said-care_illness": "open", "said-talked_on": "2026-11-20"}
    answer = branch.post(url, typed)
    assert answer.status_code == 302
    said = text(branch.get(answer["Location"]))
    assert "“本人或家人生病”还没有帮助，先办好再说。" in said
    again = branch.post(url, typed)
    assert again.status_code == 422
    assert "现在不能另开" in text(again)


def test_people_are_named_and_see_it_from_then_on(place, browser):
    with acting(place.branch_scope):
        make(place, "concern")
        row = Disposition.everything.select_related("person").get(closed_on=None)
    url = CASE.format(row.public_id) + "people/"
    branch = browser("branch")
    said = text(branch.get(url))
    assert "Colleague" in said
    grant = place.grants["colleague"].public_id
    assert browser("colleague").get(CASE.format(row.public_id)).status_code == 404
    assert branch.post(
        url, {"do": "above", "role": "approver", "grant": str(grant)}
    ).status_code == 302  # fmt: skip
    assert browser("colleague").get(CASE.format(row.public_id)).status_code == 200
    refused = branch.post(
        url, {"do": "member", "role": "helper", "member": str(row.person.public_id)}
    )
    assert "不能由本人来办自己的事。" in text(refused)


def test_reasons_that_the_member_reads_star_the_names_of_others(heard, browser, place):
    with as_owner():
        other = Person.everything.create(
            org=place.east_one,
            org_path=place.east_one.path,
            name="东丁丁",
            name_sort="dongdingding",
        )
    member, own = browser("member"), f"/me/dispositions/{heard.public_id}/"
    member.post(own + "steps/ask/", {"said-ask": "account", "said-said": "东丁丁看见我在医院"})
    browser("branch").post(
        CASE.format(heard.public_id) + "steps/answer/",
        {
            "said-point": "1",
            "said-answer": f"{other.name}和东乙都说属实",
            "said-result": "accepted",
        },
    )
    said = text(member.get(own))
    assert "东**和东乙都说属实" in said
    assert "东丁丁看见我在医院" in said
    assert "东丁丁和东乙都说属实" in text(browser("branch").get(CASE.format(heard.public_id)))


@pytest.mark.parametrize("oneself", [False, True])
def test_the_member_reads_the_records_and_is_led_to_no_page_of_the_office(oneself):
    """Meetings are pages of a post; the member without one was led to "no such page"."""
    fact = SimpleNamespace(url="/meetings/1/", words="党员大会：到会")
    row = SimpleNamespace(label="不参加组织生活", situation="meetings", known=True, facts=[fact])
    page = SimpleNamespace(facts=[row], oneself=oneself, is_closed=False)
    said = render_to_string("disposition/_facts.html", {"page": page, "csrf_token": ""})
    assert "党员大会：到会" in said
    assert ("/meetings/1/" in said) is not oneself
