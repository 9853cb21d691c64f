"""Sizes of files as people read them."""


def file_size(count: int) -> str:
    """Kilobytes below one megabyte, else megabytes with one decimal where it says something: 34 KB, 2.1 MB, 20 MB."""
    if count < 1 << 20:
        return f"{max(1, round(count / 1024))} KB"
    return f"{count / (1 << 20):,.1f}".removesuffix(".0") + " MB"
