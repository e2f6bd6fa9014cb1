"""What reports and printed summaries say, a file a language."""
