"""coopadmin: members, contributions, hours and meetings of small Dutch cooperatives."""

__version__ = "0.1.0"
