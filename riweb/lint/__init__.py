"""Plain English and Cymraeg Clir: advice on the words of the content."""
