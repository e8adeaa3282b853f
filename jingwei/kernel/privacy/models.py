"""Who looked at whose sensitive values, and why?"""

from django.db import models

from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.privacy import classes


class Look(Scoped):
    """One reveal of sealed values of one person. The person concerned sees this list."""

    PRIVACY = classes.PLUMBING | classes.fields(
        I="person account account_name post looked_at reason words fields"
    )

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    account_name = models.CharField(max_length=50)
    post = models.CharField(max_length=200)
    looked_at = models.DateTimeField()
    reason = models.CharField(max_length=20)
    words = models.CharField(max_length=200, blank=True)
    fields = models.CharField(max_length=100)

    class Meta(Scoped.Meta):
        db_table = "look"
        indexes = (
            models.Index(fields=("person", "looked_at"), name="look_at_person"),
            models.Index(fields=("account", "looked_at"), name="look_by_account"),
        )

    def __str__(self) -> str:
        return f"{self.account_name} {self.looked_at:%F}"
