"""One question a file: from a study to a table or a sentence."""
