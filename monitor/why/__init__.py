"""Why something was alerted, or was not: the rows of an address, told as sentences.

`facts` are values that `monitor.store.trails` reads, `sentences` turns them into steps, stage by
stage; pure.
"""
