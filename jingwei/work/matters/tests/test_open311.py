"""Does the Open311 door speak as its public specification says, and list nothing private?"""

import json
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree as Tree

import pytest
from django.test import Client

from conftest import as_owner
from jingwei.api.tests.keys import lasting_key
from jingwei.kernel.ranges import held
from jingwei.systems.community.grids.models import Community
from jingwei.work.matters.models import Matter
from jingwei.work.matters.tests import georeport
from jingwei.work.matters.tests.test_public_pages import text

SERVICE = {"service_code", "service_name", "description", "metadata", "type", "keywords", "group"}
ATTRIBUTE = {"variable", "code", "datatype", "required", "datatype_description", "order",
             "description", "values"}  # fmt: skip
REQUEST = {
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description",
    "agency_responsible", "service_notice", "requested_datetime", "updated_datetime",
    "expected_datetime", "address", "address_id", "zipcode", "lat", "long", "media_url",
}  # fmt: skip
DATATYPES = {"string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"}


@pytest.fixture
def key(streets):
    return lasting_key("门户", grant=streets.grants["agent"], scope=streets.agent_scope)


def post(streets, key, form="json", **more):
    said = {
        "api_key": key, "service_code": "grid", "description": "3幢二单元的路灯不亮了",
        "address_id": str(streets.people["east_place"].public_id), "last_name": "郑",
        "first_name": "示三", "phone": "13800000000", "attribute[consent]": "1", **more,
    }  # fmt: skip
    return Client().post(f"/open311/v2/requests.{form}", said)


def fetched(address):
    answer = Client().get(f"/open311/v2/{address}")
    return answer, json.loads(answer.content)


def test_services_have_the_fields_of_the_specification(streets):
    _answer, rows = fetched("services.json")
    assert rows
    for row in rows:
        assert set(row) == SERVICE
        assert row["type"] in {"realtime", "batch", "blackbox"}
        assert isinstance(row["metadata"], bool)
    answer = Client().get("/open311/v2/services.xml")
    assert answer["Content-Type"].startswith("text/xml")
    root = Tree.fromstring(answer.content)  # noqa: S314 - our own answer
    assert (root.tag, {one.tag for one in root}) == ("services", {"service"})
    assert {one.tag for one in root[0]} == SERVICE
    assert root[0].findtext("metadata") in {"true", "false"}


def test_a_definition_has_its_attributes(streets):
    _answer, found = fetched("services/grid.json")
    assert found["service_code"] == "grid"
    (attribute,) = found["attributes"]
    assert set(attribute) == ATTRIBUTE
    assert attribute["datatype"] in DATATYPES
    assert all(set(one) == {"key", "name"} for one in attribute["values"])
    root = Tree.fromstring(Client().get("/open311/v2/services/grid.xml").content)  # noqa: S314
    assert root.tag == "service_definition"
    assert root.find("attributes/attribute/values/value/key") is not None
    answer, errors = fetched("services/nothing.json")
    assert answer.status_code == 404
    assert set(errors[0]) == {"code", "description"}


def test_a_request_is_taken_listed_and_shown(streets, key):
    answer = post(streets, key)
    assert answer.status_code == 200, text(answer)
    (made,) = json.loads(answer.content)
    assert set(made) == {"service_request_id", "service_notice", "account_id"}
    with as_owner():
        row = Matter.everything.get()
        assert (row.kind, row.is_listed, row.org_id) == ("grid", True, streets.east_one.pk)
    _answer, rows = fetched("requests.json?status=open&service_code=grid")
    assert [set(one) for one in rows] == [REQUEST]
    assert rows[0]["service_request_id"] == made["service_request_id"] == str(row.public_id)
    assert (rows[0]["status"], rows[0]["address"]) == ("open", "东苑社区")
    for name in ("requested_datetime", "updated_datetime"):
        assert datetime.fromisoformat(rows[0][name]).tzinfo is not None
    said = json.dumps(rows, ensure_ascii=False)
    assert not any(word in said for word in ("路灯", "郑", "13800000000", "0000"))
    _answer, one = fetched(f"requests/{row.public_id}.json")
    assert one == rows
    root = Tree.fromstring(  # noqa: S314
        Client().get(f"/open311/v2/requests/{row.public_id}.xml").content
    )
    assert (root.tag, root[0].tag, {one.tag for one in root[0]}) == (
        "service_requests", "request", REQUEST,
    )  # fmt: skip
    assert fetched("requests.json?status=closed")[1] == []


@pytest.mark.parametrize(
    "more", [{"attribute[consent]": "0"}, {"attribute[consent]": ""}, {"service_code": "office"}]
)
def test_what_is_private_is_never_listed(streets, key, more):
    (made,) = json.loads(post(streets, key, **more).content)
    assert fetched("requests.json")[1] == []
    number = made["service_request_id"]
    answer, errors = fetched(f"requests/{number}.json")
    assert answer.status_code == 404
    assert set(errors[0]) == {"code", "description"}
    assert fetched(f"requests.json?service_request_id={number}")[1] == []


@pytest.mark.parametrize("bad", ["", "jw_nothing"])
def test_without_a_key_nothing_is_taken(streets, bad):
    answer = post(streets, bad, form="xml")
    assert answer.status_code == 403
    root = Tree.fromstring(answer.content)  # noqa: S314
    assert (root.tag, root[0].tag, root[0].findtext("code")) == ("errors", "error", "403")
    with as_owner():
        assert not Matter.everything.exists()


