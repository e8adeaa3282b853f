"""What does a member say when something in the own file is wrong?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.people.correction_actions import OTHER, OWN_LABELS
from jingwei.kernel.rulebook.codes.people import EDUCATION
from jingwei.shell.orgs.fields import Choice, Text


class OwnCorrectionForm(forms.Form):
    """Which field, what is right, and why; education is chosen by its own list of words."""

    field = Choice(
        label=_("哪一项不对"), required=False,
        choices=[("", _("请选一项")), *OWN_LABELS.items()],
    )  # fmt: skip
    value = Text(label=_("应当是"), most=400, hint=_("选了“其他”可以不填，写在下面。"))
    words = Text(label=_("说明"), rows=3, most=600, hint=_("支部核对时看，例如换了号码。"))

    def told(self) -> dict[str, str]:
        """Education is written in words and kept as a code; words nobody knows go to people."""
        told = {name: str(self.cleaned_data.get(name) or "").strip() for name in self.fields}
        if told["field"] == "education" and told["value"]:
            code = EDUCATION.find(told["value"])
            if code is None:
                label = OWN_LABELS["education"]
                said = f"{label}：{told['value']} {told['words']}".strip()
                return {"field": OTHER, "value": "", "words": said}
            told["value"] = code
        return told
