"""Raw values into a Site, or into every Problem."""
