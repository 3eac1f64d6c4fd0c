"""What a citizen files: references, clocks, and what each kind of case may do."""
