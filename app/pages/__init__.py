"""Pages that gather from several capabilities (start, Ortsteil, forum), and the pages that the law asks for."""
