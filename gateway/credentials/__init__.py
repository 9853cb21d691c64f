"""What shows who somebody is: codes, passwords, passkeys, the second step; and how often each may be tried."""
