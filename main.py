"""The same program as the command `coopadmin`, started from a clone."""

import sys

from coopadmin.commands import main

if __name__ == "__main__":
    sys.exit(main())
