"""gateway/credentials/guessable.txt: words of common passwords: `python -m deploy.books.guessable`.

Made from the list of zxcvbn (MIT), which is among the requirements of the tests only: the 30,000 passwords found most
often in what was stolen elsewhere, lower case, without the digits and signs around them.
"""

from zxcvbn.frequency_lists import FREQUENCY_LISTS

from gateway.credentials.guessable import FILE, LEAST, core


def render() -> str:
    """A line for each word."""
    words = {core(password) for password in FREQUENCY_LISTS["passwords"]}
    return "".join(f"{word}\n" for word in sorted(words) if len(word) >= LEAST and word.isascii())


if __name__ == "__main__":
    FILE.write_text(render(), "utf-8")
