"""How does a result reach the person who asked, and which errands are looked at?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Handed(models.TextChoices):
    """How the result came into the hands of the person."""

    IN_PERSON = "in_person", _("当面交到手里")
    AT_HOME = "at_home", _("送到家里")
    BY_POST = "by_post", _("寄到")
    TOLD = "told", _("结果不用交，电话里说了")


class View(models.TextChoices):
    """Parts of the list of errands."""

    NEW = "new", _("等人接")
    RUNNING = "running", _("在跑")
    PAPERS = "papers", _("材料还没有退")
    DONE = "done", _("已交到")
