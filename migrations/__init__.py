"""The steps of the database. They never import the app."""
