"""The screen of volunteer hours, with the activities inside it."""
