"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

import server as server  # before numpy, which it keeps to one thread

settings.register_profile("duologue", deadline=None)
settings.load_profile("duologue")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def voices() -> Path:
    """The folder of real voices with gold labels; a test that asks for it is skipped without one."""
    folder = SHARED / "eval"
    if not folder.is_dir():
        pytest.skip("needs real voices: ../shared/eval is not on this machine")
    return folder
