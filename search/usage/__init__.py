"""How search is used: recording in sums by day, popularity with decay, reports for editors."""
