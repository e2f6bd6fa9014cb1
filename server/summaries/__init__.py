"""What belongs to a summary besides its facts: notes of one's own, opening it, the meetings before."""
