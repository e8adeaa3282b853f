"""What is the demo city that is loaded here, for people and for programs? Asked of the database."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.access.models import Grant
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Home
from jingwei.kernel.people.models import Membership
from jingwei.ops.demo import signins
from jingwei.ops.demo.city import ROOT_CODE
from jingwei.ops.demo.sizes import FULL, SMALL
from jingwei.ops.words import Stopped, _


@dataclass(frozen=True)
class Shown:
    """The city's root, how large it is, the posts of each sign-in, and where its pages answer."""

    code: str
    name: str
    organisations: int
    members: int
    posts: dict[str, list[dict[str, str]]]
    address: str | None

    @property
    def size(self) -> str:
        """Work may have changed some organisations, but does not make one size the other."""
        return SMALL.key if self.organisations < 2 * SMALL.organisations else FULL.key

    def as_json(self) -> dict[str, Any]:
        return {
            "city": {"code": self.code, "name": self.name, "size": self.size},
            "organisations": self.organisations, "members": self.members,
            "address": self.address, "password": signins.password(),
            "sign_ins": [
                {"login": one.login, "password": signins.password(), "name": one.name,
                 "for": _(one.who), "posts": self.posts.get(one.login, [])}
                for one in signins.SIGN_INS
            ],
        }  # fmt: skip

    def lines(self) -> Iterator[str]:
        """For a terminal."""
        yield _("{name}：{organisations} 个组织，{members} 名党员").format(
            name=self.name, organisations=f"{self.organisations:,}", members=f"{self.members:,}"
        )
        if self.address:
            yield _("网址：{address}").format(address=self.address)
        yield from signins.lines()


def shown(*, address: str | None) -> Shown:
    """The demo city of this database, asked as its owner. Raises: Stopped where there is none."""
    orgs = Organisation.everything.filter(is_demo=True, held__endswith=None)
    root = orgs.filter(code=ROOT_CODE).first()
    if root is None:
        raise Stopped(_("没有装示范城市：./jw demo --load small 装一座。"), "demo.missing")
    members = Membership.everything.filter(
        org__in=orgs.values("pk"), kind=Home.HOME, held__endswith=None
    )
    return Shown(root.code, root.name, orgs.count(), members.count(), _posts(), address)


def _posts() -> dict[str, list[dict[str, str]]]:
    found = defaultdict(list)
    rows = Grant.everything.filter(account__is_demo=True, deputises=None).order_by("pk")
    for login, role, code, name in rows.values_list(
        "account__login", "role", "org__code", "org__name"
    ):
        title = _(str(ROLES[role].title))
        found[login].append({"role": role, "title": title, "org": code, "org_name": name})
    return dict(found)
