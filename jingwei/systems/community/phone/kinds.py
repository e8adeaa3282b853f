"""Which kinds of notes are there, and which matter does each become?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jingwei.work.matters.kinds import Kind


class NoteKind(models.TextChoices):
    """Somebody said it, I saw it, or it is done already. There are no visits to count."""

    ASKED = "asked", _("诉求")
    FOUND = "found", _("隐患")
    SOLVED = "solved", _("当场办好")


BECOMES = {NoteKind.ASKED: Kind.SERVICE, NoteKind.FOUND: Kind.GRID, NoteKind.SOLVED: Kind.GRID}
