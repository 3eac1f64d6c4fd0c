"""Taking over what the accounting system knows: files, its REST interface, staging, merging."""
