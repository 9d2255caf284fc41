"""Files of a plan for programmes: data, spreadsheet, calendar, feed, and the list of them all."""
