"""Letters to candidates: templates and their fields, checked before use; the mail that is made of one."""
