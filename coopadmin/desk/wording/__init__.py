"""What tables, columns and their values are called, in the language spoken."""
