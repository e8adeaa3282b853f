"""发展党员: from an application to a full member, under the rule set of the day of each step."""
