"""Are members who are away in contact, and who is out of contact? Reminders to care."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records, Words

STANDING = Group("standing", _("流动和失联党员"), 78)
EDUCATION = "《中国共产党党员教育管理工作条例》"
CARE = _("只作关心的提醒，不作成绩；联系不上先找原因。")


def _records(code: str, title: Words, model: str, table: str, rows: str) -> Records:
    return Records(
        code=f"standing.{code}", title=title, unit=in_context("党员", "名"),
        model=f"standing.{model}", duty=Duty.MEMBERS_SEE, reads=frozenset({table, "edge"}),
        rows=rows,
    )  # fmt: skip


def _there(table: str, months: str) -> str:
    """Away on the day; in contact within the months before it."""
    return f"""
        SELECT f.id, f.org_id,
            coalesce(f.last_contact_on, f.since)
                > {{on}} - {{rule {months}}} * INTERVAL '1' MONTH AS in_contact
        FROM {table} f
        WHERE f.since <= {{on}} AND (f.ended_on IS NULL OR f.ended_on > {{on}})
    """


FLOATING = _records(
    "floating", _("外出党员"), "Floating", "floating",
    _there("floating", "floating.contact.months"),
)  # fmt: skip
ABROAD = _records(
    "abroad", _("出国（境）党员"), "Stay", "stay_abroad",
    _there("stay_abroad", "abroad.contact.months"),
)  # fmt: skip
LOST = _records(
    "lost", _("查找中和失联的党员"), "LostContact", "lost_contact",
    """
        SELECT f.id, f.org_id, f.state IN ('lost', 'suspended') AS stated FROM lost_contact f
        WHERE f.since <= {on} AND (f.ended_on IS NULL OR f.ended_on > {on})
    """,
)  # fmt: skip


def _contacted(code: str, title: Words, records: Records) -> Indicator:
    return Indicator(
        code=f"standing.{code}", title=title, unit=in_context("党员", "名"), source=EDUCATION,
        records=records, group=STANDING, kind=Kind.RATIO, n="in_contact", d="true",
        d_title=_("在外的党员"), note=CARE,
    )  # fmt: skip


INDICATORS = (
    _contacted("floating_contacted", _("流动党员近期有联系"), FLOATING),
    _contacted("abroad_contacted", _("出国（境）党员近期有联系"), ABROAD),
    Indicator(
        code="standing.lost", title=_("失联党员"), unit=in_context("党员", "名"),
        source=EDUCATION, records=LOST, group=STANDING, n="stated",
        note=_("已认定失联和因此停止党籍、还没有找到的；正在查找的不算。"),
    ),
)  # fmt: skip
