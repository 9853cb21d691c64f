"""What a stored file is: opened in a process of its own, with little memory and little time, and described."""
