"""What about posts and accounts waits for this post? Terms that end, people without a way in."""

from datetime import date, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.access.queries import SOON
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import address
from jingwei.kernel.register import Concern


def own_post_ending(scope: Scope, day: date) -> list[Concern]:
    """The acting post itself, when its term is nearly over; one query."""
    if scope.grant_id is None:
        return []
    grant = Grant.everything.filter(pk=scope.grant_id, held__endswith__lte=day + SOON).first()
    if grant is None:
        return []
    last = grant.held.upper - timedelta(days=1)
    return [
        Concern(
            title=_("您现在的身份{day}到期").format(day=date_format(last, "Y-m-d")),
            source=_("任期写到这一天；要接着用，请安全管理员续上"),
            url=address("signin:mine"), act=_("看身份"), due_on=last,
        )
    ]  # fmt: skip


def posts_ending(scope: Scope, day: date) -> list[Concern]:
    """For who gives posts: those that end within a month; one query."""
    if not scope.holds(Duty.GRANTS_GIVE):
        return []
    told = (
        Grant.objects.within(scope)
        .filter(held__contains=day, held__endswith__lte=day + SOON, deputises=None)
        .aggregate(n=Count("id"), first=Min("held__endswith"))
    )
    if not told["n"]:
        return []
    return [
        Concern(
            title=_("{n}个身份快到期").format(n=told["n"]),
            source=_("任期在30天内结束，要不要续由您定"),
            url=address("accounts:posts", term="soon"), act=_("看名单"),
            due_on=told["first"] - timedelta(days=1),
        )
    ]  # fmt: skip


def accounts_without_post(scope: Scope, day: date) -> list[Concern]:
    """For who gives posts: accounts that were opened and can do nothing yet; one query."""
    if not scope.holds(Duty.GRANTS_GIVE):
        return []
    count = _without_post(scope, day)
    if not count:
        return []
    return [
        Concern(
            title=_("{n}个账号等您给身份").format(n=count),
            source=_("系统管理员开好了账号，还没有身份"),
            url=address("accounts:list", state="without_post"), act=_("给身份"),
        )
    ]  # fmt: skip


def waits_for_a_post(scope: Scope, day: date) -> list[Concern]:
    """For who opens accounts: the same accounts, waiting for the other administrator."""
    if not scope.holds(Duty.ACCOUNTS_OPEN):
        return []
    count = _without_post(scope, day)
    if not count:
        return []
    return [
        Concern(
            title=_("{n}个账号等安全管理员给身份").format(n=count), source="",
            url=address("accounts:list", state="without_post"), act="",
        )
    ]  # fmt: skip


def never_signed_in(scope: Scope, day: date) -> list[Concern]:
    """For who hands out slips: accounts nobody has used yet; one query."""
    if not scope.holds(Duty.SLIPS_ISSUE):
        return []
    rows = Account.objects.within(scope).filter(is_active=True, signed_in_at=None)
    if not scope.holds(Duty.ACCOUNTS_OPEN):
        rows = rows.filter(org_path__gt=scope.path)
    count = rows.exclude(pk=scope.account_id).count()
    if not count:
        return []
    return [
        Concern(
            title=_("{n}个账号还没登录过").format(n=count),
            source=_("把小条打印出来交给本人，小条14天有效"),
            url=address("accounts:list", state="never"), act=_("打印小条"),
        )
    ]  # fmt: skip


def _without_post(scope: Scope, day: date) -> int:
    held = Grant.everything.filter(account=OuterRef("pk")).filter(
        Q(held__contains=day) | Q(held__startswith__gt=day)
    )
    rows = Account.objects.within(scope).filter(is_active=True, person=None)
    return int(rows.filter(~Exists(held)).count())
