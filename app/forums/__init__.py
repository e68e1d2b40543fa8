"""Nachbarschaftsforen: standing groups of neighbours for one or more Ortsteile, and who looks after them."""
