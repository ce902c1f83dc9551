"""What is different between two texts. Pure: words in, differences out; no Django, no database."""
