"""Courses that learners choose: needs, catalogue, seats, rosters, hours, feedback."""
