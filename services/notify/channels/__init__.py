"""How e-mails leave: over SMTP, or as files where no mail server is set."""
