"""What spans features: the check of the whole file, and the example cooperative."""
