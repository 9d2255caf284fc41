"""What an editor writes, read, checked and turned into values."""
