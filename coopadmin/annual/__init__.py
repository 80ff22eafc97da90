"""The annual report: one set of facts for screen, paper and JSON."""
