"""What the cooperative does, for whom, and who leads it."""
