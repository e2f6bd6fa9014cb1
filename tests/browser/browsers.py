"""Gets the browsers of the tests where they are missing: a Chromium, and a Firefox with something to play to.

Run as a program by `make test`: Debian's packages when we are root, Playwright's own Chromium otherwise.
Where one cannot be had it says so, and fails under `CI=true`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from server.bench.chromium import find


def firefox() -> str | None:
    """Return the path of a Firefox on this machine, or None."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


def missing() -> list[str]:
    """Debian's names of what is not here."""
    wanted = (("chromium", find()), ("firefox-esr", firefox()), ("pulseaudio", shutil.which("pulseaudio")))
    return [name for name, path in wanted if path is None]


def get() -> list[str]:
    """Install what is missing, where that can be done; return what is missing still."""
    wanted = missing()
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", *wanted]):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    elif "chromium" in wanted:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return missing()


if __name__ == "__main__":
    if lacking := " ".join(get()):
        print(f"Not here and not to be had: {lacking}. Their browser tests cannot run.", file=sys.stderr)
        print(f"Install them (Debian: apt-get install {lacking}) and try again.", file=sys.stderr)
        sys.exit(1 if os.environ.get("CI") == "true" else 0)
