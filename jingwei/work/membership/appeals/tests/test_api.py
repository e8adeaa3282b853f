"""Is the same said and done by the API?"""

import json
from typing import Any

from jingwei.work.membership.appeals.models import Appeal
from jingwei.work.membership.appeals.tests.conftest import WORDS, state

ME = "/api/v1/me"


def send(client: Any, path: str, body: Any, key: str = "") -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(path, json.dumps(body), content_type="application/json", headers=headers)


def test_a_member_appeals_once_by_the_same_key_and_takes_it_back(
    decided: Any, browser: Any
) -> None:
    member = browser("member")
    (decision,) = member.get(f"{ME}/decisions").json()
    assert (decision["number"], decision["is_appealed"]) == (2, False)
    body = {"case": decision["case"], "number": 2, "said": WORDS}
    made = send(member, f"{ME}/appeals", body, key="one")
    assert made.status_code == 201
    assert send(member, f"{ME}/appeals", body, key="one").json() == made.json()
    assert send(member, f"{ME}/appeals", body, key="two").status_code == 422
    (own,) = member.get(f"{ME}/appeals").json()
    assert (own["answers"], own["due_on"]) == ("东镇党委", "2026-12-23")
    assert member.get(f"{ME}/decisions").json()[0]["is_appealed"]
    steps = f"{ME}/appeals/{own['id']}/steps"
    assert send(member, steps, {"verb": "add", "said": ""}).status_code == 422
    assert send(member, steps, {"verb": "add", "said": "还有证明"}).status_code == 200
    assert send(member, steps, {"verb": "withdraw"}).json()["state"] == "withdrawn"


def test_nobody_appeals_for_somebody_else(decided: Any, asked: Appeal, browser: Any) -> None:
    body = {"case": str(decided.relief.public_id), "number": 2, "said": WORDS}
    assert send(browser("branch"), f"{ME}/appeals", body).status_code == 404
    steps = f"{ME}/appeals/{asked.public_id}/steps"
    assert send(browser("lin"), steps, {"verb": "withdraw"}).status_code == 404


def test_the_office_lists_reads_and_answers(decided: Any, asked: Appeal, browser: Any) -> None:
    lin = browser("lin")
    (row,) = lin.get("/api/v1/appeals").json()["rows"]
    assert (row["name"], row["decided_by"]) == ("东甲", "东镇第一党支部")
    one = f"/api/v1/appeals/{asked.public_id}"
    found = lin.get(one)
    assert lin.get(one, headers={"If-None-Match": found["ETag"]}).status_code == 304
    assert browser("gu").get(one).status_code == 404
    assert browser("branch").get(one).status_code in (403, 404)
    take = f"/api/v1/flows/membership.appeal/{asked.public_id}/steps/take"
    assert send(lin, take, {}).status_code == 200
    assert state(asked) == "taken"
