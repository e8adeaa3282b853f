"""How many communities and grids are there, who leads them, and do they work?"""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records, Words

COMMUNITY = Group("community", _("社区和网格"), 120)
SEED = "文章：社区党建"
OURS = "本系统规则（有形覆盖和有效覆盖）"
SHIJINGSHAN = "石景山区网格划分标准（每格100至300户）"
WINDOW = "{on} - INTERVAL '{rule coverage.window.months}' MONTH"

COMMUNITIES = Records(
    code="grids.communities",
    title=_("社区"),
    unit=in_context("社区", "个"),
    model="grids.Community",
    duty=Duty.SERVICES_SEE,
    belongs=_("社区所在组织"),
    reads=frozenset(
        {"community", "community_slot", "community_seat", "grid", "grid_assignment", "matter",
         "edge"}
    ),
    rows=f"""
        SELECT c.id, c.org_id, c.formation, coalesce(g.grids, 0) AS grids,
            coalesce(s.slots, 0) > 0 AND s.slots = s.filled AS whole,
            coalesce(g.grids, 0) > 0 AND g.grids = g.led AS led,
            coalesce(m.answered, 0) > 0
                AND m.in_time * 100 >= m.answered * {{rule community.matters.answered.percent}}
                AND m.confirmed * 100 >= m.closed * {{rule community.matters.confirmed.percent}}
                AND m.closed > 0 AS heard
        FROM community c
        LEFT JOIN (
            SELECT s.community_id, count(*) AS slots,
                sum(CASE WHEN f.slot_id IS NULL THEN 0 ELSE 1 END) AS filled
            FROM community_slot s
            LEFT JOIN (
                SELECT DISTINCT t.slot_id FROM community_seat t WHERE HOLDS(t.held)
            ) f ON f.slot_id = s.id
            WHERE HOLDS(s.held) GROUP BY s.community_id
        ) s ON s.community_id = c.id
        LEFT JOIN (
            SELECT g.community_id, count(*) AS grids,
                sum(CASE WHEN l.leads = 1 THEN 1 ELSE 0 END) AS led
            FROM grid g
            LEFT JOIN (
                SELECT a.grid_id, count(*) AS leads FROM grid_assignment a
                WHERE a.is_lead AND HOLDS(a.held) GROUP BY a.grid_id
            ) l ON l.grid_id = g.id
            WHERE HOLDS(g.held) GROUP BY g.community_id
        ) g ON g.community_id = c.id
        LEFT JOIN (
            SELECT m.place_id, count(m.answered_on) AS answered,
                sum(CASE WHEN m.answered_in_time THEN 1 ELSE 0 END) AS in_time,
                sum(CASE WHEN m.closed_on <= {{on}} AND m.outcome <> 'withdrawn'
                    THEN 1 ELSE 0 END) AS closed,
                sum(CASE WHEN m.closed_on <= {{on}} AND m.outcome = 'confirmed'
                    THEN 1 ELSE 0 END) AS confirmed
            FROM matter m
            WHERE m.answered_on <= {{on}} AND m.answered_on > {WINDOW}
            GROUP BY m.place_id
        ) m ON m.place_id = c.unit_id
        WHERE HOLDS(c.held)
    """,
)  # fmt: skip
GRIDS = Records(
    code="grids.grids",
    title=_("网格"),
    unit=in_context("网格", "个"),
    model="grids.Grid",
    duty=Duty.SERVICES_SEE,
    belongs=_("社区所在组织"),
    reads=frozenset(
        {"grid", "grid_assignment", "grid_building", "building", "community", "edge"}
    ),
    rows="""
        SELECT g.id, g.org_id, c.formation, coalesce(l.leads, 0) AS leads, g.kind,
            coalesce(h.households, 0) AS households
        FROM grid g
        JOIN community c ON c.id = g.community_id
        LEFT JOIN (
            SELECT a.grid_id, count(*) AS leads FROM grid_assignment a
            WHERE a.is_lead AND HOLDS(a.held) GROUP BY a.grid_id
        ) l ON l.grid_id = g.id
        LEFT JOIN (
            SELECT b.grid_id, sum(u.households) AS households
            FROM grid_building b JOIN building u ON u.id = b.building_id
            WHERE HOLDS(b.held) GROUP BY b.grid_id
        ) h ON h.grid_id = g.id
        WHERE HOLDS(g.held)
    """,
)  # fmt: skip
STAIRWELLS = Records(
    code="grids.stairwells",
    title=_("楼道"),
    unit=in_context("楼道", "个"),
    model="grids.Stairwell",
    duty=Duty.SERVICES_SEE,
    belongs=_("社区所在组织"),
    reads=frozenset({"stairwell", "stairwell_contact", "building", "community", "edge"}),
    rows="""
        SELECT s.id, s.org_id, k.formation, c.stairwell_id IS NOT NULL AS contacted
        FROM stairwell s
        JOIN building b ON b.id = s.building_id
        JOIN community k ON k.id = b.community_id
        LEFT JOIN (
            SELECT DISTINCT t.stairwell_id FROM stairwell_contact t WHERE HOLDS(t.held)
        ) c ON c.stairwell_id = s.id
        WHERE HOLDS(s.held)
    """,
)


