"""The command line as a shell would call it."""

import os
import subprocess
import sys


def dealzones(*arguments, cwd, **environment):
    """Run the command line and return what happened."""
    command = [sys.executable, "-m", "sim", *arguments]
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=120, check=False)
