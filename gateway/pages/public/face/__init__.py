"""What public pages are drawn with: an edition's name, where it stands, what it offers, what stands beside a text."""
