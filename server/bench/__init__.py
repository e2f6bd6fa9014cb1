"""Measuring: what listening costs, side by side in one run."""
