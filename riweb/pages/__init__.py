"""A Site into web pages and linear documents, through templates/."""
