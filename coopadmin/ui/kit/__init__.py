"""The parts from which every page is built: theme, table, form, messages, worker."""
