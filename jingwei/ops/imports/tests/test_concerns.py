"""Does a roster that is not finished come back on the page of today, to whoever brought it?"""

from typing import Any

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.register import register
from jingwei.ops.imports.concerns import rosters_under_way
from jingwei.ops.imports.models import Batch, Kind


def bring(town: Any, who: str = "lin", **more: Any) -> Batch:
    with as_owner():
        batch: Batch = Batch.everything.create(
            kind=Kind.MEMBERS, org=town.east, org_path=town.east.path, file_name="花名册.xlsx",
            file_digest="0" * 64, file_size=1, as_of=TODAY, account=town.accounts[who],
            uploaded_at=AT, rows=1306, **more,
        )  # fmt: skip
    return batch


def titles(town: Any, who: str = "lin") -> list[str]:
    scope = town.scopes[who]
    with acting(scope):
        return [concern.title for concern in rosters_under_way(scope, TODAY)]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"state": "mapping"}, "对上列名"),
        ({"state": "checking", "rejected": 29}, "还有29行要改"),
        ({"state": "checking"}, "确认导入"),
    ],
)
def test_what_waits_for_a_person_is_shown_with_what_to_do(
    town: Any, more: dict[str, Any], says: str
) -> None:
    bring(town, **more)
    (title,) = titles(town)
    assert says in title


@pytest.mark.parametrize("state", ["reading", "writing", "written", "cancelled", "undone"])
def test_what_runs_or_is_over_waits_for_nobody(town: Any, state: str) -> None:
    bring(town, state=state)
    assert titles(town) == []


def test_it_waits_for_who_brought_it_and_for_nobody_else(town: Any) -> None:
    bring(town, state="checking")
    for who in ("gu", "officer", "branch", "sysadmin"):
        assert titles(town, who) == []


def test_the_page_of_today_asks_for_rosters() -> None:
    assert rosters_under_way in register().concerns
