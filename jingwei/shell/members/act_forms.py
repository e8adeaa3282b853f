"""What is asked for each change of a membership, a number or a post? Plain forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Category, Ended, Title
from jingwei.kernel.people.models import Person, Position, Post
from jingwei.shell.members.forms import CHOOSE_FIRST
from jingwei.shell.orgs.fields import Choice, Day, Text

BASIS_HINT = _("例如介绍信或批复的文号。")


class PersonForm(forms.Form):
    """A change of one member's file; ``version`` is the one that was on the page."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, scope: Scope, person: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        self.scope, self.person = scope, person

    def told(self) -> dict[str, Any]:
        """The values for the action."""
        return {"person": self.person, **self.cleaned_data}


class FullForm(PersonForm):
    on = Day(label=_("转正日期"), hint=_("支部大会通过、上级批准的，写大会的日期。"))
    basis = Text(label=_("依据"), hint=BASIS_HINT)

    def told(self) -> dict[str, Any]:
        return {**super().told(), "category": Category.FULL}


class EndForm(PersonForm):
    ended = Choice(
        label=_("原因"), required=False,
        choices=[("", _("请选原因")), *((one.value, one.label) for one in
                 (Ended.TRANSFERRED_OUT, Ended.DIED, Ended.LEFT))],
    )  # fmt: skip
    on = Day(label=_("从哪天起不在本支部"))
    basis = Text(label=_("依据"), hint=BASIS_HINT)


class MoveForm(PersonForm):
    to = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    on = Day(label=_("从哪天起"))
    basis = Text(label=_("依据"), hint=BASIS_HINT)

    def clean_to(self) -> Organisation:
        code = str(self.cleaned_data["to"]).strip()
        found = Organisation.objects.within(self.scope).filter(code=code).first() if code else None
        if found is None:
            raise forms.ValidationError(CHOOSE_FIRST)
        return found


class StateForm(PersonForm):
    on = Day(label=_("从哪天起"))
    basis = Text(label=_("依据"), hint=BASIS_HINT)


class NumberForm(PersonForm):
    id_number = Text(label=_("身份证号"), most=40, attrs={"inputmode": "text"})


class RenumberForm(PersonForm):
    id_number = Text(label=_("正确的身份证号"), most=40, attrs={"inputmode": "text"})
    reason = Text(label=_("为什么错了、凭什么改"), rows=3, most=600)

    def told(self) -> dict[str, Any]:
        told = super().told()
        told.pop("version")
        return told


class ReasonForm(PersonForm):
    """What is done to the file as a whole, and why."""

    reason = Text(label=_("原因"), rows=3, most=600)

    def told(self) -> dict[str, Any]:
        told = super().told()
        told.pop("version")
        return told


class MergeForm(PersonForm):
    """``other`` is the file that is to be merged into this one."""

    other = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    reason = Text(label=_("为什么说是同一个人"), rows=3, most=600)

    def clean_other(self) -> Person:
        said = str(self.cleaned_data["other"]).strip()
        found = _person(self.scope, said)
        if found is None:
            raise forms.ValidationError(CHOOSE_FIRST)
        return found

    def told(self) -> dict[str, Any]:
        told = super().told()
        told.pop("version")
        return told


class DecideForm(forms.Form):
    """Yes or no, and why not."""

    answer = Text(label=_("说明"), rows=3, most=600, hint=_("不同意时要写，提出的人看得到。"))
    agree = forms.ChoiceField(
        choices=[("yes", "yes"), ("no", "no")], error_messages={"required": _("请选同意或不同意。")}
    )


class DecideNumberForm(DecideForm):
    """Who agrees to a number reads it from the document once more."""

    id_number = Text(label=_("正确的身份证号，对照原件再写一遍"), most=40)
    field_order = ("id_number", "answer")


class AppointForm(forms.Form):
    """Who takes which seat; ``post`` is one of the organisation's vacant ones."""

    post = Choice(label=_("职务"), choices=(), required=False)
    person = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    on = Day(label=_("任职日期"))
    due_on = Day(label=_("任期至"), required=False)
    basis = Text(label=_("依据"), hint=BASIS_HINT)

    def __init__(self, *args: Any, scope: Scope, vacant: list[Post], **more: Any) -> None:
        super().__init__(*args, **more)
        self.scope, self.vacant = scope, {str(post.public_id): post for post in vacant}
        choices = [(key, seat_words(post)) for key, post in self.vacant.items()]
        self.fields["post"].choices = choices  # type: ignore[attr-defined]

    def clean_post(self) -> Post:
        found = self.vacant.get(self.cleaned_data["post"])
        if found is None:
            raise forms.ValidationError(_("还没有选职务，请选一项。"))
        return found

    def clean_person(self) -> Person:
        found = _person(self.scope, str(self.cleaned_data["person"]).strip())
        if found is None:
            raise forms.ValidationError(CHOOSE_FIRST)
        return found


class PostForm(forms.Form):
    title = Choice(label=_("职务"), choices=Title.choices)
    on = Day(label=_("从哪天起设"))


class EndPositionForm(forms.Form):
    on = Day(label=_("从哪天起空缺"))
    basis = Text(label=_("依据"), hint=BASIS_HINT)


def seat_words(post: Post) -> str:
    """A seat in words; the number is told where there is more than one of its title."""
    title = str(post.get_title_display())
    return f"{title}（{post.seat}）" if post.seat > 1 else title


def holder_words(position: Position) -> str:
    return f"{position.name}，{position.post.get_title_display()}"


def _person(scope: Scope, said: str) -> Person | None:
    try:
        found: Person | None = Person.objects.within(scope).filter(public_id=said).first()
    except (ValueError, forms.ValidationError):
        return None
    return found
