"""Running text of any script: sentences, quotation marks, dates, and ranges of code points."""
