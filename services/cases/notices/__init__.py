"""What is written to people about their cases, and to whom."""
