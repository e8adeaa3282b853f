"""Which programs may call, in which acting post, and what did a repeated call answer?"""

from django.db import models

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.privacy import classes


class Token(Scoped):
    """A key for a program, bound to one acting post: it ends when the post ends.

    Only a digest is kept; the key itself is shown once.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="name account grant made_at until ended_at used_on", S="token_hash"
    )

    public_id = public_id_field()
    name = models.CharField(max_length=60)
    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    grant = models.ForeignKey("access.Grant", on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of 32 random bytes
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    used_on = models.DateField(null=True)

    class Meta(Scoped.Meta):
        db_table = "api_token"

    def __str__(self) -> str:
        return self.name


class Repeat(models.Model):
    """The answer to a call that carried an Idempotency-Key, kept in the transaction of its effect.

    A key whose call was refused is free again, because the row went with the effect.
    """

    WITHOUT_SCOPE = "an account sees its own rows only, by a policy on the account"
    PRIVACY = classes.fields(I="id account key asked status answered_at", C="answer")

    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    asked = models.CharField(max_length=64)  # SHA-256 of method, address and body
    status = models.PositiveSmallIntegerField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        db_table = "api_repeat"
        constraints = (
            models.UniqueConstraint(fields=("account", "key"), name="one_answer_to_a_key"),
        )

    def __str__(self) -> str:
        return self.key
