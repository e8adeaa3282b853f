"""A browser signs in as somebody of the town: what does it show, and what does the ledger say?"""

import re
from typing import Any

from django.test import Client

from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.access.tests.town import PASSWORD
from jingwei.kernel.ledger.models import Entry

NEW = "四个汉字词语 足够长的密码"


def sign_in(
    login: str = "lin", password: str = PASSWORD, *, browser: Any = None, **more: Any
) -> Any:
    browser = browser or Client(REMOTE_ADDR="10.0.0.1")
    answer = browser.post("/sign-in/", {"login": login, "password": password, **more})
    return browser, answer


def is_in(browser: Client, path: str = "/account/") -> bool:
    return browser.get(path).status_code == 200


def words(answer: Any) -> str:
    return re.sub(r"<[^>]+>", "", answer.content.decode())


def verbs() -> list[str]:
    with system_scope("测试"):
        return list(Entry.everything.order_by("id").values_list("verb", flat=True))
