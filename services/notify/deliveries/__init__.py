"""What is to reach one person over one channel, and what became of it."""
