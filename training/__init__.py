"""How the small net in `cues/models` was made; never part of the product."""
