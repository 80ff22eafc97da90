"""Hours that people worked."""
