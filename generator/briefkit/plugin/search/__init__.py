"""What searches are told, and the index of Pagefind."""
