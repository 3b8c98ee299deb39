"""What the site's theme makes of pages."""
