"""What a preview is told: the pages that differ, what they held before, and the list of changes."""
