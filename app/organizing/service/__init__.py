"""What can be done in community organizing: one function per act."""
