"""What does handing over offer to the register? Its flow, and what waits."""

from jingwei.kernel.handover import concerns
from jingwei.kernel.handover.flows import HANDOVER
from jingwei.kernel.register import concern, flow, waits_for_others

flow(HANDOVER)
concern(concerns.handovers_to_take)
concern(concerns.own_handover)
waits_for_others(concerns.own_handover_waits)
