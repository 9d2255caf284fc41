"""How much we read of a field and of a file: far above any real plan, and quick to refuse."""

# Letters in one field of YAML, or in one text of a catalogue: about seven pages. The longest field
# of a real plan that we know has 528.
LONGEST_TEXT = 20_000

# Letters of YAML that are read again, in all, to find the slips that stand after a slip.
MOST_REREAD = 4_000_000

# Items of one list, or names in one group.
MOST_ITEMS = 2_000

# Lines of one file of YAML. A real plan of 100 actions has some 3,000.
MOST_LINES = 100_000
