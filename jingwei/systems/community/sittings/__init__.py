"""Meetings of the wings and committees of a community: who came, what was decided, who does it."""
