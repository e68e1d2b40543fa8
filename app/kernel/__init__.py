"""The technical base. It knows no word of the domain."""
