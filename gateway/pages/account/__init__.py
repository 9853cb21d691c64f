"""A person's own account: home, inbox, name, addresses, what protects it, what is held."""
