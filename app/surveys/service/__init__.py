"""What happens to campaigns: one function per act."""
