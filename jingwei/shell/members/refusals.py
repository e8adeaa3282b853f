"""Where does a form show why an act was refused? At the field the finding names, and on top."""

from dataclasses import replace

from django import forms

from jingwei.kernel.findings import Refused
from jingwei.shell import words


def pointed(form: forms.Form, refusal: Refused) -> Refused:
    """The same refusal; a finding about a field stands there too and leads to it."""
    found = []
    for finding in refusal.findings:
        name = str(finding.params.get("field", ""))
        if name in form.fields:
            form.add_error(name, words.sentence(finding))
            field_id = form[name].id_for_label or f"id_{name}"
            finding = replace(finding, params={**finding.params, "field_id": field_id})
        found.append(finding)
    return Refused(*found)
