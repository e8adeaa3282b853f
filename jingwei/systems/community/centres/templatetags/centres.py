"""What do the pages of centres need? Names of weekdays, degrees with a point, the walk."""

from django import template
from django.utils import timezone

from jingwei.systems.community.centres.kinds import WEEKDAYS
from jingwei.systems.community.centres.queries import walk_on
from jingwei.systems.community.centres.rules import Walk

register = template.Library()
NAMES = dict(WEEKDAYS)


@register.filter
def weekday_name(number: int) -> str:
    return str(NAMES.get(number, ""))


@register.filter
def unlocalized(degrees: float) -> str:
    return f"{degrees:.6f}"


@register.simple_tag
def walk() -> Walk:
    """The numbers of the rulebook by which minutes are worked out today."""
    return walk_on(timezone.localdate())
