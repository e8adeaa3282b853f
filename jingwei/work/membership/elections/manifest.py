"""What do elections offer to the register? A menu entry, their flow, words, what waits."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import MenuItem, concern, flow, menu_item, verbs
from jingwei.work.meetings.belonging import belongs_to_meetings
from jingwei.work.membership.elections import concerns, meeting_link
from jingwei.work.membership.elections.flows import ELECTION

menu_item(
    MenuItem(
        "elections", _("换届选举"), "elections:home", "check", 36, Duty.MEMBERS_SEE, group="orgs"
    )
)
flow(ELECTION)
verbs(
    {
        "elections.election.change_plan": _("改换届方案"),
        "elections.election.nominate": _("提名候选人"),
        "elections.election.withdraw": _("撤下候选人"),
        "elections.election.allot": _("分配代表名额"),
        "elections.election.sit": _("清点到会的人"),
        "elections.election.count": _("记下计票结果"),
        "elections.election.divide_work": _("委员分工"),
        "elections.election.write_meeting": _("把选举大会记进组织生活"),
        "elections.delegate.check": _("审查代表资格"),
        "elections.delegate.vacate": _("记代表出缺"),
        "elections.vote.suspend": _("记下暂停表决权"),
        "elections.vote.restore": _("记下恢复表决权"),
    }
)
belongs_to_meetings(meeting_link.belongs)
concern(concerns.plans_to_begin)
concern(concerns.next_steps)
