"""Is there somebody who runs errands everywhere, and are results handed over in time?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records

PROXIES = Group("proxies", _("群众事务代办"), 163)
SEED = "文章：惠民党建（群众事务党员干部代理制）"

PLACES = Records(
    code="proxies.places",
    title=_("村和社区"),
    unit=in_context("单位", "个"),
    model="orgs.Unit",
    duty=Duty.FIGURES_SEE,
    belongs=_("村、社区所在组织"),
    reads=frozenset({"unit", "proxy_agent"}),
    rows="""
        SELECT u.id, u.org_id,
            EXISTS (SELECT 1 FROM proxy_agent a WHERE a.unit_id = u.id AND HOLDS(a.held))
                AS has_agent
        FROM unit u WHERE u.kind IN ('village', 'community') AND HOLDS(u.held)
    """,
)
ENDING = Records(
    code="proxies.ending",
    title=_("当月委托到期的代办"),
    unit=in_context("诉求", "件"),
    model="proxies.ProxyErrand",
    duty=Duty.FIGURES_SEE,
    belongs=_("首接的组织"),
    reads=frozenset({"proxy_errand", "matter_proxy", "matter"}),
    period=True,
    rows="""
        SELECT e.id, e.org_id,
            e.handed_on IS NOT NULL AND e.handed_on <= p.until AS in_time
        FROM proxy_errand e JOIN matter_proxy p ON p.matter_id = e.matter_id
        JOIN matter m ON m.id = e.matter_id AND m.kind = 'proxy'
        WHERE p.until >= {since} AND p.until <= {on}
    """,
)
HANDED = Records(
    code="proxies.handed_ones", title=_("当月交到本人手里的代办"), unit=in_context("诉求", "件"),
    model="proxies.ProxyErrand", duty=Duty.FIGURES_SEE, belongs=_("首接的组织"),
    reads=frozenset({"proxy_errand"}), period=True,
    rows="""
        SELECT e.id, e.org_id FROM proxy_errand e
        WHERE e.handed_on >= {since} AND e.handed_on <= {on}
    """,
)  # fmt: skip

INDICATORS = (
    Indicator(
        code="proxies.places_with_agent", title=_("有代办员的村和社区"), unit=PLACES.unit,
        source=SEED, records=PLACES, group=PROXIES, kind=Kind.RATIO, n="has_agent", d="true",
        d_title=PLACES.title, higher_is_better=True,
    ),
    Indicator(
        code="proxies.in_time", title=_("委托期内交到本人手里"), unit=ENDING.unit, source=SEED,
        records=ENDING, group=PROXIES, kind=Kind.RATIO, n="in_time", d="true",
        d_title=ENDING.title, higher_is_better=True,
    ),
    Indicator(
        code="proxies.handed", title=_("交到本人手里的代办"), unit=HANDED.unit, source=SEED,
        records=HANDED, group=PROXIES, note=_("多少不分好坏。"),
    ),
)  # fmt: skip
