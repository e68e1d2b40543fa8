"""The questionnaire as a document, and everything that can be said about it and its answers. Pure."""
