"""What may a post do? Duties are the smallest right; roles are fixed bundles of them."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Duty(StrEnum):
    """A right, held over the subtree of the acting post. Unknown names fail at import."""

    ORGS_SEE = "orgs.see"
    ORGS_CHANGE = "orgs.change"
    MEMBERS_SEE = "members.see"
    MEMBERS_CHANGE = "members.change"
    MEMBERS_CONFIRM = "members.confirm"
    MEMBERS_REVEAL = "members.reveal"
    MEMBERS_EXPORT = "members.export"
    ROSTERS_IMPORT = "rosters.import"
    MEETINGS_RECORD = "meetings.record"
    FIGURES_SEE = "figures.see"
    ACCOUNTS_OPEN = "accounts.open"
    SLIPS_ISSUE = "slips.issue"
    GRANTS_GIVE = "grants.give"
    LEDGER_READ = "ledger.read"
    SYSTEM_RUN = "system.run"
    RULES_KEEP = "rules.keep"
    CAREERS_SEE = "careers.see"
    CAREERS_KEEP = "careers.keep"
    PROBLEMS_KEEP = "problems.keep"
    COURSES_KEEP = "courses.keep"
    MATTERS_SEE = "matters.see"
    MATTERS_HANDLE = "matters.handle"
    BENEFIT_KEEP = "benefit.keep"
    SERVICES_SEE = "services.see"
    SERVICES_KEEP = "services.keep"
    GRIDS_KEEP = "grids.keep"


@dataclass(frozen=True)
class Role:
    """A bundle of duties with the words people use for it."""

    key: str
    title: Promise
    purpose: Promise
    duties: frozenset[Duty]
    separated: bool = False  # one of the three administrators; goes with no other role

    def __contains__(self, duty: Duty) -> bool:
        return duty in self.duties


def _role(
    key: str, title: Promise, purpose: Promise, *duties: Duty, separated: bool = False
) -> Role:
    return Role(key, title, purpose, frozenset(duties), separated)


_SEE = (Duty.ORGS_SEE, Duty.MEMBERS_SEE, Duty.FIGURES_SEE, Duty.SERVICES_SEE)
_KEEP = (
    *_SEE, Duty.MEMBERS_CHANGE, Duty.MEMBERS_REVEAL, Duty.SLIPS_ISSUE, Duty.MEETINGS_RECORD,
    Duty.PROBLEMS_KEEP, Duty.BENEFIT_KEEP, Duty.GRIDS_KEEP,
)  # fmt: skip
_DESK = (
    *_KEEP,
    Duty.ORGS_CHANGE,
    Duty.MEMBERS_CONFIRM,
    Duty.MEMBERS_EXPORT,
    Duty.ROSTERS_IMPORT,
    Duty.CAREERS_SEE,
    Duty.COURSES_KEEP,
    Duty.SERVICES_KEEP,
)
_MATTERS = (Duty.MATTERS_SEE, Duty.MATTERS_HANDLE)

ROLES = {
    role.key: role
    for role in (
        _role(
            "officer", _("组织部门干部"), _("看全局差距，管组织和名册"), *_DESK, Duty.RULES_KEEP,
            *_MATTERS,
        ),
        _role(
            "clerk", _("镇街党务干部"), _("导入和维护名册，带支部办事"), *_DESK, Duty.CAREERS_KEEP,
            *_MATTERS,
        ),
        _role("secretary", _("支部书记"), _("管本支部的组织和党员"), *_KEEP),
        _role(
            "cadre", _("社区干部、网格员"), _("办网格里的事"), Duty.ORGS_SEE, Duty.FIGURES_SEE,
            Duty.SERVICES_SEE, Duty.SERVICES_KEEP, *_MATTERS,
        ),
        _role(
            "agent", _("服务窗口人员"), _("受理群众的事"), Duty.ORGS_SEE, Duty.SERVICES_SEE,
            Duty.SERVICES_KEEP, *_MATTERS,
        ),
        _role("instructor", _("党建工作指导员"), _("联系企业和项目"), *_SEE),
        _role("merchant", _("商户"), _("办自己店里的事"), Duty.ORGS_SEE),
        _role(
            "system_admin", _("系统管理员"), _("开账号、管运行，不看业务数据"),
            Duty.ORGS_SEE, Duty.ACCOUNTS_OPEN, Duty.SLIPS_ISSUE, Duty.SYSTEM_RUN, separated=True,
        ),
        _role(
            "security_admin", _("安全管理员"), _("给身份、收身份，不开账号"),
            Duty.ORGS_SEE, Duty.GRANTS_GIVE, separated=True,
        ),
        _role(
            "auditor", _("审计员"), _("查看和核验台账，不改任何数据"),
            Duty.ORGS_SEE, Duty.LEDGER_READ, separated=True,
        ),
    )
}  # fmt: skip
