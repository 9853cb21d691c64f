"""What teams ask of the office: changes after the deadline, and questions."""
