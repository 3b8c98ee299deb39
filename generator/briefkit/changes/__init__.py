"""What git knows of the content: earlier revisions, and what changed between them."""
