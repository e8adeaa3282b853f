"""What does each page do, and for whom is it? The help reads this table and the roles."""

from dataclasses import dataclass

from django.utils.functional import Promise as Sentence
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import ROLES, Duty, Role
from jingwei.shell import menu


@dataclass(frozen=True)
class Guide:
    """One page of the product in the words of its user."""

    key: str
    title: Sentence
    page: str
    what: Sentence
    how: Sentence
    duty: Duty | None = None

    @property
    def url(self) -> str:
        return menu.address(self.page)


GUIDES = (
    Guide(
        "today", _("今日待办"), "today:home",
        _("今天要办完的、这几天的、在等别人的，都在这里。"),
        _("每行右边的按钮就是下一步；点开标题看来由。J、K 上下移，回车打开。"),
    ),
    Guide(
        "orgs", _("组织"), "orgs:home",
        _("组织树，每个组织的班子、党员、下级和沿革。"),
        _("左边点开一层看下级；“看哪一天”填上日期，整页就是那一天的样子，不能修改。"),
        Duty.ORGS_SEE,
    ),
    Guide(
        "members", _("党员"), "members:list",
        _("党员名册：筛选、排序、存成视图、导出。"),
        _("证件和电话只到末四位。看全号要写理由，本人查得到。勾选后可以一起办。"),
        Duty.MEMBERS_SEE,
    ),
    Guide(
        "imports", _("导入"), "imports:home",
        _("把手里的表格导进来。能收的每一种表，导入手册里都有。"),
        _("什么列名、什么日期写法都可以先传。有问题的格子一次列全，改好再导；导完还能整批撤回。"),
        Duty.ROSTERS_IMPORT,
    ),
    Guide(
        "figures", _("八大体系"), "figures:overview",
        _("应建的建了没有，建了的动起来没有，差距在哪里。"),
        _("每个数都能点开，看到是哪些记录算出来的。没有数据写“-”，不写 0。"),
        Duty.FIGURES_SEE,
    ),
    Guide(
        "rulebook", _("制度数字"), "rulebook:home",
        _("多少工作日、几人成立支部：每个数从哪来，有多可靠。"),
        _("点开一个数看历次；改一个数要两个人。工作日历也在这里。"),
        Duty.ORGS_SEE,
    ),
    Guide(
        "accounts", _("账号与身份"), "accounts:list",
        _("开账号、打印首次登录的小条、给身份和收身份。"),
        _("开账号、给身份、查台账由三个管理员分开办，一个人不能兼。"),
        Duty.ACCOUNTS_OPEN,
    ),
    Guide(
        "me", _("我的信息"), "me:home",
        _("系统里记着您的哪些信息，谁看过，为什么看。"),
        _("有不对的地方可以提出更正；可以导出一份带走。"),
    ),
    Guide(
        "search", _("搜索"), "search:home",
        _("按名称、拼音、首字母或编码找组织和党员。"),
        _("在任何一页按 / 就到搜索框。只找得到您能看的范围。"),
    ),
)  # fmt: skip


def guides_for(role: Role | None) -> list[Guide]:
    """The pages of one role that exist; without a role those that need no duty."""
    return [
        guide
        for guide in GUIDES
        if guide.url and (guide.duty is None or (role is not None and guide.duty in role))
    ]


def roles_of(guide: Guide) -> list[Role]:
    return [role for role in ROLES.values() if guide.duty is None or guide.duty in role]
