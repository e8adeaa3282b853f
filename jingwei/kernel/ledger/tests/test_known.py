"""What did the program know on a day? Asked of today's rows and the images of acts since then."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection

from jingwei.kernel.access.scope import Scope, acting
from jingwei.kernel.ledger import known
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people import post_actions as posts
from jingwei.kernel.people.models import Membership, Position, Post

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def moment() -> datetime:
    """The database's clock, by which lines are recorded; a little later than all before it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (now,) = cursor.fetchone()
    return now


def holders(org: Organisation, at: datetime) -> list[tuple[str, str]]:
    rows = known.rows_as_known(Position, "org_id", [org.pk], at)
    return [(one["name"], one["held"]) for one in rows.values()]


def test_who_held_a_seat_as_known_before_and_after_each_act(town: Any) -> None:
    org = town.east_one
    with acting(town.lin_scope) as lin:
        moments = [moment()]
        post = posts.open_post(org=org, title="publicity", on=date(2026, 1, 1), by=lin, at=town.at)
        moments.append(moment())
        position = posts.appoint(
            post=post, person=town.people["东甲"], on=date(2026, 2, 1), by=lin, at=town.at
        )
        moments.append(moment())
        posts.relieve(position=position, on=date(2026, 6, 1), by=lin, at=town.at)
        moments.append(moment())
        posts.close_post(post=post, on=date(2026, 6, 1), by=lin, at=town.at)
        before = holders(org, moments[0])
        assert holders(org, moments[1]) == before
        assert ("东甲", "[2026-02-01,)") in holders(org, moments[2])
        assert ("东甲", "[2026-02-01,2026-06-01)") in holders(org, moments[3])
        assert holders(org, LONG_AGO) == before  # the town's own rows came without images
        seats = [
            known.rows_as_known(Post, "id", [post.pk], at).get(post.pk, {}).get("held")
            for at in [*moments, moment() + timedelta(seconds=1)]
        ]
        assert seats == [None, *["[2026-01-01,)"] * 3, "[2026-01-01,2026-06-01)"]
        assert known.changed_since(Position, moments[1]) == {position.pk}
        assert known.changed_since(Position, moment()) == set()
    with acting(Scope()):
        assert known.rows_as_known(Post, "id", [post.pk], moments[2]) == {}


def test_one_line_keeps_the_images_and_the_neighbour_reads_none(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        start = moment()
        posts.open_post(
            org=town.east_one, title="publicity", on=date(2026, 1, 1), by=lin, at=town.at
        )
    with acting(town.gu_scope):
        assert known.changed_since(Post, start) == set()


def test_a_table_says_whether_it_can_be_asked() -> None:
    assert known.keeps_images(Position)
    assert not known.keeps_images(Membership)
