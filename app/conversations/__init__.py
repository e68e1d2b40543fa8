"""What people answered, at the door, on paper or online. Nobody's name is here, and nothing here leads to one."""
