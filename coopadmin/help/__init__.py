"""The pages of the help: read, searched, and written as plain text; without books and screen."""
