"""What stands in the navigation for this acting post? Only what exists and what it may open."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.register import MenuItem, register

# Where the frame's own links lead. A page that does not exist yet is simply not linked.
PLACES = {
    "today": "today:home",
    "orgs": "orgs:home",
    "overview": "figures:overview",
    "search": "search:home",
    "me": "me:home",
    "help": "help:home",
    "about": "help:about",
    "suggest": "matters:suggest",
    "signin": "signin:home",
    "signout": "signin:out",
    "act_as": "signin:act_as",
    "password": "signin:password",
    "mine": "signin:mine",
    "posts": "signin:choose",
}
# Those of them that only some posts may open.
DUTIES = {"orgs": Duty.ORGS_SEE, "overview": Duty.FIGURES_SEE}
# Those behind the public door, which is shut where jw_public has no sign-in to the database.
PUBLIC = ("suggest",)


# The headings of the main navigation, in order, by what people do (design, section 2.1).
GROUPS = {
    "today": (_("今日待办"), "today"),
    "orgs": (_("组织"), "org"),
    "members": (_("党员"), "member"),
    "systems": (_("八大体系"), "weave"),
    "services": (_("网格与服务"), "globe"),
    "assessment": (_("考核"), "assess"),
    "rules": (_("制度"), "rules"),
    "data": (_("数据"), "data"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the navigation, ready to be drawn; ``pages`` stand under a heading."""

    key: str
    label: str | Promise
    url: str
    icon: str
    current: bool = False
    count: int | None = None
    pages: tuple["Entry", ...] = ()
    on_phone: bool = False

    @property
    def is_open(self) -> bool:
        """Is the page that is shown this one, or one below?"""
        return self.current or any(page.current for page in self.pages)


def address(name: str) -> str:
    """The address of a page by its url name; empty where there is no such page."""
    if name.startswith("/"):
        return name
    return _address(name, *_addresses())


@lru_cache(maxsize=1000)
def _address(name: str, _addresses: str, _prefix: str) -> str:
    """A page asks for some forty of them, always the same."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def places(scope: Scope) -> dict[str, str]:
    """The frame's own links for one acting post: pages that exist and that it may open."""
    found = dict(_places(scope.is_empty, scope.duties, _addresses()))
    if settings.JINGWEI_PUBLIC_ALIAS not in settings.DATABASES:
        for key in PUBLIC:
            found.pop(key, None)
    return found


def _addresses() -> tuple[str, str]:
    return get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()


@lru_cache(maxsize=1000)
def _places(is_empty: bool, duties: frozenset[Duty], _of: tuple[str, str]) -> dict[str, str]:
    scope = Scope(hi="" if is_empty else "~", duties=duties)
    return {
        key: url for key, name in PLACES.items() if _is_open(key, scope) and (url := address(name))
    }


def _is_open(key: str, scope: Scope) -> bool:
    if key == "search":
        return not scope.is_empty
    duty = DUTIES.get(key)
    return duty is None or scope.holds(duty)


class Menu(tuple[Entry, ...]):
    """The headings as they are drawn. Put together once and kept, so one is like no other: to
    compare two of them word by word would cost more than to draw a page."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def thumb(self) -> tuple[Entry, ...]:
        """The three lines in reach of the thumb: the first, what is made for a phone, the next."""
        made = tuple(page for one in self for page in (one.pages or (one,)) if page.on_phone)
        others = tuple(one for one in self if one not in made)
        return (*others[:1], *made, *others[1:])[:3]


def entries(scope: Scope, path: str) -> Menu:
    """The headings of one acting post, each leading to its first page; one page needs no heading.

    The page leading furthest into ``path`` is the current one.
    """
    declared = tuple([item.key for item in register().menu])
    post = Post(scope.account_id is not None, scope.role, scope.duties)
    urls = [url for _item, url in _shown(declared, post, _addresses())]
    here = max(
        (url for url in urls if url != "/" and path.startswith(url)), key=len, default=""
    ) or next((url for url in urls if url == path), "")
    return _entries(declared, post, _addresses(), here)


class Post(NamedTuple):
    """What of a scope decides which pages it may open."""

    is_signed_in: bool
    role: str
    duties: frozenset[Duty]


@lru_cache(maxsize=1000)
def _shown(
    _declared: tuple[str, ...], post: Post, _of: tuple[str, str]
) -> list[tuple[MenuItem, str]]:
    open_to = {
        item.key: (item, url)
        for item in sorted(register().menu, key=lambda item: item.order)
        if may_open(item, post) and (url := address(item.url))
    }
    return list(open_to.values())


@lru_cache(maxsize=1000)
def _entries(declared: tuple[str, ...], post: Post, of: tuple[str, str], here: str) -> Menu:
    shown = _shown(declared, post, of)
    found: list[Entry] = []
    for key, (label, icon) in GROUPS.items():
        pages = tuple(
            Entry(
                item.key,
                item.title,
                url,
                item.icon,
                current=bool(here) and url == here,
                on_phone=item.on_phone,
            )
            for item, url in shown
            if item.group == key
        )
        if len(pages) == 1:
            found += pages
        elif pages:
            found.append(Entry(key, label, pages[0].url, icon, pages=pages))
    return Menu(found)


def may_open(item: MenuItem, post: Post) -> bool:
    if not post.is_signed_in or (item.roles and post.role not in item.roles):
        return False
    return item.duty is None or item.duty in post.duties
