"""How far does the service chain reach? Items that are done, centres that do all they should."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records, Words

CENTRES = Group("centres", _("服务中心"), 125)
SEED = "文章：社区党建（服务链）"
BENEFIT = "文章：惠民党建（搭建平台）"
OURS = "本系统规则（有形覆盖和有效覆盖）"
WORDS = frozenset({"service_item", "item_wording", "offering", "service_centre", "edge"})

ITEMS = Records(
    code="centres.items",
    title=_("服务目录里的事项"),
    unit=in_context("事项", "项"),
    model="catalogue.ServiceItem",
    duty=Duty.SERVICES_SEE,
    belongs=_("定目录的组织"),
    reads=WORDS,
    rows="""
        SELECT i.id, i.org_id, w.kind, d.item_id IS NOT NULL AS done
        FROM service_item i
        JOIN item_wording w ON w.item_id = i.id AND HOLDS(w.held)
        LEFT JOIN (
            SELECT DISTINCT o.item_id FROM offering o WHERE HOLDS(o.held)
        ) d ON d.item_id = i.id
        WHERE HOLDS(i.held)
    """,
)
# What a centre must do is what the catalogues above it ask of every centre.
PLACES = Records(
    code="centres.places",
    title=_("便民服务中心"),
    unit=in_context("中心", "个"),
    model="centres.ServiceCentre",
    duty=Duty.SERVICES_SEE,
    belongs=_("负责中心的组织"),
    reads=WORDS | {"matter"},
    rows="""
        SELECT c.id, c.org_id, c.level, coalesce(f.items, 0) AS items,
            coalesce(f.categories, 0) AS categories, coalesce(f.required, 0) AS required,
            coalesce(f.production, 0) AS production, coalesce(f.market, 0) AS market,
            (SELECT count(*) FROM service_item i
                JOIN item_wording w ON w.item_id = i.id AND HOLDS(w.held) AND w.is_required
                WHERE HOLDS(i.held)
                AND substr(c.org_path, 1, length(i.org_path)) = i.org_path) AS wanted,
            (SELECT count(*) FROM matter m WHERE m.place_id = c.unit_id AND m.closed_on <= {on}
                AND m.closed_on > {on} - INTERVAL '{rule coverage.window.months}' MONTH
                AND m.outcome IN ('confirmed', 'silent')) AS closed,
            (SELECT count(*) FROM matter m WHERE m.place_id = c.unit_id AND m.closed_on <= {on}
                AND m.closed_on > {on} - INTERVAL '{rule coverage.window.months}' MONTH
                AND m.outcome = 'confirmed' AND m.answered_in_time) AS solved
        FROM service_centre c LEFT JOIN (
            SELECT o.centre_id, count(DISTINCT o.item_id) AS items,
                count(DISTINCT i.category_id) AS categories,
                sum(CASE WHEN w.is_required THEN 1 ELSE 0 END) AS required,
                sum(CASE WHEN w.kind = 'production' THEN 1 ELSE 0 END) AS production,
                sum(CASE WHEN w.kind = 'market' THEN 1 ELSE 0 END) AS market
            FROM offering o
            JOIN service_item i ON i.id = o.item_id AND HOLDS(i.held)
            JOIN item_wording w ON w.item_id = o.item_id AND HOLDS(w.held)
            WHERE HOLDS(o.held) AND {only o}
            GROUP BY o.centre_id
        ) f ON f.centre_id = c.id
        WHERE HOLDS(c.held)
    """,
)
GRASSROOTS = "level IN ('community', 'village')"
FORMAL = f"{GRASSROOTS} AND wanted > 0 AND required >= wanted"
FULL = "categories >= {rule service.categories.least} AND items >= {rule service.items.least}"


def _share(code: str, title: Words, n: str, **more: Any) -> Indicator:
    return Indicator(
        code=f"centres.{code}", title=title, unit=PLACES.unit, records=PLACES, group=CENTRES,
        kind=Kind.RATIO, n=n,
        **{"d": "true", "d_title": PLACES.title, "source": SEED, "higher_is_better": True, **more},
    )  # fmt: skip


INDICATORS = (
    Indicator(
        code="centres.items_done", title=_("有中心在办的事项"), unit=ITEMS.unit, source=SEED,
        records=ITEMS, group=CENTRES, kind=Kind.RATIO, n="done", d="true", d_title=ITEMS.title,
        note=_("目录里的事项，至少有一个中心在办才算。"), higher_is_better=True,
    ),
    Indicator(
        code="centres.open", title=_("开办的服务中心"), unit=PLACES.unit, source=SEED,
        records=PLACES, group=CENTRES, note=_("没有停办的中心；哪几天关门不影响这个数。"),
    ),
    _share(
        "nine_categories", _("类别齐全的中心"), "categories >= {rule service.categories.least}",
        note=_("办的事项达到{rule service.categories.least}类。"),
    ),
    _share(
        "full", _("类别和事项都够的中心"), FULL,
        note=_("达到{rule service.categories.least}类、{rule service.items.least}项。"),
    ),
    _share(
        "production_and_market", _("生产服务和便民服务都有的中心"),
        "production > 0 AND market > 0", source=BENEFIT,
    ),
    _share(
        "formal", _("有形覆盖：中心开办，必办的都在办"),
        FORMAL, d=GRASSROOTS, d_title=_("村、社区的服务中心"), source=OURS,
        note=_("必办事项由县（市、区）在目录里定；没有定必办事项的不算。"),
    ),
    _share(
        "effective", _("有效覆盖：诉求还按时办好、本人确认"),
        f"{FORMAL} AND closed > 0"
        " AND solved * 100 >= closed * {rule coverage.solved.percent}",
        d=GRASSROOTS, d_title=_("村、社区的服务中心"), source=OURS,
        note=_("近{rule coverage.window.months}个月这个村、社区办结的诉求里，按时答复、本人确认的到"
               "{rule coverage.solved.percent}%。没有诉求的不算有效。"),
    ),
)  # fmt: skip
