"""Which papers of errands must go back or be erased, and by when? On 今日待办, and told once."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import DateField, F, OuterRef, Subquery
from django.db.models.functions import Least
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope, crossing
from jingwei.kernel.concerns import address, listed, nearest
from jingwei.kernel.days import local_day
from jingwei.kernel.flows import spans
from jingwei.kernel.flows.clocks import span_of
from jingwei.kernel.ledger.reactions import Happened
from jingwei.kernel.notices.actions import To, remind, withdraw_notices
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.register import Concern
from jingwei.kernel.rulebook.calendar_queries import days
from jingwei.kernel.rulebook.queries import value_of
from jingwei.work.matters import own_rules
from jingwei.work.matters.models import Matter, ProxyCase, ProxyPaper

NUMBER, KIND = "service.paper.days", "matters.paper"
WARN_DAYS = 5
TITLE = gettext_noop("代办的材料要在{day}前退还或者销毁")
BODY = gettext_noop("还有{n}份材料没有去处。")
REASON = "提醒经办的组织"


def _after(end: date) -> date:
    span, _source = span_of(NUMBER, end)
    return spans.term(end, span, days=days()).last


def due_on(matter: Matter) -> date | None:
    """The last day for the papers of a matter; one query."""
    until = ProxyCase.objects.filter(matter=matter).values_list("until", flat=True).first()
    return own_rules.paper_day(
        answered_on=matter.answered_on, closed_on=matter.closed_on, until=until, after=_after
    )


def still_here(scope: Scope, day: date) -> Any:
    """Papers in the scope's hands that are due by ``day``, the longest here first; each has
    ``ended``, the day its errand was over."""
    kept = int(value_of(NUMBER, day))
    until = ProxyCase.objects.filter(matter=OuterRef("matter")).values("until")[:1]
    ended = Least(
        F("matter__answered_on"), F("matter__closed_on"),
        Subquery(until, output_field=DateField()),
    )  # fmt: skip
    rows = ProxyPaper.objects.filter(
        how="", matter__host_path__gte=scope.path, matter__host_path__lt=scope.hi
    ).annotate(ended=ended)
    return rows.filter(ended__lte=day - timedelta(days=kept)).order_by("taken_on", "id")


def papers_due(scope: Scope, day: date) -> list[Concern]:
    """Papers of errands in the post's hands that must leave within five days, or should have."""
    if scope.is_empty or not scope.holds(Duty.MATTERS_HANDLE):
        return []
    rows = still_here(scope, day + timedelta(days=WARN_DAYS))
    found, total = nearest(rows, "ended", of=ProxyPaper.objects.select_related("matter"))

    def one(row: Any) -> Concern:
        last = _after(row.ended)
        return Concern(
            title=_("退还或销毁材料：{name}").format(name=row.name), source=row.matter.title,
            url=address("matters:matter", row.matter.public_id), act=_("记去处"), due_on=last,
            overdue=last < day,
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}份代办材料要退还或销毁").format(n=count), source=_("代办的材料"),
            url=address("matters:home", view="done"), act=_("看清单"),
        )  # fmt: skip

    return listed(found, total, one=one, rest=rest)


def after_the_answer(happened: Happened, *, by: Scope, at: datetime) -> None:
    """The errand is done: whoever ran it is told by when its papers have to leave."""
    row = Matter.everything.filter(public_id=happened.subject_id).first()
    if row is None:
        return
    open_ = ProxyPaper.objects.filter(matter=row, how="").count()
    last = due_on(row)
    if not open_ or last is None:
        return
    with crossing(by, [by.path or row.host_path, row.host_path], REASON) as wide:
        host = Organisation.everything.filter(pk=row.host_id).first()
        if host is None:
            return
        remind(
            on=max(local_day(at), last - timedelta(days=WARN_DAYS)), kind=KIND,
            key=key_of(row), title=TITLE, body=BODY, to=[_to(host, row, last, open_)], by=wide,
            at=at, due_on=last,
        )  # fmt: skip


def _to(host: Organisation, row: Matter, last: date, count: int) -> To:
    words = {"day": last.isoformat(), "n": str(count)}
    url = address("matters:matter", row.public_id)
    return To(org=host, duty=Duty.MATTERS_HANDLE, words=words, url=url)


def key_of(matter: Matter) -> str:
    return f"paper-{matter.public_id}"


def all_gone(matters: Iterable[Matter], *, by: Scope, at: datetime) -> None:
    """Put the reminder away where no paper of the matter is left."""
    for one in matters:
        if not ProxyPaper.objects.filter(matter=one, how="").exists():
            withdraw_notices(kind=KIND, key=key_of(one), by=by, at=at)
