"""Does the frame show who acts, where, and what that post may open, without asking for it?"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import NOBODY
from jingwei.kernel.register import MenuItem, register
from jingwei.shell import menu
from jingwei.shell.context import Post
from jingwei.shell.gate import open_url
from jingwei.shell.templatetags.jw import drawn

pytestmark = pytest.mark.urls("jingwei.shell.tests.urls")


def signed_in(account: Any) -> Client:
    browser = Client()
    browser.force_login(account)
    return browser


def test_lin_sees_her_name_her_post_and_her_organisation(town: Any) -> None:
    text = signed_in(town.lin).get("/frame/").content.decode()
    assert "Lin" in text
    assert "东镇党委" in text
    assert "镇街党务干部" in text


def test_a_printed_page_says_whose_it_is_and_of_when(town: Any) -> None:
    text = signed_in(town.lin).get("/frame/").content.decode()
    (said,) = re.findall(r'<p class="print-by">(.*?)</p>', text)
    assert re.fullmatch(r"东镇党委 镇街党务干部 Lin 截至 \d{4}-\d\d-\d\d \d\d:\d\d", said)


def test_the_frame_asks_the_database_nothing(town: Any) -> None:
    browser = signed_in(town.lin)
    browser.get("/frame/")

    def asked(**headers: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get("/frame/", headers=headers)
        return len(queries)

    assert asked() == asked(**{"HX-Request": "true"})


def test_the_menu_shows_what_exists_and_what_the_post_may_open(town: Any, monkeypatch: Any) -> None:
    items = [
        MenuItem("orgs", _("组织"), "/orgs/", "org", 2, Duty.ORGS_SEE, "orgs"),
        MenuItem("today", _("今日待办"), "/", "today", 1, group="today"),
        MenuItem("data", _("数据"), "/imports/", "data", 3, Duty.ROSTERS_IMPORT, "data"),
        MenuItem("grid", _("网格"), "grids:nowhere", "grid", 4, group="services"),
    ]
    monkeypatch.setattr(menu, "register", lambda: type("R", (), {"menu": items}))
    assert [e.key for e in menu.entries(town.lin_scope, "/orgs/E/")] == ["today", "orgs", "data"]
    assert [e.key for e in menu.entries(town.auditor_scope, "/")] == ["today", "orgs"]
    assert not menu.entries(NOBODY, "/")
    current = {e.key for e in menu.entries(town.lin_scope, "/orgs/E/") if e.current}
    assert current == {"orgs"}
    assert [e.key for e in menu.entries(town.lin_scope, "/") if e.current] == ["today"]


def test_pages_of_one_kind_stand_under_a_heading_that_leads_to_the_first(
    town: Any, monkeypatch: Any
) -> None:
    items = [
        MenuItem("dues", _("党费"), "/dues/", "list", 34, Duty.MEMBERS_CHANGE, "members"),
        MenuItem("members", _("党员"), "/members/", "member", 30, Duty.ORGS_SEE, "members"),
        MenuItem("today", _("今日待办"), "/", "today", 10, group="today"),
    ]
    monkeypatch.setattr(menu, "register", lambda: type("R", (), {"menu": items}))
    today, heading = menu.entries(town.lin_scope, "/dues/2026/")
    assert (heading.key, heading.url, heading.is_open) == ("members", "/members/", True)
    assert [(page.key, page.current) for page in heading.pages] == [
        ("members", False), ("dues", True),
    ]  # fmt: skip
    assert not today.is_open
    # Who may open only one of them is given the page itself.
    assert [(one.key, one.pages) for one in menu.entries(town.auditor_scope, "/")] == [
        ("today", ()), ("members", ()),
    ]  # fmt: skip


def test_what_is_made_for_a_phone_is_in_reach_of_the_thumb() -> None:
    day = menu.Entry("phone", "网格今日", "/c/", "phone", on_phone=True)
    today, orgs, more = (menu.Entry(key, key, f"/{key}/", key) for key in ("today", "orgs", "more"))
    services = menu.Entry("services", "服务", "/c/", "globe", pages=(day, more))
    assert menu.Menu((today, orgs, more, services)).thumb == (today, day, orgs)
    assert menu.Menu((today, day, orgs)).thumb == (today, day, orgs)
    assert menu.Menu((today, orgs, more)).thumb == (today, orgs, more)


def test_every_page_of_the_menu_stands_under_a_heading_that_exists() -> None:
    assert {item.group for item in register().menu} <= menu.GROUPS.keys()


def test_the_frame_links_to_nothing_the_post_may_not_open(town: Any) -> None:
    assert {"orgs", "overview", "search"} <= menu.places(town.lin_scope).keys()
    assert "overview" not in menu.places(town.sysadmin_scope)
    assert not {"orgs", "overview", "search"} & menu.places(town.member_scope).keys()
    assert {"help", "me", "signout"} <= menu.places(town.member_scope).keys()


def test_a_shut_public_door_is_linked_nowhere(town: Any, settings: Any) -> None:
    assert "suggest" in menu.places(town.lin_scope)
    settings.JINGWEI_PUBLIC_ALIAS = "nowhere"
    assert "suggest" not in menu.places(town.lin_scope)


def test_nobody_signed_in_sees_no_menu_and_no_name(db: None) -> None:
    text = Client().get("/frame/").content.decode()
    assert "nav__item" not in text
    assert 'class="who"' not in text


def test_the_size_and_the_dark_are_kept_without_a_script(town: Any) -> None:
    browser = signed_in(town.lin)
    reply = browser.post("/display/", {"size": "xlarge", "next": "/frame/"})
    assert reply["Location"] == "/frame/"
    browser.post("/display/", {"theme": "dark", "next": "/frame/"})
    text = browser.get("/frame/").content.decode()
    assert 'data-theme="dark" data-size="xlarge"' in text


def test_an_unknown_size_changes_nothing(db: None) -> None:
    reply = Client().post("/display/", {"size": '"><b>', "theme": "pink"})
    assert not reply.cookies


@pytest.mark.parametrize("onward", ["//evil.example/", "https://evil.example/", "javascript:x"])
def test_switching_leads_nowhere_else(db: None, onward: str) -> None:
    reply = Client().post("/language/", {"language": "en", "next": onward})
    assert reply["Location"] == "/"


def test_switching_needs_a_post(db: None) -> None:
    assert Client().get("/language/?language=en").status_code == 405
    assert Client().get("/display/?theme=dark").status_code == 405


def test_the_language_is_kept(db: None) -> None:
    browser = Client()
    browser.post("/language/", {"language": "en", "next": "/frame/"})
    assert '<html lang="en"' in browser.get("/frame/").content.decode()
    browser.post("/language/", {"language": "zh-hans"})
    assert '<html lang="zh-Hans"' in browser.get("/frame/").content.decode()


def test_an_operator_can_ask_whether_it_runs(db: None) -> None:
    reply = Client().get("/healthz")
    assert (reply.status_code, reply.content) == (200, b"ok\n")


def test_a_piece_that_is_kept_knows_nobody() -> None:
    """One account's words must never be kept for another: such a template sees no request."""
    folder = Path(menu.__file__).parent / "templates"
    told = "".join(file.read_text() for file in folder.rglob("*.html"))
    pieces = set(re.findall(r'{% drawn "([^"]+)"', told))
    assert {"shell/_nav.html", "shell/_waiting.html"} <= pieces
    for piece in pieces:
        text = re.sub(r"{#.*?#}", "", (folder / piece).read_text())
        assert not re.search(r"frame|request|csrf|user|{% include", text), piece


