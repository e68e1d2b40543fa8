"""What staff say in community organizing."""
