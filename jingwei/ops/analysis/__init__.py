"""What do the same declared figures come to on another engine, over a snapshot of the records?"""
