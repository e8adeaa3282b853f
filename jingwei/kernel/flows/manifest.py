"""What do flows offer to the register? Limits that end, on the page of today."""

from jingwei.kernel.flows.waiting import limits_ending
from jingwei.kernel.register import concern

concern(limits_ending)
