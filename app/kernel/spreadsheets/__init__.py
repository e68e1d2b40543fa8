"""Tables as files that any office can open: CSV in two dialects, XLSX and ODS, written row by row in flat memory."""
