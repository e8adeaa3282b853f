"""What about members managed from two sides waits for this post? A yes or no to the other side."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.register import Concern
from jingwei.systems.community.links import queries
from jingwei.systems.community.links.kinds import LinkState


def at_home(scope: Scope, day: date) -> list[Concern]:
    """A member's wish, or the other side's wish to end."""
    if not scope.holds(Duty.MEMBERS_CHANGE):
        return []

    def one(row: Any) -> Concern:
        title = _("{name}想在居住地过组织生活") if row.state == LinkState.WISHED else _(
            "答复：结束{name}的双重管理"
        )  # fmt: skip
        return Concern(
            title=title.format(name=row.name),
            source=_("住在{place}，由{host}带着").format(place=row.place, host=row.host_name),
            url=address("links:link", row.public_id), act=_("去答复"),
        )  # fmt: skip

    return _few(queries.waiting_at_home(scope), one, queries.OUT)


def here(scope: Scope, day: date) -> list[Concern]:
    """Members of other branches who live here now."""
    if not scope.holds(Duty.MEMBERS_CHANGE):
        return []

    def one(row: Any) -> Concern:
        title = _("接收新市民党员{name}") if row.state == LinkState.ASKED else _(
            "答复：结束{name}的双重管理"
        )  # fmt: skip
        return Concern(
            title=title.format(name=row.name),
            source=_("组织关系在{home}，住在{place}").format(home=row.home_name, place=row.place),
            url=address("links:link", row.public_id), act=_("去答复"),
        )  # fmt: skip

    return _few(queries.waiting_here(scope), one, queries.IN)


def _few(rows: Any, one: Callable[[Any], Concern], what: str) -> list[Concern]:
    found = list(rows[:LOOK])

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}名新市民党员等答复").format(n=count), source=_("新市民党员双重管理"),
            url=address("links:home", what=what), act=_("看名单"),
        )  # fmt: skip

    return listed(found, rows.count() if len(found) == LOOK else len(found), one=one, rest=rest)
