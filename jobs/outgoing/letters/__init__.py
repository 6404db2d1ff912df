"""Letters to candidates on their way out: mail submission, the recruiter's Drafts folder, the doubtful told."""
