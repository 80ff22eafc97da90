"""Readers and writers of other people's formats; they know no feature and no database."""
