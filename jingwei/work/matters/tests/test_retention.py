"""Do name, telephone and words go when their time is over, and nothing else?"""

from datetime import timedelta

import pytest

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.privacy import sealing
from jingwei.kernel.privacy.keeping import run_retention
from jingwei.kernel.privacy.models import Deletion
from jingwei.work.matters import actions
from jingwei.work.matters.models import Matter
from jingwei.work.matters.tests.conftest import make_matter


@pytest.fixture
def ended(town):
    def make(days, state="closed"):
        row = make_matter(town, state)
        row.asked = sealing.seal("灯不亮", column=actions.ASKED, row=row.public_id)
        row.asker = sealing.seal("郑示三", column=actions.ASKER, row=row.public_id)
        row.phone = sealing.seal("13800000000", column=actions.PHONE, row=row.public_id)
        row.phone_tail, row.spot = "0000", "二单元"
        if state == "closed":
            row.closed_on = TODAY - timedelta(days=days)
        row.save()
        return row

    return make


def run():
    with as_role("jw_worker"):
        return run_retention(at=AT)


def test_the_contact_goes_first_then_the_words(ended):
    with as_owner():
        young, older, old, still = ended(100), ended(200), ended(1200), ended(0, "received")
    done = run()
    assert (done["matters.contact"], done["matters.words"]) == (2, 1)
    with as_owner():
        kept = {row.pk: row for row in Matter.everything.all()}
        assert kept[young.pk].phone is not None
        assert kept[still.pk].phone is not None
        assert (kept[older.pk].asker, kept[older.pk].phone, kept[older.pk].phone_tail) == (
            None, None, "",
        )  # fmt: skip
        assert bytes(kept[older.pk].asked)
        assert (bytes(kept[old.pk].asked), kept[old.pk].spot) == (b"", "")
        assert kept[old.pk].title != old.title
        assert actions.asked_of(kept[old.pk]) == ""
        assert Deletion.objects.filter(rule__startswith="matters.").count() == 2
    assert run()["matters.contact"] == 0
