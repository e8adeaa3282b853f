"""Are people heard in time, and is what they asked solved? Counted from the matters themselves.

A matter counts with the organisation that took it first. Silence after an answer is counted apart.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records, Words

MATTERS = Group("matters", _("诉求"), 80)
LOOP = "国办发〔2020〕53号"
BEIJING = "《北京市接诉即办工作条例》（2021年）"
REVIEWS = "政务服务“好差评”制度"
UNIT = in_context("诉求", "件")


def _records(code: str, title: Words, day: str, more: str = "") -> Records:
    return Records(
        code=f"matters.{code}", title=title, unit=UNIT, model="matters.Matter",
        duty=Duty.MATTERS_SEE, reads=frozenset({"matter", "edge"}), period=True,
        belongs=_("首接的组织"),
        rows=f"""
        SELECT m.id, m.org_id, m.outcome, m.reopened, m.answered_in_time,
            m.replied_on <= m.reply_due_on AS in_time
        FROM matter m WHERE m.{day} >= {{since}} AND m.{day} <= {{on}}{more}
        """,
    )  # fmt: skip


RECEIVED = _records("received_ones", _("当月收到的诉求"), "received_on")
DUE = _records("due_ones", _("当月该有第一次答复的诉求"), "reply_due_on")
ANSWERED = _records("answered_ones", _("当月答复的诉求"), "answered_on")
ENDED = _records("ended_ones", _("当月办结的诉求"), "closed_on", " AND m.outcome <> 'withdrawn'")
RATED = Records(
    code="matters.ratings", title=_("当月的评价"), unit=in_context("评价", "条"),
    model="matters.Review", duty=Duty.MATTERS_SEE, reads=frozenset({"matter_review", "edge"}),
    period=True, belongs=_("首接的组织"),
    rows="""
        SELECT r.id, r.org_id, r.grade FROM matter_review r
        WHERE r.month >= {since} AND r.month <= {on}
    """,
)  # fmt: skip


def _ratio(
    code: str, title: Words, records: Records, n: str, source: str, note: Words = "",
    better: bool | None = True,
) -> Indicator:  # fmt: skip
    return Indicator(
        code=f"matters.{code}", title=title, unit=records.unit, source=source, records=records,
        group=MATTERS, kind=Kind.RATIO, n=n, d="true", d_title=records.title, note=note,
        higher_is_better=better,
    )  # fmt: skip


INDICATORS = (
    Indicator(
        code="matters.received", title=_("收到的诉求"), unit=UNIT, source=LOOP, records=RECEIVED,
        group=MATTERS, note=_("多少不分好坏。"),
    ),
    _ratio("replied_in_time", _("第一次答复及时"), DUE, "in_time", BEIJING),
    _ratio("answered_in_time", _("按答应的时间办好"), ANSWERED, "answered_in_time", BEIJING),
    _ratio("solved", _("本人确认办好"), ENDED, "outcome = 'confirmed'", BEIJING,
           _("没有回音的不算确认，另计。")),
    _ratio("silent", _("答复后没有回音"), ENDED, "outcome = 'silent'", LOOP, better=None),
    _ratio("reopened", _("要求重办过"), ENDED, "reopened > 0", LOOP, better=None),
    _ratio("satisfied", _("评价为基本满意以上"), RATED, "grade >= 3", REVIEWS,
           _("评价自愿，不知道是谁评的；少于十条不单独看。")),
)  # fmt: skip
