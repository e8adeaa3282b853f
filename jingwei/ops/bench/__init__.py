"""How fast is it, beside the plainest way of doing the same, measured in one run?"""
