"""What is done about conflicts of interest: declared, recognised, acted upon at once, looked at and lifted."""
