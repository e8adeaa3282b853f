"""What do members, posts and corrections offer to the register? The words of their ledger lines."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import verbs

verbs(
    {
        "people.member.register": _("登记党员"),
        "people.member.correct": _("更正资料"),
        "people.member.add_id_number": _("补上身份证号"),
        "people.member.set_category": _("预备党员转正"),
        "people.member.end": _("组织关系结束"),
        "people.member.move": _("调整所在支部"),
        "people.member.take_over": _("接收组织关系"),
        "people.member.take_back": _("重新转入"),
        "people.member.suspend": _("停止党籍"),
        "people.member.restore": _("恢复党籍"),
        "people.merge.ask": _("申请合并档案"),
        "people.merge.agree": _("合并档案"),
        "people.merge.decline": _("没有同意合并"),
        "people.id_number.ask": _("申请更正身份证号"),
        "people.id_number.agree": _("更正身份证号"),
        "people.id_number.decline": _("没有同意更正身份证号"),
        "people.erase.ask": _("申请删除个人信息"),
        "people.erase.agree": _("同意删除个人信息"),
        "people.erase.decline": _("不同意删除个人信息"),
        "people.correction.withdraw": _("撤回更正申请"),
        "people.own.ask": _("本人申请更正"),
        "people.own.agree": _("答复本人：已更正"),
        "people.own.decline": _("答复本人：没有更正"),
        "people.post.open": _("设职务"),
        "people.post.close": _("撤销职务"),
        "people.position.appoint": _("任职"),
        "people.position.relieve": _("免职"),
    }
)
