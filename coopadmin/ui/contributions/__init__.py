"""The screen of contributions."""
