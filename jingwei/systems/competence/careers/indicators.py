"""Who is looked after as a career, how far does it reach, and how are secretaries composed?"""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records, Words
from jingwei.systems.competence.careers.kinds import Source

CAREERS = Group("careers", _("书记和干部"), 100)
SEED = "文章：素质党建（职业化管理）"
OURS = "本系统规则（有形覆盖和有效覆盖）"
WINDOW = "{on} - INTERVAL '{rule coverage.window.months}' MONTH"
GRASSROOTS = "u.kind IN ('village', 'community')"

# Whether a class was attended and an item of the unit's list closed within the window.
LEARNT = f"""EXISTS (
            SELECT 1 FROM attendance a JOIN lesson l ON l.id = a.lesson_id
            WHERE a.person_id = {{person}} AND l."on" <= {{on}} AND l."on" > {WINDOW}
        )"""
SOLVED = f"""EXISTS (
            SELECT 1 FROM problem b WHERE b.org_id = {{org}} AND b.state = 'confirmed'
            AND b.confirmed_on <= {{on}} AND b.confirmed_on > {WINDOW}
        )"""


def _of(text: str, **parts: str) -> str:
    for name, part in parts.items():
        text = text.replace(f"{{{name}}}", part)
    return text


POSTS = Records(
    code="careers.posts",
    title=_("村（社区）书记职务"),
    unit=in_context("职务", "个"),
    model="people.Post",
    duty=Duty.MEMBERS_SEE,
    belongs=_("职务所在组织"),
    reads=frozenset(
        {"post", "position", "organisation", "unit", "cadre_post", "attendance", "lesson",
         "problem", "person", "edge"}
    ),
    rows=f"""
        SELECT p.id, p.org_id, t.person_id IS NOT NULL AS filled, c.id IS NOT NULL AS entered,
            c.source,
            {_of(LEARNT, person="t.person_id")} AS learnt,
            {_of(SOLVED, org="p.org_id")} AS solved,
            x.education, x.birth_on
        FROM post p
        JOIN organisation o ON o.id = p.org_id
        JOIN unit u ON u.id = o.unit_id AND {GRASSROOTS}
        LEFT JOIN position t ON t.post_id = p.id AND HOLDS(t.held) AND {{only t}}
        LEFT JOIN cadre_post c ON c.position_id = t.id AND HOLDS(c.held) AND {{only c}}
        LEFT JOIN person x ON x.id = t.person_id
        WHERE p.title = 'secretary' AND HOLDS(p.held)
    """,
)  # fmt: skip
RESERVE = Records(
    code="careers.reserve",
    title=_("后备干部"),
    unit=in_context("人", "名"),
    model="careers.Reserve",
    duty=Duty.CAREERS_SEE,
    belongs=_("后备岗位所在组织"),
    reads=frozenset({"reserve", "organisation", "unit", "attendance", "lesson", "problem", "edge"}),
    rows=f"""
        SELECT r.id, r.org_id, r.helper_id IS NOT NULL AS helped,
            {_of(LEARNT, person="r.person_id")} AS learnt,
            {_of(SOLVED, org="r.org_id")} AS solved
        FROM reserve r
        JOIN organisation o ON o.id = r.org_id
        JOIN unit u ON u.id = o.unit_id AND {GRASSROOTS}
        WHERE HOLDS(r.held)
    """,
)


def _share(code: str, title: Words, n: str, records: Records = POSTS, **more: Any) -> Indicator:
    return Indicator(
        code=f"careers.{code}", title=title, unit=records.unit, records=records, group=CAREERS,
        kind=Kind.RATIO, n=n, **{"d": "true", "d_title": records.title, "source": SEED, **more},
    )  # fmt: skip


def _structure(code: str, title: Words, n: str, known: str, d_title: Words) -> Indicator:
    """A composition is no achievement: neither more nor less is better."""
    return _share(
        code, title, n, d=f"filled AND {known}", missing=f"filled AND NOT ({known})",
        d_title=d_title, note=_("只说明构成，不分好坏。"),
    )  # fmt: skip


AGED = _("知道出生日期的书记")
TAUGHT = _("知道学历的书记")
FROM = _("登记了来源的书记")
FROM_WHERE = _("书记来源：{source}")

INDICATORS = (
    _share("posts_entered", _("纳入职业化管理的书记职务"), "entered"),
    _share("posts_formal", _("有形覆盖：有人任职并纳入"), "filled AND entered", source=OURS),
    _share(
        "posts_effective", _("有效覆盖：还上过自选的课、销过问题"),
        "filled AND entered AND learnt AND solved", source=OURS,
        note=_("近{rule coverage.window.months}个月里本人上过课，单位的问题清单有一件由群众确认。"),
    ),
    _share("reserve_formal", _("有形覆盖：后备有人帮"), "helped", RESERVE, source=OURS),
    _share(
        "reserve_effective", _("有效覆盖：后备还上过课、单位销过问题"),
        "helped AND learnt AND solved", RESERVE, source=OURS,
        note=_("近{rule coverage.window.months}个月里本人上过课，单位的问题清单有一件由群众确认。"),
    ),
    _structure("secretaries_to_35", _("35岁以下的书记"), "birth_on > {years_ago 36}",
               "birth_on IS NOT NULL", AGED),
    _structure("secretaries_to_45", _("36到45岁的书记"),
               "birth_on > {years_ago 46} AND birth_on <= {years_ago 36}",
               "birth_on IS NOT NULL", AGED),
    _structure("secretaries_to_55", _("46到55岁的书记"),
               "birth_on > {years_ago 56} AND birth_on <= {years_ago 46}",
               "birth_on IS NOT NULL", AGED),
    _structure("secretaries_over_55", _("56岁以上的书记"), "birth_on <= {years_ago 56}",
               "birth_on IS NOT NULL", AGED),
    _structure("secretaries_college", _("大专以上学历的书记"),
               "education <> '' AND education < '40'", "education <> ''", TAUGHT),
    *(
        _structure(
            f"secretaries_{source.value}", format_lazy(FROM_WHERE, source=source.label),
            f"source = '{source.value}'", "coalesce(source, '') <> ''", FROM,
        )
        for source in Source
    ),
)  # fmt: skip
