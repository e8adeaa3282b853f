"""What does organisational life offer to the register? A menu entry, its words, what waits."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.known.rows import keeps
from jingwei.kernel.register import (
    MemberTab,
    MenuItem,
    MeSection,
    concern,
    me_section,
    member_facts,
    member_tab,
    menu_item,
    verbs,
)
from jingwei.work.meetings import concerns, facts, mine

menu_item(
    MenuItem("meetings", _("组织生活"), "meetings:home", "list", 32, Duty.MEMBERS_SEE, group="orgs")
)
verbs(
    {
        "meetings.ledger.take": _("下载会议台账"),
        "meetings.year.plan": _("安排全年会议"),
        "meetings.meeting.plan": _("安排会议"),
        "meetings.meeting.keep": _("存下会议记录草稿"),
        "meetings.meeting.close": _("完成会议记录"),
        "meetings.meeting.correct": _("更正会议记录"),
        "meetings.meeting.cancel": _("会议没有开"),
        "meetings.resolution.finish": _("决议办好"),
        "meetings.talk.note": _("记谈心谈话"),
    }
)
keeps("meeting")
concern(concerns.gatherings_due)
concern(concerns.to_record)
concern(concerns.decisions_to_do)
me_section(
    MeSection(
        "meetings", _("我的组织生活"), "meetings/_mine.html", context=mine.shown, told=mine.told,
        order=30,
    )
)  # fmt: skip
member_tab(MemberTab("meetings", _("组织生活"), "meetings:member", Duty.MEMBERS_SEE))
member_facts("tasks", facts.of_tasks)
