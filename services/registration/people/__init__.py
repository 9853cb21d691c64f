"""What registration holds about people: gathered for them, taken out when they leave."""
