"""What is said beside the list?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.shell.orgs.fields import Text


class OfferForm(forms.Form):
    notes = Text(
        label=_("交代"), rows=6, most=2000,
        hint=_("清单上看不出来的：办到哪一步、找谁、放在哪里。不写证件号码。"),
    )  # fmt: skip
