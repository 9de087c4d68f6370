"""``python -m seedlib`` is the command ``seedlib``."""

import sys

from seedlib.cli import main

if __name__ == "__main__":
    sys.exit(main())
