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
SEED_PROXY = "文章：惠民党建（群众事务党员干部代理制）"
SEED_VOICE = "文章：惠民党建（三室三代，诉求代言）"
UNIT = in_context("诉求", "件")
NOT_HANDED = "AND NOT EXISTS (SELECT 1 FROM matter_petition p WHERE p.matter_id = m.id)"
"""What went to the petition system counts there; here it would tell whom it is about."""


def _records(code: str, title: Words, day: str, more: str = "") -> Records:
    return Records(
        code=f"matters.{code}", title=title, unit=UNIT, model="matters.Matter",
        duty=Duty.MATTERS_SEE, reads=frozenset({"matter", "matter_petition", "edge"}), period=True,
        belongs=_("首接的组织"),
        rows=f"""
        SELECT m.id, m.org_id, m.outcome, m.reopened, m.answered_in_time,
            m.same_as_id IS NOT NULL AS again, m.replied_on <= m.reply_due_on AS in_time
        FROM matter m WHERE m.{day} >= {{since}} AND m.{day} <= {{on}}{more} {NOT_HANDED}
        """,
    )  # fmt: skip


RECEIVED = _records("received_ones", _("当月收到的诉求"), "received_on")
DUE = _records("due_ones", _("当月该有第一次答复的诉求"), "reply_due_on")
ANSWERED = _records("answered_ones", _("当月答复的诉求"), "answered_on")
ENDED = _records("ended_ones", _("当月办结的诉求"), "closed_on", " AND m.outcome <> 'withdrawn'")
PROXY = Records(
    code="matters.proxy_ones", title=_("当月答复的代办"), unit=UNIT, model="matters.Matter",
    duty=Duty.MATTERS_SEE, period=True,
    reads=frozenset({"matter", "matter_petition", "matter_proxy", "edge"}), belongs=_("首接的组织"),
    rows=f"""
        SELECT m.id, m.org_id, p.errands_saved AS saved
        FROM matter m JOIN matter_proxy p ON p.matter_id = m.id
        WHERE m.kind = 'proxy' AND m.answered_on >= {{since}} AND m.answered_on <= {{on}}
        {NOT_HANDED}
    """,
)  # fmt: skip
VOICE = Records(
    code="matters.voice_ones", title=_("当月代为反映的事"), unit=UNIT, model="matters.Matter",
    duty=Duty.MATTERS_SEE, period=True,
    reads=frozenset({"matter", "matter_petition", "matter_voice", "edge"}), belongs=_("首接的组织"),
    rows=f"""
        SELECT m.id, m.org_id, v.heard_on IS NOT NULL AS heard,
            m.answered_on IS NOT NULL AS answered
        FROM matter m JOIN matter_voice v ON v.matter_id = m.id
        WHERE m.kind = 'voice' AND v.raised_on >= {{since}} AND v.raised_on <= {{on}}
        {NOT_HANDED}
    """,
)  # fmt: skip
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
    better: bool | None = True, survey_of: str = "",
) -> Indicator:  # fmt: skip
    return Indicator(
        code=f"matters.{code}", title=title, unit=records.unit, source=source, records=records,
        group=MATTERS, kind=Kind.RATIO, n=n, d="true", d_title=records.title, note=note,
        higher_is_better=better, survey_of=survey_of,
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
    _ratio("repeated", _("和以前的一件是一回事"), RECEIVED, "again", LOOP,
           _("由经办人连到以前的一件，不问是不是同一个人说的；连得多少不分好坏。"), better=None),
    _ratio("satisfied", _("评价为基本满意以上"), RATED, "grade >= 3", REVIEWS,
           _("评价自愿，不知道是谁评的；少于十条不显示。"), survey_of="matters.answered_in_time"),
    Indicator(
        code="matters.errands_saved", title=_("代办替人省下的趟数"), unit=in_context("跑腿", "趟"),
        source=SEED_PROXY, records=PROXY, group=MATTERS, n="saved > 0", value="saved",
        note=_("本人原来要跑几趟，由经办人记在代办上；只加起来，不比谁多。"),
    ),
    _ratio("proxy_saving", _("代办里替人省了趟的"), PROXY, "saved > 0", SEED_PROXY, better=None),
    Indicator(
        code="matters.voiced", title=_("党代表代为反映的事"), unit=UNIT, source=SEED_VOICE,
        records=VOICE, group=MATTERS, note=_("多少不分好坏。"),
    ),
    _ratio("voice_heard", _("代为反映的有了回音"), VOICE, "heard", SEED_VOICE),
    _ratio("voice_answered", _("代为反映的已答复本人"), VOICE, "answered", SEED_VOICE),
)  # fmt: skip
