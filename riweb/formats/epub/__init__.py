"""The linear document as an EPUB 3.3 e-book, one file for each of its sections."""
