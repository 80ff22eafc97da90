"""The studio of the annual report."""
