"""Does a program bring a roster in as a clerk does, and nothing of the neighbour's with it?"""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import as_owner
from jingwei.kernel.people.models import Membership, Person
from jingwei.ops.imports.tests.test_member_path import FRESH, number, roster

IMPORTS = "/api/v1/imports"


@pytest.fixture
def lin(client: Client, town: Any) -> Client:
    client.force_login(town.lin)
    return client


def upload(client: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("花名册.csv", content)
    return client.post(IMPORTS, {"kind": "members", "file": file})


def post(client: Client, address: str, said: Any = None, **headers: str) -> Any:
    return client.post(
        f"{IMPORTS}/{address}", said or {}, content_type="application/json", headers=headers
    )


def test_a_roster_is_uploaded_mended_written_and_taken_back(lin: Client) -> None:
    wrong = FRESH.format(number=number(11)).replace("2011.07", "2011.13")
    batch = upload(lin, roster(wrong, FRESH.format(number=number(13))))
    assert batch.status_code == 201, batch.content
    base = batch.json()["id"]
    assert (batch.json()["new"], batch.json()["rejected"]) == (1, 1)
    (problem,) = lin.get(f"{IMPORTS}/{base}/problems?errors_only=true").json()["rows"]
    assert (problem["row"], problem["column"]) == (2, "joined_on")
    assert number(11) not in lin.get(f"{IMPORTS}/{base}/problems").content.decode()
    mended = post(lin, f"{base}/rows/2/repair", {"column": "joined_on", "text": "2011-12"})
    assert (mended.json()["new"], mended.json()["rejected"]) == (2, 0)
    assert len(lin.get(f"{IMPORTS}/{base}/changes").json()["rows"]) == 2
    written = post(lin, f"{base}/confirm", **{"Idempotency-Key": "w"})
    assert written.json()["state"] == "written", written.content
    again = post(lin, f"{base}/confirm", **{"Idempotency-Key": "w"})
    assert again["Idempotency-Replayed"] == "true"
    with as_owner():
        assert Person.everything.filter(name="东新").count() == 2
    assert post(lin, f"{base}/undo").json()["state"] == "undone"
    with as_owner():
        assert not Person.everything.filter(name="东新").exists()


@pytest.mark.parametrize("by_page", [True, False])
def test_a_row_cannot_be_said_to_be_somebody_of_the_neighbour(
    lin: Client, town: Any, by_page: bool
) -> None:
    """A row without an ID number becomes the file that the clerk names: only one in sight."""
    person = town.people["西甲"]
    base = upload(lin, roster(FRESH.format(number=""))).json()["id"]
    if by_page:
        way = {"way": "same", "person": str(person.pk)}
        reply = lin.post(f"/imports/{base}/rows/2/settle/", way)
    else:
        way = {"way": "same", "member": str(person.public_id)}
        reply = post(lin, f"{base}/rows/2/settle", way)
    assert reply.status_code in {404, 422}
    post(lin, f"{base}/confirm")
    with as_owner():
        (home,) = Membership.everything.filter(person=person)
    assert home.org_id == town.west_one.pk


def test_the_neighbour_knows_nothing_of_a_batch(lin: Client, town: Any) -> None:
    base = upload(lin, roster(FRESH.format(number=number(11)))).json()["id"]
    gu = Client()
    gu.force_login(town.gu)
    assert gu.get(f"{IMPORTS}/{base}").status_code == 404
    assert gu.get(IMPORTS).json()["rows"] == []
    assert post(gu, f"{base}/confirm").status_code == 404
