"""How complete is the network by level, how far does it reach, what is brought in?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records, Words
from jingwei.work.matters.indicators import BEIJING, NOT_HANDED
from jingwei.work.matters.indicators import UNIT as MATTERS

NETWORK = Group("network", _("三级网络"), 162)
SEED = "文章：惠民党建（三级联动网络）"
OURS = "本系统规则（有形覆盖和有效覆盖）"
WINDOW = "{on} - INTERVAL '{rule coverage.window.months}' MONTH"

PLACES = Records(
    code="network.places",
    title=_("村和社区"),
    unit=in_context("单位", "个"),
    model="orgs.Unit",
    duty=Duty.FIGURES_SEE,
    belongs=_("村、社区所在组织"),
    reads=frozenset({"unit", "station", "station_staff", "matter"}),
    rows=f"""
        SELECT u.id, u.org_id,
            EXISTS (
                SELECT 1 FROM station s JOIN station_staff t ON t.station_id = s.id
                WHERE s.unit_id = u.id AND s.level = 1 AND HOLDS(s.held) AND HOLDS(t.held)
            ) AS reached,
            (SELECT count(*) FROM matter m WHERE m.place_id = u.id AND m.closed_on <= {{on}}
             AND m.closed_on > {WINDOW} AND m.outcome IN ('confirmed', 'silent')) AS closed,
            (SELECT count(*) FROM matter m WHERE m.place_id = u.id AND m.closed_on <= {{on}}
             AND m.closed_on > {WINDOW} AND m.outcome = 'confirmed' AND m.answered_in_time)
            AS solved
        FROM unit u WHERE u.kind IN ('village', 'community') AND HOLDS(u.held)
    """,
)
STATIONS = Records(
    code="network.stations", title=_("开着的站点"), unit=in_context("站点", "个"),
    model="network.Station", duty=Duty.FIGURES_SEE, belongs=_("站点所在组织"),
    reads=frozenset({"station", "station_staff", "station_offer", "item_wording"}),
    rows="""
        SELECT s.id, s.org_id, s.level,
            EXISTS (SELECT 1 FROM station_staff t WHERE t.station_id = s.id AND HOLDS(t.held))
                AS staffed,
            EXISTS (SELECT 1 FROM station_offer v LEFT JOIN item_wording w
                ON w.item_id = v.item_id AND HOLDS(w.held) WHERE v.station_id = s.id
                AND 'production' IN (v.kind, w.kind) AND HOLDS(v.held)) AS produces,
            EXISTS (SELECT 1 FROM station_offer v LEFT JOIN item_wording w
                ON w.item_id = v.item_id AND HOLDS(w.held) WHERE v.station_id = s.id
                AND 'market' IN (v.kind, w.kind) AND HOLDS(v.held)) AS sells
        FROM station s WHERE HOLDS(s.held)
    """,
)  # fmt: skip
HELPERS = Records(
    code="network.providers", title=_("协议期内来帮的"), unit=in_context("单位", "家"),
    model="network.Provider", duty=Duty.FIGURES_SEE, belongs=_("签协议的组织"),
    reads=frozenset({"provider", "provider_term"}),
    rows="""
        SELECT p.id, p.org_id, p.kind FROM provider p WHERE EXISTS (
            SELECT 1 FROM provider_term t WHERE t.provider_id = p.id AND HOLDS(t.held)
        )
    """,
)  # fmt: skip


def _asked_there(code: str, title: Words, day: str) -> Records:
    """Matters that were asked at a station, by the day of something; as those of all matters."""
    return Records(
        code=f"network.{code}", title=title, unit=MATTERS, model="matters.Matter",
        duty=Duty.MATTERS_SEE, reads=frozenset({"matter", "matter_petition", "edge"}), period=True,
        belongs=_("首接的组织"),
        rows=f"""
        SELECT m.id, m.org_id, m.answered_in_time FROM matter m
        WHERE m.station IS NOT NULL AND m.{day} >= {{since}} AND m.{day} <= {{on}} {NOT_HANDED}
        """,
    )  # fmt: skip


ASKED_THERE = _asked_there("asked_ones", _("当月在站点说的诉求"), "received_on")
ANSWERED_THERE = _asked_there("answered_ones", _("当月答复的站点诉求"), "answered_on")

INDICATORS = (
    Indicator(
        code="network.formal", title=_("有形覆盖：有站点、有人在岗"), unit=PLACES.unit,
        source=OURS, records=PLACES, group=NETWORK, kind=Kind.RATIO, n="reached", d="true",
        d_title=PLACES.title, higher_is_better=True,
    ),
    Indicator(
        code="network.effective", title=_("有效覆盖：还按时办好、本人确认"), unit=PLACES.unit,
        source=OURS, records=PLACES, group=NETWORK, kind=Kind.RATIO, d="true",
        n="reached AND closed > 0 AND solved * 100 >= closed * {rule coverage.solved.percent}",
        d_title=PLACES.title, higher_is_better=True,
        note=_("近{rule coverage.window.months}个月办结的诉求里，按时答复、本人确认的到"
               "{rule coverage.solved.percent}%。没有诉求的不算有效。"),
    ),
    *(
        Indicator(
            code=f"network.level_{level}", title=title, unit=STATIONS.unit, source=SEED,
            records=STATIONS, group=NETWORK, kind=Kind.RATIO, n=f"level = {level} AND staffed",
            d=f"level = {level}", d_title=d_title, higher_is_better=True,
        )
        for level, title, d_title in (
            (1, _("村、社区站点有人在岗"), _("村、社区站点")),
            (2, _("镇、街道站点有人在岗"), _("镇、街道站点")),
            (3, _("市、县站点有人在岗"), _("市、县站点")),
        )
    ),
    Indicator(
        code="network.both_services", title=_("引进生产服务和便民服务的站点"),
        unit=STATIONS.unit, source="文章：惠民党建（惠在平台）", records=STATIONS, group=NETWORK,
        kind=Kind.RATIO, n="produces AND sells", d="true", d_title=STATIONS.title,
        higher_is_better=True,
    ),
    Indicator(
        code="network.helpers", title=_("外面来帮的单位"), unit=HELPERS.unit,
        source="文章：惠民党建（惠在资源）", records=HELPERS, group=NETWORK,
    ),
    Indicator(
        code="network.asked_there", title=_("在站点说的诉求"), unit=MATTERS, source=SEED,
        records=ASKED_THERE, group=NETWORK,
        note=_("在站点收下的，和从站点的公开页说的；多少不分好坏。每个站点的数在它自己的页上。"),
    ),
    Indicator(
        code="network.asked_in_time", title=_("在站点说的，按答应的时间办好"), unit=MATTERS,
        source=BEIJING, records=ANSWERED_THERE, group=NETWORK, kind=Kind.RATIO,
        n="answered_in_time", d="true", d_title=ANSWERED_THERE.title, higher_is_better=True,
    ),
)  # fmt: skip
