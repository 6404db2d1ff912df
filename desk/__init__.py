"""Shows: tables, exports and the recruiter's page, read through the store; writes reviews, views and accounts."""
