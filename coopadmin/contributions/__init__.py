"""Tariffs, charge runs and what members owe."""
