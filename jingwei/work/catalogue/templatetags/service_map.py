"""Where is the residents' map of services? Empty where no part has one."""

from django import template

from jingwei.work.catalogue import points

register = template.Library()


@register.simple_tag
def service_map() -> str:
    return points.map_address()
