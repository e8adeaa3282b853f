"""组织关系转接: from one branch to another, out of the city and into it."""
