"""The linear document of a plan, and the rows and tables that its pages share with it."""
