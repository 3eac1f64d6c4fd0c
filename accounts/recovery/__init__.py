"""Recovery at the service desk: two officers, a waiting time, and everybody is told (ADR 0011)."""
