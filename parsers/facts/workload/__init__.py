"""The candidate's present workload, as a share of full time."""
