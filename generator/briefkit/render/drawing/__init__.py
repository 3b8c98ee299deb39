"""Pictures drawn while the site is built: they work on paper, from files and without scripts."""
