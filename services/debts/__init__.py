"""What people and companies owe the municipality."""
