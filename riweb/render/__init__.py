"""Templates, addresses, and what every page of a language or of a plan is given."""
