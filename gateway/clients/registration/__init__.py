"""What pages ask registration, a module for each of its areas."""
