"""How is a term written? With its last day, as people say it; kept is the day after."""

from datetime import timedelta
from typing import Any

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def term(held: Any) -> str:
    """``2026-12-01 至 2026-12-14``; ``2026-12-01 起``; in words where it never began."""
    if held is None or held.isempty:
        return gettext("没有开始过")
    if held.upper is None:
        return gettext("{first} 起").format(first=held.lower)
    last = held.upper - timedelta(days=1)
    return gettext("{first} 至 {last}").format(first=held.lower, last=last)
