"""What is held about a person: sealed for that person alone, and taken out when they leave."""
