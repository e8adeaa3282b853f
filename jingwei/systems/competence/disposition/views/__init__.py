"""The pages: cases for those named, the own part for the member, pilots and outcomes."""
