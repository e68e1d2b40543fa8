"""Tools of everybody who looks after other people's words: the log of acts, sealed originals, reasons, hints."""