def _share(code: str, title: Words, records: Records, n: str, **more: Any) -> Indicator:
    said: dict[str, Any] = {"d": "true", "d_title": records.title, "source": SEED, **more}
    return Indicator(
        code=f"grids.{code}", title=title, unit=records.unit, records=records, group=COMMUNITY,
        kind=Kind.RATIO, n=n, **said,
    )  # fmt: skip


NEW = "formation = 'new_relocated'"
COMPOSED = _("只说明构成，不分好坏。")
BAND = _("提醒用：{rule grids.households.least}到{rule grids.households.most}户。")
BASE = "kind = 'base'"
BASE_TITLE = _("基础网格")

INDICATORS = (
    Indicator(
        code="grids.communities", title=_("社区"), unit=COMMUNITIES.unit, source=SEED,
        records=COMMUNITIES, group=COMMUNITY,
    ),
    _share("new_type", _("新型社区（农民集中居住）"), COMMUNITIES, NEW, note=COMPOSED),
    Indicator(
        code="grids.in_force", title=_("网格"), unit=GRIDS.unit, source=SEED, records=GRIDS,
        group=COMMUNITY,
    ),
    Indicator(
        code="grids.per_community", title=_("每个社区的网格"), unit=GRIDS.unit, source=SEED,
        records=COMMUNITIES, group=COMMUNITY, kind=Kind.MEAN, value="grids", scale=1, d="true",
        d_title=_("社区"), note=COMPOSED,
    ),
    Indicator(
        code="grids.households", title=_("每个网格的户数"), unit=in_context("户数", "户"),
        source=SHIJINGSHAN, records=GRIDS, group=COMMUNITY, kind=Kind.MEAN, value="households",
        scale=0, d=BASE, d_title=BASE_TITLE, note=COMPOSED,
    ),
    _share("households_few", _("户数少的网格"), GRIDS,
           f"{BASE} AND households < {{rule grids.households.least}}", d=BASE,
           d_title=BASE_TITLE, source=SHIJINGSHAN, note=BAND),
    _share("households_fit", _("户数合适的网格"), GRIDS,
           f"{BASE} AND households >= {{rule grids.households.least}}"
           " AND households <= {rule grids.households.most}", d=BASE, d_title=BASE_TITLE,
           source=SHIJINGSHAN, note=BAND),
    _share("households_many", _("户数多的网格"), GRIDS,
           f"{BASE} AND households > {{rule grids.households.most}}", d=BASE,
           d_title=BASE_TITLE, source=SHIJINGSHAN, note=BAND),
    _share("staffed", _("有一人牵头的网格"), GRIDS, "leads = 1", higher_is_better=True),
    *(
        _share(
            f"staffed_{key}", format_lazy(_("有一人牵头的网格：{which}"), which=which), GRIDS,
            f"leads = 1 AND {where}", d=where, d_title=which, higher_is_better=True,
            note=_("分类统筹：两类社区分开看。"),
        )
        for key, which, where in (
            ("new", _("新型社区"), NEW),
            ("old", _("其他社区"), "formation <> 'new_relocated'"),
        )
    ),
    _share("contacted", _("有联系人的楼道"), STAIRWELLS, "contacted", higher_is_better=True,
           note=_("联系人是本人同意的党员，随时可以不做。")),
    _share("structured", _("一体两翼三会都有人的社区"), COMMUNITIES, "whole",
           higher_is_better=True),
    _share("formal", _("有形覆盖：机构都有人，网格都有人牵头"), COMMUNITIES, "whole AND led",
           source=OURS),
    _share(
        "effective", _("有效覆盖：还按时答复、本人确认"), COMMUNITIES,
        "whole AND led AND heard", source=OURS,
        note=_("近{rule coverage.window.months}个月社区的诉求，按时答复和本人确认都达到定的比例。"),
    ),
)  # fmt: skip
