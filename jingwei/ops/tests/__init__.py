"""What an operator meets: starting, stopping, and the sentences when it cannot be done."""
