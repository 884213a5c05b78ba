"""The command line: words into calls. Results go to standard output, progress and problems to standard error.

Exit codes: 0 a result (no zone is one), 1 a fault of the program, 2 something given cannot be used.
"""

import os
import sys

from sim.cli.commands import app
from sim.cli.paint import painted
from sim.errors import DealzonesError, ScenarioError


def main() -> None:
    """Run the command line."""
    try:
        app()
    except DealzonesError as error:
        said = error.render(painted(sys.stderr)) if isinstance(error, ScenarioError) else f"error: {error}"
        print(said, file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        # The reader (such as `head`) went away; keep the interpreter from complaining about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        print(f"error: {error.filename or 'a file'}: {(error.strerror or str(error)).lower()}", file=sys.stderr)
        sys.exit(2)


__all__ = ["app", "main"]
