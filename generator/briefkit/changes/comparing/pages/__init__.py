"""The pages that differ, and why."""
