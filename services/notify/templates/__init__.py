"""What is said: the texts of each kind of news, per language."""
