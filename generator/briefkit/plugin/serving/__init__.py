"""What `mkdocs serve` keeps from one build to the next."""
