"""How many hands are there in the tests of many hands?"""

CLICKS, WRITERS, EACH, LINES = 8, 20, 5, 60
