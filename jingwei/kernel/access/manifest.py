"""What do accounts and posts offer to the register? Words, their page, what waits."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access import concerns
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import MenuItem, concern, menu_item, verbs, waits_for_others

# One page; no role holds two of these duties, so nobody sees it twice.
for duty in (Duty.SLIPS_ISSUE, Duty.GRANTS_GIVE, Duty.LEDGER_READ):
    menu_item(MenuItem("accounts", _("账号与身份"), "accounts:list", "key", 80, duty, group="data"))

verbs(
    {
        "access.account.open": _("开账号"),
        "access.account.close": _("关闭账号"),
        "access.slip.issue": _("发登录小条"),
        "access.slip.issue_many": _("成批发登录小条"),
        "access.slip.use": _("用小条设密码"),
        "access.password.change": _("改密码"),
        "access.grant.give": _("给身份"),
        "access.grant.give_many": _("成批给身份"),
        "access.account.open_many": _("成批开账号"),
        "access.grant.end": _("收回身份"),
        "access.deputy.appoint": _("请人代理"),
        "access.session.begin": _("登录"),
        "access.session.refuse": _("登录没有通过"),
        "access.session.end": _("退出登录"),
        "access.factor.add": _("启用动态口令"),
        "access.factor.remove": _("停用动态口令"),
        "access.factor.recover": _("用恢复码登录"),
    }
)

for source in (
    concerns.own_post_ending,
    concerns.accounts_without_post,
    concerns.posts_ending,
    concerns.never_signed_in,
):
    concern(source)
waits_for_others(concerns.waits_for_a_post)
