"""What a site and a plan are made of: frozen, with help on every field."""
