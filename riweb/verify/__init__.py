"""Look at finished files as a reader would meet them."""
