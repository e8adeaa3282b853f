"""What do the pages of centres need? Names of weekdays, degrees with a point."""

from django import template

from jingwei.systems.community.centres.kinds import WEEKDAYS

register = template.Library()
NAMES = dict(WEEKDAYS)


@register.filter
def weekday_name(number: int) -> str:
    return str(NAMES.get(number, ""))


@register.filter
def unlocalized(degrees: float) -> str:
    return f"{degrees:.6f}"
