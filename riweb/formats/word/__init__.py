"""Write the linear document as a Word document."""
