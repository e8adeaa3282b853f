"""What belongs to the demo city, and in which order is it drawn and written?

A system that comes later adds one module with its records and one line here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from jingwei.ops.demo import (
    accounts,
    appeals,
    appraisal,
    bodies_meet,
    careers,
    checklists,
    commendations,
    courses,
    development,
    dispositions,
    dues,
    elections,
    grids,
    links,
    matters,
    meetings,
    member_history,
    org_history,
    people,
    phones,
    places,
    posts,
    proxies,
    services,
    standing,
    stations,
    transfers,
    tree,
    unions,
    units,
    write_people,
    write_tree,
)
from jingwei.ops.demo.city import City
from jingwei.ops.demo.writing import Writer
from jingwei.ops.words import _


@dataclass(frozen=True)
class Subject:
    """``draw`` adds plain values to the city; ``write`` puts them into tables and counts them."""

    key: str
    title: str
    draw: Callable[[City], None] | None
    write: Callable[[City, Writer], dict[str, int]]


SUBJECTS: Final = (
    Subject("places", _("行政区划"), places.draw, write_tree.write_places),
    Subject("organisations", _("组织"), tree.draw, write_tree.write_organisations),
    Subject("units", _("单位"), units.draw, write_tree.write_units),
    Subject("tree_history", _("组织沿革"), org_history.draw, write_tree.write_tree_history),
    Subject("persons", _("党员"), people.draw, write_people.write_persons),
    Subject("memberships", _("组织关系"), member_history.draw, write_people.write_memberships),
    Subject("posts", _("班子和任期"), posts.draw, write_people.write_posts),
    Subject("search", _("名称检索"), None, write_tree.write_name_parts),
    Subject("accounts", _("登录账号"), None, accounts.write),
    Subject("links", _("新市民党员双重管理"), None, links.write),
    Subject("meetings", _("组织生活"), None, meetings.write),
    Subject("dues", _("党费"), None, dues.write),
    Subject("appraisal", _("民主评议"), None, appraisal.write),
    Subject("commendations", _("党内表彰"), None, commendations.write),
    Subject("development", _("发展党员"), None, development.write),
    Subject("appeals", _("申诉"), None, appeals.write),
    Subject("transfers", _("组织关系转接"), None, transfers.write),
    Subject("standing", _("流动和失联党员"), None, standing.write),
    Subject("elections", _("换届选举"), None, elections.write),
    Subject("checklists", _("本地清单"), None, checklists.write),
    Subject("dispositions", _("组织处置和试点"), None, dispositions.write),
    Subject("matters", _("诉求"), None, matters.write),
    Subject("proxies", _("群众事务代办"), None, proxies.write),
    Subject("courses", _("课程和选课"), None, courses.write),
    Subject("careers", _("职业化管理"), None, careers.write),
    Subject("services", _("便民服务中心"), None, services.write),
    Subject("unions", _("联建"), None, unions.write),
    Subject("stations", _("三级网络和代表工作室"), None, stations.write),
    Subject("grids", _("社区和网格"), None, grids.write),
    Subject("phones", _("网格员记的事"), None, phones.write),
    Subject("bodies_meet", _("社区机构的会议和服务团队"), None, bodies_meet.write),
    Subject("link_lives", _("新市民党员的组织生活"), None, links.write_life),
)
