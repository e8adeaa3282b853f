"""How do the kinds of communities differ, and which houses have the four services in ten minutes?

分类统筹: each share of communities is also told for each formation type, over those alone.
"""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records, Words
from jingwei.systems.community.centres.reading import METRES as POINT_METRES
from jingwei.systems.community.grids.indicators import COMMUNITIES, GRIDS, STAIRWELLS
from jingwei.systems.community.grids.kinds import Formation
from jingwei.systems.community.sittings.indicators import BODIES

MEASURES = Group("measures", _("社区分类统筹"), 121)
CIRCLE = Group("circle", _("十分钟服务圈"), 126)
SEED = "文章：社区党建"
CHAIN = "文章：社区党建（服务链）"
OURS = "本系统规则（有形覆盖和有效覆盖）"
FAR = 0.0225
"""Degrees of latitude of a cell: 2.5 km, farther than any walk of the rulebook reaches. ``WIDE``
are as many degrees of longitude in the north of the country."""
WIDE = 0.0385
CELL = f"floor({{lat}} / {FAR}) * 10000 + floor({{lon}} / {WIDE})"
"""One number for each cell, so that the planner cannot join by rows first and by columns after."""
AROUND = ", ".join(f"({row * 10000 + column})" for row in (-1, 0, 1) for column in (-1, 0, 1))
METRES = POINT_METRES.replace("<a>", "b").replace("<b>", "s")
REACH = (
    "{rule service.circle.minutes} * {rule service.walk.metres_per_minute}"
    " / {rule service.walk.detour}"
)

HOUSES = Records(
    code="measures.houses",
    title=_("住宅楼"),
    unit=in_context("楼栋", "栋"),
    model="grids.Building",
    duty=Duty.SERVICES_SEE,
    belongs=_("社区所在组织"),
    reads=frozenset(
        {"building", "community", "service_centre", "offering", "service_item", "item_wording",
         "edge"}
    ),
    # How far centres lie does not change from month to month; which of them do what does. A
    # building meets the centres of its own cell and of the eight around it and no others: joined
    # by equality, so that no city meets each building with each centre.
    base=f"""
        SELECT b.id AS building_id, s.id AS centre_id, {METRES} AS metres
        FROM (
            SELECT id, point[1] AS longitude, point[2] AS latitude,
                {CELL.format(lat="point[2]", lon="point[1]")} AS cell
            FROM building WHERE point IS NOT NULL AND use = 'residential'
        ) b
        JOIN (
            SELECT c.id, c.longitude, c.latitude,
                {CELL.format(lat="c.latitude", lon="c.longitude")} + n.beside AS cell
            FROM service_centre c CROSS JOIN (VALUES {AROUND}) AS n (beside)
            WHERE c.latitude IS NOT NULL
        ) s ON s.cell = b.cell
    """,
    rows=f"""
        SELECT b.id, b.org_id, c.formation, b.point IS NULL AS unplaced,
            coalesce(n.rings, 0) = 4 AS covered, coalesce(n.centres, 0) > 0 AS near
        FROM building b
        JOIN community c ON c.id = b.community_id
        LEFT JOIN (
            SELECT p.building_id, count(DISTINCT nullif(o.ring, '')) AS rings,
                count(DISTINCT p.centre_id) AS centres
            FROM {{base}} p
            JOIN service_centre s ON s.id = p.centre_id AND HOLDS(s.held)
            LEFT JOIN (
                SELECT DISTINCT f.centre_id, w.ring
                FROM offering f
                JOIN service_item i ON i.id = f.item_id AND HOLDS(i.held)
                JOIN item_wording w ON w.item_id = i.id AND HOLDS(w.held) AND w.ring <> ''
                WHERE HOLDS(f.held)
            ) o ON o.centre_id = p.centre_id
            WHERE p.metres <= {REACH}
            GROUP BY p.building_id
        ) n ON n.building_id = b.id
        WHERE HOLDS(b.held) AND b.use = 'residential'
    """,
)  # fmt: skip

SPLIT: tuple[tuple[str, Words, Records, str, str], ...] = (
    ("structured", _("一体两翼三会都有人"), COMMUNITIES, "whole", SEED),
    ("met", _("两翼和支撑委员会开过会"), BODIES, "met", SEED),
    ("staffed", _("网格有一人牵头"), GRIDS, "leads = 1", SEED),
    ("contacted", _("楼道有联系人"), STAIRWELLS, "contacted", SEED),
    ("circle", _("四项服务走十分钟够得到"), HOUSES, "covered", CHAIN),
    ("formal", _("有形覆盖"), COMMUNITIES, "whole AND led", OURS),
    ("effective", _("有效覆盖"), COMMUNITIES, "whole AND led AND heard", OURS),
)
"""Share -> what it is called, of which records, which of them count."""
TITLE = _("{what}：{which}")


def code_of(share: str, formation: str) -> str:
    """The code of a share for one formation type."""
    return f"measures.{share}_{formation}"


def _split(share: str, what: Words, records: Records, n: str, source: str) -> list[Indicator]:
    return [
        Indicator(
            code=code_of(share, one.value),
            title=format_lazy(TITLE, what=what, which=one.label), unit=records.unit,
            source=source, records=records, group=MEASURES, kind=Kind.RATIO,
            n=f"({n}) AND formation = '{one.value}'", d=f"formation = '{one.value}'",
            d_title=records.title, higher_is_better=True,
        )
        for one in Formation
    ]  # fmt: skip


INDICATORS = (
    *(
        Indicator(
            code=code_of("communities", one.value),
            title=format_lazy(TITLE, what=COMMUNITIES.title, which=one.label),
            unit=COMMUNITIES.unit, source=SEED, records=COMMUNITIES, group=MEASURES,
            n=f"formation = '{one.value}'", note=_("只说明构成，不分好坏。"),
        )
        for one in Formation
    ),
    *(one for share in SPLIT for one in _split(*share)),
    Indicator(
        code="measures.circle", title=_("四项服务走十分钟够得到的住宅楼"), unit=HOUSES.unit,
        source=CHAIN, records=HOUSES, group=CIRCLE, kind=Kind.RATIO, n="covered", d="true",
        missing="unplaced", d_title=HOUSES.title, higher_is_better=True,
        note=_(
            "就业、退休人员、救助、信访和调解都有，走{rule service.circle.minutes}分钟够得到；"
            "没有路网，路程按直线的{rule service.walk.detour}倍算。"
        ),
    ),
    Indicator(
        code="measures.near", title=_("走十分钟有服务中心的住宅楼"), unit=HOUSES.unit,
        source=CHAIN, records=HOUSES, group=CIRCLE, kind=Kind.RATIO, n="near", d="true",
        missing="unplaced", d_title=HOUSES.title, higher_is_better=True,
        note=_("四项不齐的也算；别的事项另看。"),
    ),
)  # fmt: skip
