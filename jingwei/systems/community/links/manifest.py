"""What do dual links offer to the register? A flow, what waits, the member's part, what follows."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import (
    MemberTab,
    MeSection,
    concern,
    flow,
    me_section,
    member_tab,
    reaction,
)
from jingwei.systems.community.links import concerns, mine, reactions
from jingwei.systems.community.links.flows import LINK

flow(LINK)
concern(concerns.at_home)
concern(concerns.here)
member_tab(MemberTab("links", _("双重管理"), "links:member", Duty.MEMBERS_SEE))
me_section(MeSection("links", _("双重管理"), "links/_mine.html", mine.shown, mine.told, order=61))
reaction("meetings.meeting.close", reactions.after_a_meeting, name="links.meeting.close")
reaction("meetings.meeting.correct", reactions.after_a_meeting, name="links.meeting.correct")
reaction("imports.attendance.write", reactions.after_a_sheet, name="links.sheet.write")
reaction("imports.attendance.undo", reactions.after_a_sheet, name="links.sheet.undo")
reaction("people.member.end", reactions.after_the_end, name="links.end")
reaction("membership.transfer.accept", reactions.after_a_transfer, name="links.transfer")
reaction("people.merge.agree", reactions.after_a_merge, name="links.merge")
reaction("people.member.move", reactions.after_a_move, name="links.move")
