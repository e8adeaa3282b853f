"""What do templates need that Django has not? Icons, dates in words, counts, findings."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from jingwei.kernel.findings import Finding
from jingwei.shell import words
from jingwei.shell.gate import open_url, scope_of

register = template.Library()
BLANKS = re.compile(r"\s*\n\s*")

# A state is drawn three ways at once: shape, word, colour.
STATE_ICONS = {
    "ok": "ok", "info": "half", "due": "clock", "warn": "tri", "bad": "oct", "mute": "circ",
}  # fmt: skip


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """One drawing of the sprite. Without ``label`` it is decoration and not read out."""
    return _icon(str(name), str(size), str(label))


@lru_cache(maxsize=1000)
def _icon(name: str, size: str, label: str) -> SafeString:
    """A page has forty of them, always the same few: each is put together once."""
    classes = f"i i--{size}" if size else "i"
    where = f"{static('jw/icons.svg')}#i-{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>',
            classes, label, where,
        )  # fmt: skip
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, where)


@register.simple_tag
def drawn(template: str, **parts: Iterable[Any]) -> SafeString:
    """A piece of the frame that hangs on ``parts`` and the language only, put together once for
    each of them: the template sees nothing else, so nothing of one person reaches another."""
    said = tuple(
        (name, tuple(part.items()) if isinstance(part, dict) else part)
        for name, part in sorted(parts.items())
    )
    return _drawn(template, get_language(), said)


@lru_cache(maxsize=1000)
def _drawn(template: str, _language: str | None, said: tuple[Any, ...]) -> SafeString:
    parts = {name: dict(part) if name == "places" else part for name, part in said}
    return _rendered(template, parts)


TOKEN, PATH, SEARCHED = "\ue000token\ue000", "\ue000path\ue000", "\ue000searched\ue000"
"""What stands in a kept piece for what every request has of its own."""


@register.simple_tag(takes_context=True)
def framed(context: Any, template: str) -> SafeString:
    """A piece of the frame, put together once for all it hangs on (``Frame.facts``, language,
    addresses): the template sees nothing else. Token, address and search are put in anew."""
    frame = context["frame"]
    html = _framed(
        template, get_language(), get_urlconf(), get_script_prefix(), frame.facts
    ).replace(TOKEN, str(context["csrf_token"]))
    for mark, said in ((PATH, frame.path), (SEARCHED, frame.searched)):
        if mark in html:
            html = html.replace(mark, escape(said))
    return SafeString(html)


@lru_cache(maxsize=1000)
def _framed(
    template: str, _language: str | None, _urls: object, _prefix: str, facts: tuple[Any, ...]
) -> str:
    frame = dict(facts)
    frame |= {"places": dict(frame["places"]), "path": PATH, "searched": SEARCHED}
    return _rendered(template, {"frame": frame, "csrf_token": TOKEN})


def _rendered(template: str, parts: dict[str, Any]) -> SafeString:
    """Without the blanks between the template's own lines, which nobody sees and everybody
    loads."""
    return SafeString(BLANKS.sub("\n", get_template(template).render(parts)))


@register.simple_tag(takes_context=True)
def crumb(context: Any, page: str, label: str) -> SafeString:
    """One step of the way to a page: a link where this post may open it, else the words."""
    url = open_url(scope_of(context["request"]), reverse(page))
    if not url:
        return format_html("<span>{}</span>", label)
    return format_html('<a href="{}">{}</a>', url, label)


@register.simple_tag
def state_icon(kind: str) -> SafeString:
    """The drawing that belongs to a state: ok, info, due, warn, bad, mute."""
    return icon(STATE_ICONS.get(kind, "circ"))


@register.filter
def day(value: date | None, precision: str = "day") -> str:
    return words.day(value, precision)


@register.simple_tag
def dated(value: date | None, precision: str = "") -> str:
    """A date as exactly as it is known; ``precision`` may be missing."""
    return words.day(value, precision or "day")


@register.filter
def day_words(value: date | None) -> str:
    return words.day_words(value, timezone.localdate())


@register.filter
def weekday(value: date) -> str:
    return words.weekday(value)


@register.filter
def moment(value: datetime | None) -> str:
    return words.moment(value)


@register.filter
def moment_words(value: datetime | None) -> str:
    return words.moment_words(value, timezone.localtime())


@register.filter
def thousands(value: object) -> str:
    return words.thousands(value)


@register.filter
def capped(value: int | None) -> str:
    return words.capped(value)


@register.filter
def tail(value: str | None, length: int = 4) -> str:
    return words.tail(value, length)


@register.simple_tag
def share(part: int | None, whole: int | None) -> str:
    return words.share(part, whole)


@register.filter
def sentence(finding: Finding) -> str:
    """A finding's sentence, translated first and filled after."""
    return words.sentence(finding)


@register.filter
def level(value: int | None) -> str:
    """The class of a depth in a tree, ``lv-0`` to ``lv-9``; deeper rows stay at the last."""
    return f"lv-{min(max(value or 0, 0), 9)}"


@register.simple_tag
def width(part: float | None, whole: float | None) -> str:
    """A length for an svg's width attribute: ``62.3%``, never outside 0 to 100."""
    if not part or not whole:
        return "0%"
    return f"{min(max(part * 100 / whole, 0), 100):.1f}%"


@register.simple_tag
def spark_path(
    values: Iterable[float | None], width: int = 110, height: int = 28
) -> dict[str, object]:
    """A small line through ``values``, oldest first; gaps where there is no value.

    Gives ``line`` and ``area`` for ``d=""`` and ``x``, ``y`` of the last point; empty under two.
    """
    points = [(at, value) for at, value in enumerate(values) if value is not None]
    if len(points) < 2:
        return {}
    low, high = min(v for _, v in points), max(v for _, v in points)
    span, last = (high - low) or 1.0, points[-1][0] or 1
    placed = [
        (at * width / last, height - 3 - (value - low) * (height - 6) / span)
        for at, value in points
    ]
    line = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in placed)
    first_x, (end_x, end_y) = placed[0][0], placed[-1]
    area = f"{line} L{end_x:.1f} {height} L{first_x:.1f} {height}Z"
    return {"line": line, "area": area, "x": f"{end_x:.1f}", "y": f"{end_y:.1f}"}
