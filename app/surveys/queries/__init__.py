"""What can be asked about campaigns."""
