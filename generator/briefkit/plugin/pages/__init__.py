"""Pages of ours as MkDocs handles pages."""
