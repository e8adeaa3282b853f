"""Does the API say and do for centres and services what the pages do, and no more?"""

from typing import Any

from jingwei.api.tests.conftest import call, key_of  # noqa: F401 - fixtures
from jingwei.kernel.access.scope import acting
from jingwei.systems.community.centres.models import ServiceCategory, ServiceCentre
from jingwei.systems.community.centres.tests.conftest import listed, offers, opened

DOOR = {
    "organisation": "EAST-1", "name": "东苑便民服务中心", "level": "community",
    "address": "东苑路1号", "phone": "0300-8000001", "from_on": "2026-01-05",
    "longitude": 120.86, "latitude": 32.01,
    "hours": [{"weekday": 1, "opens": "08:30", "closes": "11:30"}],
}  # fmt: skip
ITEM = {
    "title": "老年证", "kind": "public", "takes": "当场", "basis": "目录", "ring": "retirees",
    "bring": ["身份证"], "from_on": "2026-02-01",
}  # fmt: skip


def test_a_centre_is_opened_with_its_hours_and_the_door_is_open(town: Any, call: Any):  # noqa: F811
    made = call("lin", "POST", "/centres", DOOR)
    assert made.status_code == 201, made.content
    row = made.json()
    assert row["is_open"] is True, "a Monday at ten"
    assert row["hours"] == [{"weekday": 1, "opens": "08:30:00", "closes": "11:30:00"}]
    listed_rows = call("lin", "GET", "/centres").json()
    assert "东苑便民服务中心" in str(listed_rows)
    assert call("gu", "GET", f"/centres/{row['id']}").status_code == 404
    assert call("gu", "POST", "/centres", DOOR).status_code == 404


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_kept(town: Any, call: Any):  # noqa: F811
    wrong = DOOR | {"name": " ", "phone": "12", "longitude": 12.0}
    reply = call("lin", "POST", "/centres", wrong)
    assert reply.status_code == 422
    assert len(reply.json()["findings"]) >= 2
    with acting(town.lin_scope):
        assert not ServiceCentre.everything.exists()


def test_a_change_needs_what_was_seen(town: Any, call: Any):  # noqa: F811
    row = opened(town)
    path = f"/centres/{row.public_id}"
    seen = call("lin", "GET", path)
    said = {key: value for key, value in DOOR.items() if key not in ("organisation", "from_on")}
    said |= {"phone": "0300-8000002"}
    done = call("lin", "PUT", path, said, **{"If-Match": seen["ETag"]})
    assert done.status_code == 200, done.content
    assert done.json()["phone"] == "0300-8000002"
    again = call("lin", "PUT", path, said, **{"If-Match": seen["ETag"]})
    assert again.status_code in (409, 412)


def test_services_are_offered_and_closed_days_told(town: Any, call: Any):  # noqa: F811
    row, item = opened(town), listed(town)
    path = f"/centres/{row.public_id}"
    said = {"services": [str(item.public_id)], "from_on": "2026-11-01", "desk": "3"}
    done = call("lin", "POST", f"{path}/offers", said)
    assert done.status_code == 201, done.content
    assert [one["title"] for one in done.json()["offers"]] == ["求职登记"]
    unknown = said | {"services": ["00000000-0000-0000-0000-000000000007"]}
    assert call("lin", "POST", f"{path}/offers", unknown).status_code == 404
    shut = {"first": "2026-11-25", "last": "2026-11-26", "why": "停电"}
    done = call("lin", "POST", f"{path}/closed", shut)
    assert done.json()["closed"] == [shut]


def test_the_catalogue_is_kept_above_and_read_below(town: Any, call: Any):  # noqa: F811
    item = listed(town)
    offers(town, opened(town), item)
    (row,) = call("lin", "GET", "/services").json()
    assert (row["title"], row["category"], row["centres"]) == ("求职登记", "就业", 1)
    assert row["never_ask"] == ["无业证明"]
    with acting(town.officer_scope):
        shelf = ServiceCategory.everything.get()
    path = f"/services/categories/{shelf.public_id}/items"
    assert call("lin", "POST", path, ITEM).status_code == 403
    made = call("officer", "POST", path, ITEM)
    assert made.status_code == 201, made.content
    titles = [one["title"] for one in call("lin", "GET", "/services").json()]
    assert sorted(titles) == sorted(["求职登记", "老年证"])


def test_other_words_hold_from_their_day_and_the_former_until_then(town: Any, call: Any):  # noqa: F811
    item = listed(town)
    path = f"/services/{item.public_id}"
    said = ITEM | {"title": "求职登记（新）", "ring": "employment", "from_on": "2026-06-01"}
    assert call("officer", "PUT", path, said).status_code == 200
    assert call("lin", "GET", path).json()["title"] == "求职登记（新）"
    (before,) = call("lin", "GET", "/services?on=2026-05-31").json()
    assert before["title"] == "求职登记"
