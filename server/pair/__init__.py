"""A pair: who they are to each other, what they agreed on, and what the agreement governs."""
