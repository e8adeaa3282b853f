"""What does the page frame need to know? One context processor; it asks the database nothing."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils.translation import gettext

from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.access.scope import NOBODY, Scope
from jingwei.shell import menu

SIZES = ("", "large", "xlarge")
THEMES = ("light", "dark")
SAID = "said"  # session key: sentences to be shown on the next page


@dataclass(frozen=True)
class Post:
    """An acting post in words: for whom, as what."""

    public_id: str
    org_name: str
    title: str
    org_code: str = ""


@dataclass
class Frame:
    """All that ``shell/base.html`` draws round a page. Nothing is asked before it is drawn."""

    request: HttpRequest
    scope: Scope = NOBODY
    notices: int = 0
    systems: tuple[Any, ...] = ()
    system: Any = None

    @property
    def who(self) -> str:
        return self.scope.account_name

    @property
    def who_id(self) -> str:
        return str(self.scope.account_id or "")

    @property
    def path(self) -> str:
        """Where to come back to after switching language or size."""
        return self.request.get_full_path() if self.request.method == "GET" else "/"

    @property
    def searched(self) -> str:
        return self.request.GET.get("q", "") if self.here == "search" else ""

    @property
    def may_be_oneself(self) -> bool:
        """Has the account a member's file of its own, and is another post on now?"""
        person = getattr(getattr(self.request, "user", None), "person_id", None)
        return person is not None and not self.scope.is_oneself

    @property
    def printed_by(self) -> str:
        """What stands on top of a printed page: whose it is."""
        post = self.post
        return f"{post.org_name} {post.title} {self.who}" if post else self.who

    @property
    def post_ended(self) -> bool:
        """Has the post of this session ended while others are still held?"""
        scope = self.scope
        return bool(self._grants) and scope.is_empty and not scope.is_oneself

    @cached_property
    def here(self) -> str:
        """The folder of this page: ``orgs``, ``members``, ``search`` ..."""
        match = self.request.resolver_match
        return match.app_names[0] if match and match.app_names else ""

    @property
    def theme(self) -> str:
        said = self.request.COOKIES.get("jw_theme", "")
        return said if said in THEMES else "light"

    @property
    def size(self) -> str:
        said = self.request.COOKIES.get("jw_size", "")
        return said if said in SIZES else ""

    @cached_property
    def places(self) -> dict[str, str]:
        return menu.places(self.scope)

    @cached_property
    def menu(self) -> menu.Menu:
        return menu.entries(self.scope, self.request.path)

    @cached_property
    def said(self) -> list[str]:
        """Sentences of the step before: shown once."""
        session = getattr(self.request, "session", None)
        if session is None or connection.needs_rollback or not session.get(SAID):
            return []
        return list(session.pop(SAID))

    @cached_property
    def post(self) -> Post | None:
        return next((post for key, post in self._posts if key == self.scope.grant_id), None)

    @cached_property
    def others(self) -> list[Post]:
        return [post for key, post in self._posts if key != self.scope.grant_id]

    @property
    def demo(self) -> bool:
        """Is what is shown the demo city? Asked of the acting post's own organisation."""
        return any(grant.org_is_demo for grant in self._grants if grant.pk == self.scope.grant_id)

    @cached_property
    def facts(self) -> tuple[tuple[str, Any], ...]:
        """All that the pieces of the frame hang on, but for the marks of ``framed``."""
        return (
            ("who", self.who), ("post", self.post), ("others", tuple(self.others)),
            ("may_be_oneself", self.may_be_oneself), ("demo", self.demo),
            ("notices", self.notices), ("systems", self.systems), ("system", self.system),
            ("theme", self.theme), ("size", self.size), ("here", self.here),
            ("places", tuple(self.places.items())), ("menu", self.menu),
        )  # fmt: skip

    @cached_property
    def _posts(self) -> list[tuple[int, Post]]:
        return [(grant.pk, _post(grant)) for grant in self._grants]

    @property
    def _grants(self) -> list[Any]:
        # Whoever resolved the session has already asked for them, words and all.
        return getattr(self.request, "posts", [])


def _post(grant: Any) -> Post:
    title = str(ROLES[grant.role].title) if grant.role in ROLES else ""
    if grant.stands_in_for:
        title = gettext("{title}，代{name}").format(title=title, name=grant.stands_in_for)
    return Post(str(grant.public_id), grant.org_name or title, title, grant.org_code)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """``{{ frame }}`` for every template that is rendered with a request."""
    return {"frame": Frame(request, getattr(request, "scope", NOBODY))}
