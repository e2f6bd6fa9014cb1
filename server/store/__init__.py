"""What is kept: meetings, who sat where, and cue events. Never sound, never words."""
