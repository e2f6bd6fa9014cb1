"""What passes between two people between their meetings: messages, ideas, goals, and notes of one's own."""
