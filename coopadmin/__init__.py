"""coopadmin: members, contributions, hours and meetings of small Dutch cooperatives."""

import gc

__version__ = "0.1.0"

# Loading the program makes hundreds of thousands of objects that stay; to look for garbage among
# them at every 700th, as Python does by itself, is a good part of the time until the first paint.
gc.set_threshold(20_000, 10, 10)
