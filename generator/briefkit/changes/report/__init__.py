"""What is written about a comparison for people: sentences, the comment of a merge request, pages."""
