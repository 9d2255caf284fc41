"""What can be known of a text alone: its Markdown, letters, addresses, type, and colours."""
