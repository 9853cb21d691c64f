"""Real processes, killed and frozen at the worst moment; the ledgers must agree afterwards."""
