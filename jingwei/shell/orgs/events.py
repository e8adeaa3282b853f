"""How does a timeline tell what became of an organisation? Events of the kernel in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.orgs.history import NEWEST, Event
from jingwei.kernel.orgs.kinds import EdgeKind, OrgKind
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.orgs.queries import Tie
from jingwei.kernel.register import register
from jingwei.shell import words
from jingwei.shell.orgs import addresses


@dataclass(frozen=True)
class Shown:
    """One line of ``shell/_timeline.html``."""

    what: str
    on: date | None
    precision: str = ""
    note: str = ""
    who: str = ""
    url: str = ""
    state: str = "done"


PRECISIONS = {"d": "day", "m": "month", "y": "year"}


def shown(events: list[Event], org: Organisation, *, newest: bool = True) -> list[Shown]:
    """Events for the page; the first of the first page is marked as the present."""
    return [_shown(event, org, newest and not at) for at, event in enumerate(events)]


def _shown(event: Event, org: Organisation, is_now: bool) -> Shown:
    tie = event.tie
    recorded = ""
    if event.at is not None and event.who:
        recorded = _("{who} {at} 登记").format(who=event.who, at=words.moment(event.at))
    note = _("；").join(part for part in (event.basis, recorded) if part)
    return Shown(
        what=_what(event),
        on=event.on,
        precision=PRECISIONS[org.founded_precision] if event.kind == "founded" else "day",
        note=note,
        url=addresses.page(tie.code) if tie and tie.in_sight else "",
        state="now" if is_now else "done",
    )


def _what(event: Event) -> str:
    said = {
        "name": event.name, "before": event.before, "kind": _kind(event.org_kind),
        "kind_before": _kind(event.kind_before), "due_on": words.day(event.due_on),
        "other": event.tie.name if event.tie else "", "tie": tie_words(event.tie),
    }  # fmt: skip
    if event.kind == "line":
        return str(register().verbs.get(event.verb) or event.verb)
    if event.kind == "named":
        return _named(event).format(**said)
    patterns = {
        "founded": _("成立，名为{name}"),
        "led": _("改隶属{other}"),
        "dual": _("纳入{other}的双重管理，隶属不变"),
        "managed": _("参与管理{other}"),
        "dual_end": _("结束{other}的双重管理"),
        "managed_end": _("不再参与管理{other}"),
        "tied": _("与{other}建立关系：{tie}"),
        "tied_end": _("与{other}结束关系：{tie}"),
        "became": _("由{other}转来"),
        "turned": _("转为{other}"),
        "term": _("换届，任期至{due_on}"),
        "dissolved": _("撤销"),
    }
    return patterns[event.kind].format(**said)


def tie_words(tie: Tie | None) -> str:
    """What the other end is to this one."""
    if tie is None:
        return ""
    said = {
        ("dual_manages", True): _("双重管理"), ("dual_manages", False): _("参与管理的组织"),
        ("guides", True): _("业务指导单位"), ("guides", False): _("业务指导的组织"),
        ("hosts", True): _("驻在地组织"), ("hosts", False): _("驻在本地的组织"),
        ("turned_into", True): _("转来之前"), ("turned_into", False): _("转为"),
    }  # fmt: skip
    return said.get((tie.kind, tie.other_is_host)) or str(EdgeKind(tie.kind).label)


def _named(event: Event) -> str:
    renamed, converted = event.name != event.before, event.org_kind != event.kind_before
    if renamed and converted:
        return _("由{kind_before}改建为{kind}，更名为{name}")
    if converted:
        return _("由{kind_before}改建为{kind}")
    if renamed:
        return _("由{before}更名为{name}")
    return _("调整简称")


def _kind(kind: str) -> str:
    return str(OrgKind(kind).label) if kind in OrgKind.values else kind


def cursor_of(event: Event) -> str:
    """Where the next page begins, for the address."""
    day, rank, key = event.key
    return f"{day.isoformat()}.{rank}.{key}"


def read_cursor(text: str) -> tuple[date, int, int]:
    """Raises: Refused where the address does not name a place in the timeline."""
    if not text:
        return NEWEST
    try:
        day, rank, key = text.split(".")
        return date.fromisoformat(day), int(rank), int(key)
    except ValueError as error:
        raise Refused(Finding("page.cursor", "这个翻页地址用不了了，请从第一页看起。")) from error
