"""What does the ninth system offer to the register? The words of its ledger lines."""

from jingwei.kernel.register import verbs

verbs({"ninth.orchard.plant": "登记果园"})  # type: ignore[dict-item]
