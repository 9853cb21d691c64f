"""What pages ask registration of those who apply: organisations, and such as apply together with one."""
