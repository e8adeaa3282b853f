"""How does a form show why an act was refused? At the fields, on top, and both versions at once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict

from jingwei.kernel.findings import Refused
from jingwei.shell import words


def pointed(form: forms.Form, refusal: Refused, fields_of: Mapping[str, str]) -> Refused:
    """The same refusal; findings that belong to a field stand there too and lead to it."""
    found = []
    for finding in refusal.findings:
        name = fields_of.get(finding.code, "")
        if name in form.fields:
            form.add_error(name, words.sentence(finding))
            params = {**finding.params, "field_id": form[name].id_for_label or f"id_{name}"}
            found.append(replace(finding, params=params))
        else:
            found.append(finding)
    return Refused(*found)


def with_version(typed: QueryDict, version: int) -> QueryDict:
    """What was typed, to be sent again over the present version."""
    again = typed.copy()
    again["version"] = str(version)
    return again


def side_by_side(
    form: forms.Form, theirs: Mapping[str, Any], names: Iterable[str]
) -> list[dict[str, Any]]:
    """What was typed beside what somebody else saved meanwhile, field by field."""
    return [
        {
            "label": form.fields[name].label,
            "yours": _words(form, name, form[name].value()),
            "theirs": _words(form, name, theirs.get(name)),
        }
        for name in names
        if name in form.fields
    ]


def _words(form: forms.Form, name: str, value: Any) -> Any:
    """The label of a choice, or what was typed."""
    known = dict(getattr(form.fields[name], "choices", ()))
    return known.get(value, value)