def test_a_kept_piece_follows_the_menu_and_the_language(town: Any) -> None:
    clerk, auditor = (menu.entries(one, "/") for one in (town.lin_scope, town.auditor_scope))
    piece = "shell/_nav.html"
    assert drawn(piece, menu=clerk) == drawn(piece, menu=clerk)
    assert drawn(piece, menu=clerk) != drawn(piece, menu=auditor)
    assert drawn(piece, menu=clerk) != drawn(piece, menu=menu.entries(town.lin_scope, "/me/"))
    with translation.override("en"):
        assert "Main navigation" in drawn(piece, menu=clerk)
    assert "主导航" in drawn(piece, menu=clerk)


def test_a_framed_piece_gives_everybody_their_own(town: Any) -> None:
    """Names, posts, token and address of one are never those of another, in any order."""
    browsers = {who: signed_in(getattr(town, who)) for who in ("lin", "gu")}
    for _round in range(2):
        for who, other, place in (("lin", "Gu", "东镇党委"), ("gu", "Lin", "西镇党委")):
            for address in ("/frame/", "/frame/?q=%22%3Cb%3E&a=1"):
                text = browsers[who].get(address).content.decode()
                assert f'class="who">{who.title()}<small>{place}' in text
                assert other not in text
                tokens = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', text))
                assert tokens == set(re.findall(r'name="csrf-token" content="(\w+)"', text))
                assert len(tokens) == 1
                assert set(re.findall(r'name="next" value="([^"]*)"', text)) == {escape(address)}
                assert "\ue000" not in text


def test_a_framed_piece_asks_nothing_but_the_facts_of_the_frame() -> None:
    folder = Path(menu.__file__).parent / "templates" / "shell"
    for piece in set(re.findall(r'{% framed "shell/([^"]+)"', (folder / "base.html").read_text())):
        assert not re.search(r"{[{%][^}]*\b(request|user|perms)\b", (folder / piece).read_text())


def test_other_posts_are_buttons_of_one_form(town: Any) -> None:
    posts = (Post(str(n), f"支部{n}", "书记") for n in range(3))
    frame = {"others": tuple(posts), "places": {"act_as": "/account/act-as/", "posts": "/posts/"}}
    text = get_template("shell/_posts.html").render({"frame": frame, "csrf_token": "x"})
    assert text.count("<form") == text.count("csrfmiddlewaretoken") == 1
    assert re.findall(r'name="post" value="(\d)"', text) == ["0", "1", "2"]


def test_a_link_that_would_be_refused_is_no_link(town: Any) -> None:
    assert open_url(town.lin_scope, "/overview/?at=1") == "/overview/?at=1"
    assert open_url(town.sysadmin_scope, "/overview/") == ""
    assert open_url(town.sysadmin_scope, "/account/") == "/account/"
    assert open_url(town.lin_scope, "/nowhere/") == ""
