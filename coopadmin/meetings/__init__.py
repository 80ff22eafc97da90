"""General meetings from agenda to adopted minutes."""
