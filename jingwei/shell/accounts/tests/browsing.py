"""Who looks at accounts, and what did they read or leave in the ledger?"""

import re
from typing import Any

from django.test import Client

from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.ledger.models import Entry

LOOKERS = ("officer", "lin", "branch", "sysadmin", "secadmin", "auditor")


def browser(account: Any) -> Client:
    client = Client()
    client.force_login(account)
    return client


def words(answer: Any) -> str:
    return re.sub(r"<[^>]+>", " ", answer.content.decode())


def page_of(town: Any, who: str) -> str:
    return f"/accounts/{town.accounts[who].public_id}/"


def lines(prefix: str = "access.") -> list[str]:
    with system_scope("测试"):
        rows = Entry.everything.filter(verb__startswith=prefix).order_by("id")
        return list(rows.values_list("verb", flat=True))


def everything(model: Any) -> Any:
    with system_scope("测试"):
        return list(model.everything.all())
