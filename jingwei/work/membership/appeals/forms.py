"""What does a member say in an appeal? One question."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.shell.orgs.fields import Text


class AppealForm(forms.Form):
    """In one's own words; who reads it is said beside the field."""

    said = Text(
        label=_("哪里不同意，为什么"), rows=8, most=4000,
        hint=_("用自己的话写。谁能证明、有什么材料，也写上。只有办这件申诉的人读得到。"),
    )  # fmt: skip
