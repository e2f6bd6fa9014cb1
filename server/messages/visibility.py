"""Who sees a thing: every stored item says so, and shows it as its tag."""

from __future__ import annotations

from typing import Literal

Visibility = Literal["mine", "ours", "programme"]
"""`mine`: its author's alone; `ours`: of the two; `programme`: who runs it also sees that it is there."""

Shareable = Literal["mine", "ours"]
"""What people write can be these two; the programme is shown nothing of content."""
