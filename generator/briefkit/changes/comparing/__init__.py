"""What differs between two states of the content: facts, problems, and the pages they reach."""
