"""The addresses of one candidate: the application, its documents and mails, what people say of it, merging, erasing."""
