"""The microservice chassis: what every part would otherwise copy. It knows no word of the contest."""
