"""Are seats opened, filled and vacated in their order, and by those who may?"""

from datetime import date

import pytest

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_secretary
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.models import Position, Post
from jingwei.kernel.people.post_actions import appoint, close_post, open_post, relieve

DAY, LATER = date(2026, 3, 1), date(2026, 9, 1)


def opened(town, by, title="organisation"):
    return open_post(org=town.east_one, title=title, on=DAY, by=by, at=AT)


def test_a_seat_is_opened_filled_vacated_and_closed(town):
    with acting(town.lin_scope) as by:
        post = opened(town, by)
        second = opened(town, by)
        assert (post.seat, second.seat) == (1, 2)
        position = appoint(
            post=post, person=town.people["东乙"], on=DAY, due_on=date(2029, 3, 1), by=by, at=AT
        )
        with pytest.raises(Refused) as refused:
            appoint(post=post, person=town.people["东丙"], on=LATER, by=by, at=AT)
        assert refused.value.codes == {"people.post.taken"}
        relieve(position=position, on=LATER, by=by, at=AT)
        with pytest.raises(Refused) as refused:
            appoint(post=post, person=town.people["东丙"], on=DAY, by=by, at=AT)
        assert refused.value.codes == {"people.post.taken_then"}
        close_post(post=post, on=LATER, by=by, at=AT)
        assert Post.everything.get(pk=post.pk).held.upper == LATER
        verbs = list(Entry.everything.order_by("id").values_list("verb", flat=True))
    assert [verb for verb in verbs if verb.startswith("people.p")] == [
        "people.post.open", "people.post.open", "people.position.appoint",
        "people.position.relieve", "people.post.close",
    ]  # fmt: skip


def test_a_held_seat_is_not_closed(town):
    with as_owner():
        position = add_secretary(town, town.people["东甲"], town.east_one)
    with acting(town.lin_scope) as by, pytest.raises(Refused) as refused:
        close_post(post=position.post, on=LATER, by=by, at=AT)
    assert refused.value.codes == {"people.post.taken"}


def test_a_branch_does_not_appoint_its_own_secretary(town):
    with acting(town.lin_scope) as by:
        post, other = opened(town, by, "secretary"), opened(town, by, "publicity")
    with acting(town.branch_scope) as by:
        with pytest.raises(Refused) as refused:
            appoint(post=post, person=town.people["东甲"], on=DAY, by=by, at=AT)
        assert refused.value.status == 403
        assert appoint(post=other, person=town.people["东甲"], on=DAY, by=by, at=AT).pk
        with pytest.raises(Refused) as refused:
            opened(town, by)
        assert refused.value.status == 403


@pytest.mark.parametrize("who", ["gu", "auditor", "new", "member"])
def test_without_the_duty_no_seat_moves(town, who):
    with as_owner():
        position = add_secretary(town, town.people["东甲"], town.east_one)
    with acting(town.scopes[who]) as by:
        for act in (
            lambda: opened(town, by),
            lambda: close_post(post=position.post, on=LATER, by=by, at=AT),
            lambda: relieve(position=position, on=LATER, by=by, at=AT),
            lambda: appoint(post=position.post, person=town.people["东乙"], on=LATER, by=by, at=AT),
        ):
            with pytest.raises(Refused) as refused:
                act()
            assert refused.value.status == 403
    with acting(town.officer_scope):
        assert Position.everything.get(pk=position.pk).held.upper is None


def test_a_holder_whose_file_is_elsewhere_is_relieved_all_the_same(town):
    with as_owner():
        position = add_secretary(town, town.people["西甲"], town.east_one)
    with acting(town.lin_scope) as by:
        relieve(position=position, on=LATER, by=by, at=AT)
        entry = Entry.everything.get(verb="people.position.relieve")
    assert (entry.subject, "西甲" in entry.payload) == ("post", False)
