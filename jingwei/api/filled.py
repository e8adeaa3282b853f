"""How does a call fill in the form of a page? The same fields, the same words for what is wrong."""

from typing import Any

from django import forms

from jingwei.kernel.findings import Finding, Refused


def filled[F: forms.Form](kind: type[F], said: dict[str, Any], **more: Any) -> F:
    """The page's form with what the call says. Raises: Refused with every error of its fields."""
    form = kind({name: _text(value) for name, value in said.items()}, **more)
    refuse_errors(form)
    return form


def refuse_errors(form: forms.Form) -> None:
    """Raises: Refused, one finding for each error, where there is one."""
    found = [
        Finding("request.form", "{where}：{what}", "", {"where": name, "what": what})
        for name, errors in form.errors.items()
        for what in errors
    ]
    if found:
        raise Refused(*found)


def _text(value: Any) -> Any:
    if value is None or isinstance(value, bool | list):
        return value
    return str(value)
