"""Values and problems that every floor shares; standard library only."""
