"""The two states that are compared."""
