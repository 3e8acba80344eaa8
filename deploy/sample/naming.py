"""Invented names for the people of the sample."""

from unicodedata import normalize

FIRST = (
    "Amara Benoit Chiara Dariusz Elif Farid Greta Hiroshi Imani Joaquim Katarina Lorenzo Mei Nadia Oluwaseun Priya "
    "Quentin Rosa Samuel Tomoko Ulrika Viktor Wanjiru Ximena Yusuf Zofia"
).split()
LAST = (
    "Abara Bergström Castellano Dubois Ekwueme Fontaine Grigorescu Hashimoto Ibarra Jansen Kowalski Lindqvist Moreau "
    "Nakamura Okafor Pereira Quintero Rossi Sørensen Takahashi Urbina Virtanen Watanabe Yıldız Zheng"
).split()
PLAIN = str.maketrans({"ø": "o", "ı": "i"})


class Names:
    """Gives every key one name and one mail address, and no two keys the same."""

    def __init__(self) -> None:
        self._given: dict[str, dict[str, str]] = {}

    def person(self, key: str) -> dict[str, str]:
        """The person behind `key`: the first call with a key invents one."""
        if key not in self._given:
            self._given[key] = _nth(len(self._given))
        return dict(self._given[key])


def _nth(index: int) -> dict[str, str]:
    first = FIRST[index % len(FIRST)]
    last = LAST[(index * 7 + index // len(FIRST)) % len(LAST)]
    return {"name": f"{first} {last}", "mail": f"{_plain(first)}.{_plain(last)}@example.org"}


def _plain(name: str) -> str:
    return normalize("NFKD", name.lower().translate(PLAIN)).encode("ascii", "ignore").decode()