def test_all_that_is_wrong_is_said_at_once(streets, key):
    answer = post(streets, key, service_code="none", address_id="", address_string="西苑社区")
    assert answer.status_code == 400
    assert len(json.loads(answer.content)) == 2
    assert post(streets, key, description="灯").status_code == 400
    answer, errors = fetched("requests.json?status=lost&start_date=yesterday&service_code=none")
    assert (answer.status_code, len(errors)) == (400, 3)


def test_the_place_may_be_named(streets, key):
    assert post(streets, key, address_id="", address_string="东苑社区").status_code == 200


BOX: Any = {"type": "Polygon", "coordinates": [[[120.0, 32.0], [120.01, 32.0], [120.01, 32.01],
                                          [120.0, 32.01], [120.0, 32.0]]]}  # fmt: skip


@pytest.fixture
def mapped(streets):
    """The community of the east has a border; the middle of it lies at 120.005, 32.005."""
    with as_owner():
        unit = streets.people["east_place"]
        Community.everything.create(
            org=unit.org, org_path=unit.org_path, unit=unit, name=unit.name, formation="old",
            outline=BOX, held=held(date(2020, 1, 1)),
        )  # fmt: skip
    return streets


def test_a_position_finds_the_community_and_only_the_middle_is_told(mapped, key):
    answer = post(mapped, key, address_id="", lat="32.0012", long="120.0034")
    assert answer.status_code == 200, text(answer)
    with as_owner():
        row = Matter.everything.get()
        assert row.place_id == mapped.people["east_place"].pk
        assert row.point == [120.005, 32.005]
    _answer, rows = fetched("requests.json")
    assert (rows[0]["lat"], rows[0]["long"]) == (32.005, 120.005)
    assert "120.0034" not in json.dumps(rows)


@pytest.mark.parametrize(
    ("lat", "long", "status"),
    [("32.0112", "120.005", 200), ("32.5", "120.005", 400), ("91", "120", 400),
     ("32.005", "", 400), ("x", "120", 400), ("nan", "120", 400)],
)  # fmt: skip
def test_a_position_near_by_counts_one_far_off_does_not(mapped, key, lat, long, status):
    answer = post(mapped, key, address_id="", lat=lat, long=long)
    assert answer.status_code == status, text(answer)


def test_an_id_says_more_than_a_position(mapped, key):
    west = str(mapped.people["west_place"].public_id)
    assert post(mapped, key, address_id=west, lat="32.005", long="120.005").status_code == 400
    number = str(mapped.people["east_place"].public_id)
    assert post(mapped, key, address_id=number, lat="33.5", long="121").status_code == 200
    with as_owner():
        assert Matter.everything.get().point is None, "it lies outside: no place is made up"


def test_a_position_of_the_neighbours_is_nowhere(mapped, key):
    with as_owner():
        unit = mapped.people["west_place"]
        box = {**BOX, "coordinates": [[[x + 1, y] for x, y in BOX["coordinates"][0]]]}
        Community.everything.create(
            org=unit.org, org_path=unit.org_path, unit=unit, name=unit.name, formation="old",
            outline=box, held=held(date(2020, 1, 1)),
        )  # fmt: skip
    assert post(mapped, key, address_id="", lat="32.005", long="121.005").status_code == 400


def test_an_attribute_has_one_of_its_values(streets, key):
    assert post(streets, key, **{"attribute[consent]": "yes"}).status_code == 400


def test_several_services_may_be_asked_for_at_once(streets, key):
    post(streets, key)
    assert len(fetched("requests.json?service_code=office,grid")[1]) == 1
    assert fetched("requests.json?service_code=office,service")[1] == []
    assert fetched("requests.json?service_code=grid,none")[0].status_code == 400


def test_every_answer_in_xml_is_valid(mapped, key):
    taken = post(mapped, key, form="xml", address_id="", lat="32.005", long="120.005")
    assert georeport.faults(taken.content, georeport.TAKEN) == []
    post(mapped, key, address_id="", address_string="东苑社区")
    for address, schema in (
        ("services.xml", georeport.SERVICES), ("services/grid.xml", georeport.DEFINITION),
        ("requests.xml", georeport.REQUESTS), ("requests.xml?status=nothing", georeport.ERRORS),
        ("requests/00000000-0000-4000-8000-000000000000.xml", georeport.ERRORS),
    ):  # fmt: skip
        body = Client().get(f"/open311/v2/{address}").content
        assert georeport.faults(body, schema) == [], address
        assert b"<" in body
    assert georeport.faults(post(mapped, "", form="xml").content, georeport.ERRORS) == []


def test_the_table_finds_what_is_not_valid():
    bad = b"<services><service><service_code/><metadata>1</metadata><x/></service></services>"
    found = georeport.faults(bad, georeport.SERVICES)
    assert {one.rpartition("/")[2].partition(":")[0] for one in found} == {
        "service_code", "metadata", "x", "service_name", "description", "type",
    }  # fmt: skip


def test_the_key_never_comes_from_the_address(streets, key):
    answer = Client().post(f"/open311/v2/requests.json?api_key={key}", {"service_code": "grid"})
    assert answer.status_code == 403


def test_another_form_is_not_there(streets):
    assert Client().get("/open311/v2/services.html").status_code == 404
