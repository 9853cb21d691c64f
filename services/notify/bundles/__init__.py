"""Bundles: what is one of many is summed up once a day instead of told one by one."""
