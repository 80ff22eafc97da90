"""Persons and organisations, and the offices they hold."""
