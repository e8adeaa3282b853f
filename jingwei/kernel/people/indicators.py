"""Who are the members, and who leads them? Compositions, without names and without ranks."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records, Words
from jingwei.kernel.people.flow_indicators import FLOWS

MEMBERS_GROUP = Group("members", _("党员构成"), 20)
TEAMS = Group("teams", _("班子和书记"), 40)
ROSTER = "党员名册（组织关系）"
OFFICES = "班子任职记录"

# Age, education and the like are read from the file as it stands now; only the membership itself
# and the day since which a member is out of contact have a history.
MEMBERS = Records(
    code="people.members",
    title=_("党员"),
    unit=in_context("人", "名"),
    model="people.Membership",
    duty=Duty.MEMBERS_SEE,
    belongs=_("党员组织关系所在的组织"),
    reads=frozenset({"membership", "person"}),
    lasting=True,
    rows="""
        SELECT m.id, m.org_id, m.held, m.category, m.state, p.sex, p.birth_on,
            left(p.education, 1) AS level, p.id_index IS NULL AS no_id_number,
            p.floating_to <> '' AS floating, p.lost_since
        FROM membership m JOIN person p ON p.id = m.person_id WHERE m.kind = 'home'
    """,
)
POSTS = Records(
    code="people.posts",
    title=_("班子职务"),
    unit=in_context("职务", "个"),
    model="people.Post",
    duty=Duty.ORGS_SEE,
    belongs=_("设这个职务的组织"),
    reads=frozenset({"post", "position", "person"}),
    base="""
        SELECT h.id, h.post_id, h.held, p.birth_on, nullif(left(p.education, 1), '') AS level
        FROM position h LEFT JOIN person p ON p.id = h.person_id
    """,
    rows="""
        SELECT o.id, o.org_id, o.title, h.id IS NOT NULL AS filled,
            o.title = 'secretary' AND h.id IS NOT NULL AS is_secretary, h.birth_on, h.level
        FROM post o LEFT JOIN {base} h ON h.post_id = o.id AND HOLDS(h.held)
        WHERE HOLDS(o.held) AND {only o}
    """,
)
AGES = (
    ("to_35", _("35岁及以下的党员"), _("35岁及以下的书记"), "birth_on > {years_ago 36}"),
    ("36_to_45", _("36至45岁的党员"), _("36至45岁的书记"),
     "birth_on <= {years_ago 36} AND birth_on > {years_ago 46}"),
    ("46_to_60", _("46至60岁的党员"), _("46至60岁的书记"),
     "birth_on <= {years_ago 46} AND birth_on > {years_ago 61}"),
    ("61_on", _("61岁及以上的党员"), _("61岁及以上的书记"), "birth_on <= {years_ago 61}"),
)  # fmt: skip
LEVELS = (
    ("postgraduate", _("研究生学历的党员"), _("研究生学历的书记"), "level = '1'"),
    ("bachelor", _("大学本科学历的党员"), _("大学本科学历的书记"), "level = '2'"),
    ("college", _("大学专科学历的党员"), _("大学专科学历的书记"), "level = '3'"),
    ("secondary", _("中专、高中、技校学历的党员"), _("中专、高中、技校学历的书记"),
     "level IN ('4', '6')"),
    ("basic", _("初中及以下学历的党员"), _("初中及以下学历的书记"), "level IN ('7', '8', '9')"),
)  # fmt: skip


def _member(code: str, title: Words, n: str, **more: Any) -> Indicator:
    return Indicator(
        code=f"people.members_{code}", title=title, unit=in_context("人", "名"), source=ROSTER,
        records=MEMBERS, group=MEMBERS_GROUP, n=n, **{"kind": Kind.RATIO, "d": "true", **more},
    )  # fmt: skip


def _secretary(code: str, title: Words, n: str, known: str) -> Indicator:
    return Indicator(
        code=f"people.secretaries_{code}", title=title, unit=in_context("人", "名"),
        source=OFFICES, records=POSTS, group=TEAMS, kind=Kind.RATIO, n=n,
        d=f"is_secretary AND {known}", missing=f"is_secretary AND NOT ({known})",
        d_title=_("有资料的书记"),
    )  # fmt: skip


BORN, TAUGHT = "birth_on IS NOT NULL", "coalesce(level, '') <> ''"

INDICATORS = (
    Indicator(
        code="people.members", title=_("党员总数"), unit=in_context("人", "名"), source=ROSTER,
        records=MEMBERS, group=MEMBERS_GROUP, note=_("按组织关系算，含停止党籍的。"),
    ),
    _member("full", _("正式党员"), "category = 'full'"),
    _member("probationary", _("预备党员"), "category = 'probationary'"),
    _member("full_normal", _("党籍正常的正式党员"), "category = 'full' AND state = 'normal'"),
    _member("suspended", _("停止党籍"), "state = 'suspended'"),
    _member("female", _("女党员"), "sex = '2'", d="sex IN ('1', '2')",
            missing="sex NOT IN ('1', '2')", d_title=_("登记了性别的党员")),
    _member("male", _("男党员"), "sex = '1'", d="sex IN ('1', '2')",
            missing="sex NOT IN ('1', '2')", d_title=_("登记了性别的党员")),
    *(
        _member(key, title, n, d=BORN, missing=f"NOT ({BORN})", d_title=_("登记了出生日期的党员"))
        for key, title, _title, n in AGES
    ),
    *(
        _member(key, title, n, d=TAUGHT, missing=f"NOT ({TAUGHT})", d_title=_("登记了学历的党员"))
        for key, title, _title, n in LEVELS
    ),
    _member("without_id_number", _("没有身份证号的党员"), "no_id_number"),
    _member("floating", _("流动党员"), "floating"),
    _member("lost_contact", _("失联党员"), "lost_since <= {on}"),
    Indicator(
        code="people.posts_vacant", title=_("空缺的班子职务"), unit=in_context("职务", "个"),
        source=OFFICES, records=POSTS, group=TEAMS, kind=Kind.RATIO, n="NOT filled", d="true",
        d_title=_("应有人担任的职务"), higher_is_better=False,
    ),
    Indicator(
        code="people.secretary_posts_vacant", title=_("空缺的书记职务"),
        unit=in_context("职务", "个"), source=OFFICES, records=POSTS, group=TEAMS,
        kind=Kind.RATIO, n="NOT filled", d="title = 'secretary'", d_title=_("书记职务"),
        higher_is_better=False,
    ),
    Indicator(
        code="people.secretaries", title=_("在任书记"), unit=in_context("人", "名"),
        source=OFFICES, records=POSTS, group=TEAMS, n="is_secretary",
        note=_("兼任几个组织书记的，每个职务算一次。"),
    ),
    *(_secretary(key, title, n, BORN) for key, _title, title, n in AGES),
    *(_secretary(key, title, n, TAUGHT) for key, _title, title, n in LEVELS),
    *FLOWS,
)  # fmt: skip
