"""How pages reach the services: one client a service, one method a call."""
