"""The gateway: accounts, sessions and every web page. It owns no contest data; it asks the services."""
