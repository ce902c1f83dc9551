"""What we add to CommonMark, one addition a module. Each adds its rule to a parser."""
