"""Gets a Chromium for the browser tests where there is none.

Run as a program by `make test`: Debian's package when we are root, Playwright's own build otherwise.
Where neither can be had it says so, and fails under `CI=true`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from server.bench.chromium import find


def get() -> str | None:
    """Return a Chromium, installing one if need be; None when it cannot be had."""
    if (path := find()) is not None:
        return path
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find()


if __name__ == "__main__":
    if get() is None:
        print("No Chromium here and none to be had: the browser tests cannot run.", file=sys.stderr)
        print("Install one (Debian: apt-get install chromium) and try again.", file=sys.stderr)
        sys.exit(1 if os.environ.get("CI") == "true" else 0)
