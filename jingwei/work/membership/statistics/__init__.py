"""The annual Party statistics: tables as saved queries, frozen as of 31 December."""
