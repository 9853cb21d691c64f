"""Promises of the pipe, on a real RabbitMQ."""
