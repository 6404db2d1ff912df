"""The candidate's qualifications: degrees and diplomas."""
