"""Pages of learners and pages of those who hold courses."""
