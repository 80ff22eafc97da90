"""The deadline register: what ends when, who looks after it, and when one must act."""
