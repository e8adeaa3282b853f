"""How many studios are open, and are the matters brought there answered?"""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records
from jingwei.systems.public_benefit.studios.kinds import Proxy, StudioKind
from jingwei.work.matters.indicators import NOT_HANDED

STUDIOS = Group("studios", _("代表工作室"), 161)
SEED = "文章：惠民党建（三室三代）"
NAMED = _("开着的{kind}")

OPEN = Records(
    code="studios.open_ones", title=_("开着的代表工作室"), unit=in_context("工作室", "个"),
    model="studios.DelegateStudio", duty=Duty.FIGURES_SEE, belongs=_("工作室所在组织"),
    reads=frozenset({"delegate_studio"}), lasting=True,
    rows="SELECT s.id, s.org_id, s.kind, s.held FROM delegate_studio s",
)  # fmt: skip
ITEMS = Records(
    code="studios.items",
    title=_("当月工作室收下的事"),
    unit=in_context("诉求", "件"),
    model="studios.StudioItem",
    duty=Duty.FIGURES_SEE,
    belongs=_("工作室所在组织"),
    reads=frozenset({"studio_item", "matter", "matter_petition"}),
    period=True,
    rows=f"""
        SELECT i.id, i.org_id, i.proxy,
            m.answered_on IS NOT NULL AND m.answered_on <= {{on}} AS answered
        FROM studio_item i JOIN matter m ON m.id = i.matter_id
        WHERE i.received_on >= {{since}} AND i.received_on <= {{on}} {NOT_HANDED}
    """,
)

INDICATORS = (
    Indicator(
        code="studios.open", title=_("开着的代表工作室"), unit=OPEN.unit, source=SEED,
        records=OPEN, group=STUDIOS,
    ),
    *(
        Indicator(
            code=f"studios.open_{kind.value}", title=format_lazy(NAMED, kind=kind.label),
            unit=OPEN.unit, source=SEED, records=OPEN, group=STUDIOS, n=f"kind = '{kind.value}'",
        )
        for kind in StudioKind
    ),
    Indicator(
        code="studios.answered", title=_("工作室收下的事有答复"), unit=ITEMS.unit, source=SEED,
        records=ITEMS, group=STUDIOS, kind=Kind.RATIO, n="answered", d="true",
        d_title=ITEMS.title, higher_is_better=True,
    ),
    *(
        Indicator(
            code=f"studios.{proxy.value}", title=proxy.label, unit=ITEMS.unit, source=SEED,
            records=ITEMS, group=STUDIOS, n=f"proxy = '{proxy.value}'", note=_("多少不分好坏。"),
        )
        for proxy in Proxy
    ),
)  # fmt: skip
