"""Tests of the mailing: who gets a mail, in which language, and who gets none any more."""
