"""What is said: who is told of which event, over which channels, and the texts per event and language."""
