"""What everybody may read of a community without signing in."""
