"""Letters and e-mail: what goes to whom, by which way, and what became of it."""
