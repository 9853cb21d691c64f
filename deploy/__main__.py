"""`python -m deploy`: what the `egret` launcher starts."""

from deploy.cli import main

main()
