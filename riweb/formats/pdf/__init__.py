"""The linear document as a tagged PDF, by WeasyPrint: the one door to it."""
