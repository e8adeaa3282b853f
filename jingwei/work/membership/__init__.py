"""What happens to a member and to the bodies members elect: each folder a procedure."""
