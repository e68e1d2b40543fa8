"""What staff say about campaigns."""
