"""Winners: the entries that won in an edition, with what the public may read of them."""
