"""How does a form show why an act was refused? At the fields, on top, and both versions at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.http import QueryDict

from jingwei.kernel.access.fields import Precision
from jingwei.kernel.findings import Refused
from jingwei.shell import words
from jingwei.shell.orgs.fields import Day, LooseDay


def pointed(form: forms.Form, refusal: Refused, fields_of: Mapping[str, str]) -> Refused:
    """The same refusal; findings that belong to a field stand there too and lead to it.

    Which field: what ``fields_of`` says of the code, else what the finding itself names.
    """
    found = []
    for finding in refusal.findings:
        name = fields_of.get(finding.code) or str(finding.params.get("field", ""))
        if name in form.fields:
            form.add_error(name, words.sentence(finding))
            params = {**finding.params, "field_id": form[name].id_for_label or f"id_{name}"}
            found.append(replace(finding, params=params))
        else:
            found.append(finding)
    return Refused(*found)


def besides(
    form: forms.Form, act: Callable[[], object], fields_of: Mapping[str, str], today: date
) -> None:
    """Where only days could not be read: the other reasons, which the act itself knows.

    It is tried with today in place of the day and undone, so that nobody mends a day only to
    learn of the next fault after.
    """
    unread = [name for name in form.errors if isinstance(form.fields.get(name), Day)]
    if len(unread) < len(form.errors):
        return
    for name in unread:
        loose = isinstance(form.fields[name], LooseDay)
        form.cleaned_data[name] = (today, Precision.DAY) if loose else today
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except Refused as refusal:
        for finding in refusal.findings:
            name = fields_of.get(finding.code) or str(finding.params.get("field", ""))
            if name not in unread:
                form.add_error(name if name in form.fields else None, words.sentence(finding))


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
