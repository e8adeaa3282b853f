"""What stands in the navigation for this acting post? Only what exists and what it may open."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

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
    "signin": "signin:home",
    "signout": "signin:out",
    "act_as": "signin:act_as",
    "password": "signin:password",
    "mine": "signin:mine",
    "posts": "signin:choose",
}
# Those of them that only some posts may open.
DUTIES = {"orgs": Duty.ORGS_SEE, "overview": Duty.FIGURES_SEE}


@dataclass(frozen=True)
class Entry:
    """One line of the navigation, ready to be drawn."""

    key: str
    label: str | Promise
    url: str
    icon: str
    current: bool = False
    count: int | None = None


def address(name: str) -> str:
    """The address of a page by its url name; empty where there is no such page."""
    if name.startswith("/"):
        return name
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def places(scope: Scope) -> dict[str, str]:
    """The frame's own links for one acting post: pages that exist and that it may open."""
    return {
        key: url for key, name in PLACES.items() if _is_open(key, scope) and (url := address(name))
    }


def _is_open(key: str, scope: Scope) -> bool:
    if key == "search":
        return not scope.is_empty
    duty = DUTIES.get(key)
    return duty is None or scope.holds(duty)


def entries(scope: Scope, path: str) -> list[Entry]:
    """The menu of one acting post; the entry leading furthest into ``path`` is current."""
    open_to = {
        item.key: (item, url)
        for item in sorted(register().menu, key=lambda item: item.order)
        if may_open(item, scope) and (url := address(item.url))
    }
    shown = list(open_to.values())
    here = max(
        (url for _, url in shown if url != "/" and path.startswith(url)), key=len, default=""
    ) or next((url for _, url in shown if url == path), "")
    return [
        Entry(item.key, item.title, url, item.icon, current=bool(here) and url == here)
        for item, url in shown
    ]


def may_open(item: MenuItem, scope: Scope) -> bool:
    if scope.account_id is None:
        return False
    return item.duty is None or scope.holds(item.duty)
