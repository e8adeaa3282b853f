"""What becomes of what was typed when the session ends before it is sent?"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.test_script import Answers, address, open_page  # noqa: F401 - fixtures

pytestmark = [pytest.mark.slow, pytest.mark.e2e]
STOOD = """document.querySelector('meta[name=who]').content = '7';
Object.defineProperty(Event.prototype, 'timeStamp', {get: () => 400000});"""


@pytest.fixture(autouse=True)
def _signed_in() -> Iterator[None]:
    yield
    Answers.signed_in = True


def test_an_ordinary_form_that_stood_open_is_kept_until_one_has_signed_in_again(
    open_page: Any,  # noqa: F811
) -> None:
    page = open_page()
    page.evaluate(STOOD)
    Answers.signed_in = False
    page.fill("#typed", "写了半小时")
    page.press("#typed", "Enter")
    page.wait_for_selector("#expired[open]")
    assert Answers.posts == []
    page.click("[data-signed-in]")
    page.wait_for_selector("#expired [data-still]:visible")
    Answers.signed_in = True
    with page.expect_navigation():
        page.click("[data-signed-in]")
    assert [post.split()[0] for post in Answers.posts] == ["/say/find"]


def test_while_the_session_holds_nothing_is_asked_of_the_reader(open_page: Any) -> None:  # noqa: F811
    page = open_page()
    page.evaluate(STOOD)
    page.fill("#typed", "写了半小时")
    with page.expect_navigation():
        page.press("#typed", "Enter")
    assert [post.split()[0] for post in Answers.posts] == ["/say/find"]


def test_what_was_filled_in_for_one_post_is_not_sent_in_another(open_page: Any) -> None:  # noqa: F811
    page = open_page()
    page.evaluate(STOOD + "document.querySelector('meta[name=post]').content = '3';")
    page.press("#typed", "Enter")
    page.wait_for_selector("#expired [data-other]:visible")
    assert Answers.posts == []
