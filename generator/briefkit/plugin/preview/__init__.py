"""What a preview adds to a site: the marks of changes, the way between them, and the list of all."""
