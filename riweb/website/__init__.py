"""The pages of the website: those of each plan, and those of the site itself."""
