"""Where does a page about an organisation stand? The day looked at goes along from page to page."""

from urllib.parse import urlencode

from django.urls import NoReverseMatch, register_converter, reverse

from jingwei.shell.orgs.days import Day


class CodeConverter:
    """An organisation's code: anything but a slash, so that imported codes work too."""

    regex = r"[^/]{1,40}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CodeConverter, "code")


def page(code: str, tab: str = "home", day: Day | None = None, **asked: object) -> str:
    """Address of an organisation's page; ``tab`` is the url name without ``org-``."""
    return _with(reverse(f"orgs:org-{tab}", args=[code]), day, asked)


def change(code: str, act: str, **asked: object) -> str:
    """Address of one kind of change of an organisation."""
    return _with(reverse("orgs:org-act", args=[code, act]), None, asked)


def tree(day: Day | None = None, **asked: object) -> str:
    return _with(reverse("orgs:tree"), day, asked)


def elsewhere(name: str, *args: object) -> str:
    """Address of a page of another part; empty where it does not exist."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _with(address: str, day: Day | None, asked: dict[str, object]) -> str:
    said = {"on": day.said if day else "", **asked}
    query = urlencode({key: value for key, value in said.items() if value not in ("", None)})
    return f"{address}?{query}" if query else address
