"""The notices: the configuration's against the store's, and when each opens, closes and is over."""
