"""Memberships, their kinds and the register."""
