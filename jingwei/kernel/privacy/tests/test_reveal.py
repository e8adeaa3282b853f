"""Is a sealed value opened for a reason only, in numbers only, and does its owner hear of it?"""

import json
from datetime import timedelta

import pytest

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import ID_NUMBERS
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.own import own_looks
from jingwei.kernel.privacy.models import Look
from jingwei.kernel.privacy.reveal import field_words, looks_at, looks_today, reason_words, reveal
from jingwei.kernel.rulebook.models import Rule


def look(town, by, who="东甲", **changed):
    said = {"person": town.people[who], "fields": ["id_number"], "reason": "verify", "words": "",
            "by": by, "at": AT} | changed  # fmt: skip
    return reveal(**said)


def test_a_look_opens_the_value_and_says_who_whose_and_why(town):
    with acting(town.lin_scope) as by:
        values = look(town, by, fields=["phone", "id_number"], words="换证")
        assert values == {"id_number": ID_NUMBERS["东甲"], "phone": "13900000000"}
        (seen,) = looks_at(by, town.people["东甲"])
        assert (seen.account_name, seen.post, seen.reason) == ("Lin", "镇街党务干部", "verify")
        assert (field_words(seen), reason_words(seen)) == (
            "身份证号、手机",
            "与证件或档案核对 换证",
        )
        entry = Entry.everything.get(verb="privacy.reveal")
        assert entry.subject_id == str(town.people["东甲"].public_id)
        assert json.loads(entry.payload)["reason_given"] == "verify"
        assert "9900001980" not in entry.payload
    with acting(town.member_scope) as oneself:
        assert [one.account_name for one in own_looks(oneself)] == ["Lin"]


def test_the_neighbours_looks_are_not_told(town):
    with acting(town.lin_scope) as by:
        look(town, by)
    with acting(town.gu_scope) as by:
        assert looks_at(by, town.people["东甲"]) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"reason": ""}, "privacy.reveal.reason"),
        ({"reason": "export"}, "privacy.reveal.reason"),
        ({"reason": "other", "words": " "}, "privacy.reveal.words"),
        ({"fields": []}, "privacy.reveal.fields"),
        ({"fields": ["id_index", "name"]}, "privacy.reveal.fields"),
    ],
)
def test_without_a_reason_nothing_opens(town, changed, code):
    with acting(town.lin_scope) as by:
        with pytest.raises(Refused) as refused:
            look(town, by, **changed)
        assert refused.value.codes == {code}
        assert not Look.everything.exists()


@pytest.mark.parametrize("who", ["gu", "auditor", "sysadmin", "new", "member"])
def test_without_the_duty_nothing_opens(town, who):
    with acting(town.scopes[who]) as by, pytest.raises(Refused) as refused:
        look(town, by)
    assert refused.value.status == 403


def test_the_days_number_comes_from_the_rulebook_and_ends_at_midnight(town):
    with as_owner():
        Rule.objects.filter(name="reveal.per_day.most").update(value=2)
    with acting(town.lin_scope) as by:
        look(town, by)
        look(town, by, "东乙")
        with pytest.raises(Refused) as refused:
            look(town, by, "东丙")
        assert refused.value.codes == {"privacy.reveal.quota"}
        assert looks_today(by, AT) == 2
        assert look(town, by, "东丙", at=AT + timedelta(hours=14))


def test_a_look_cannot_be_taken_back(town):
    from django.db import ProgrammingError, transaction

    with acting(town.lin_scope) as by:
        look(town, by)
        for act in (
            lambda: Look.everything.all().delete(),
            lambda: Look.everything.update(words=""),
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                act()
