"""What makes a German text easy to read, and where it is not. Hints alone: nothing is changed by itself."""
