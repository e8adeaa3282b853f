"""Does the auditor see what was deleted and what is kept, and nobody else?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from conftest import AT, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.privacy import keeping
from jingwei.kernel.privacy.holding import place_hold
from jingwei.kernel.privacy.reveal import reveal


def browser(town: Any, who: str) -> Client:
    client = Client()
    client.force_login(town.accounts[who])
    return client


def test_the_register_says_what_went_and_what_is_kept(town: Any) -> None:
    with acting(town.lin_scope) as by:
        reveal(
            person=town.people["东甲"], fields=["phone"], reason="contact", words="", by=by, at=AT
        )
        place_hold(person=town.people["东乙"], reason="有案件", by=by, at=AT)
    empty = browser(town, "auditor").get("/ledger/deletions/").content.decode()
    assert "还没有删除过" in empty
    assert "3年" in empty
    with as_role("jw_worker"):
        keeping.run_retention(at=AT + timedelta(days=1200))
    page = browser(town, "auditor").get("/ledger/deletions/").content.decode()
    assert "查看完整号码的记录" in page
    assert "1 份档案到期也不删除" in page
    assert "东乙" not in page


@pytest.mark.parametrize(("who", "status"), [("lin", 403), ("gu", 403), ("new", 404)])
def test_nobody_else_reads_it(town: Any, who: str, status: int) -> None:
    assert browser(town, who).get("/ledger/deletions/").status_code == status
