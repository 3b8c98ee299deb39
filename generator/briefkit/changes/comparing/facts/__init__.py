"""What differs in the records themselves."""
