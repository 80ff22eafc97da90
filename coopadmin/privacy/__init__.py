"""Privacy: the register of data breaches, and what the board says about how data are used."""
