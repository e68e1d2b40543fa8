"""What staff say who write a questionnaire."""
