"""The worksheet form: typed fields on one side, a worksheet row on the other, and errors back to the fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from cityteams_portal.complaints import Complaint, Path, complaints
from cityteams_portal.worksheet_row import WorksheetRow

PARTNERS = ("partner_1", "partner_2", "partner_3")
_TEXTS = ("id", "title", "sector", "description", "city_name", "city_country", "lead_name", "lead_mail")
_OFFICIAL = ("official_name", "official_mail")
_LISTS = ("needs", "offers")
_LONGEST = 5000


@dataclass(frozen=True)
class WorksheetForm:
    """What was typed, as it was typed, and what is wrong with it by field; `""` holds what is about no field."""

    texts: Mapping[str, str]
    ticked: Mapping[str, Sequence[str]]
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def empty(cls, worksheet_id: str) -> "WorksheetForm":
        """A new form; its id makes a form sent twice one worksheet."""
        return cls.typed({"id": worksheet_id}, {})

    @classmethod
    def typed(cls, texts: Mapping[str, str], ticked: Mapping[str, Sequence[str]]) -> "WorksheetForm":
        """A form as a browser sent it; fields it did not send are empty."""
        partners = [f"{partner}_{part}" for partner in PARTNERS for part in ("name", "kind", "country")]
        names = (*_TEXTS, *_OFFICIAL, *partners)
        clean = {name: texts.get(name, "").replace("\r\n", "\n")[:_LONGEST] for name in names}
        return cls(clean, {name: tuple(ticked.get(name, ())) for name in _LISTS})

    def row(self, round_id: str) -> "WorksheetRow | WorksheetForm":
        """The worksheet row, or this form with what is wrong at each field."""
        try:
            return WorksheetRow.model_validate(self._written(round_id))
        except ValidationError as wrong:
            return self.with_complaints(complaints(wrong))

    def with_complaints(self, found: Sequence[Complaint]) -> "WorksheetForm":
        """The same form with errors at the fields they are about."""
        errors: dict[str, str] = {}
        for each in found:
            name = self._field(each.path)
            errors[name] = f"{errors[name]} {_sentence(each.detail)}" if name in errors else _sentence(each.detail)
        return WorksheetForm(self.texts, self.ticked, errors)

    def _written(self, round_id: str) -> dict[str, object]:
        text = self.texts
        official = {"name": text["official_name"], "mail": text["official_mail"]}
        return {
            "id": text["id"],
            "title": text["title"],
            "sector": text["sector"],
            "round": round_id,
            "description": text["description"],
            "participants": [self._organisation(each) for each in self._organisations()],
            "lead": {"name": text["lead_name"], "mail": text["lead_mail"]},
            "officials": [official] if any(part.strip() for part in official.values()) else [],
            **self.ticked,
        }

    def _organisations(self) -> list[str]:
        """The groups of fields that name an organisation; untouched groups are left out."""
        groups = ("city", *PARTNERS)
        return [each for each in groups if (self.texts[f"{each}_name"] + self.texts[f"{each}_country"]).strip()]

    def _organisation(self, group: str) -> dict[str, object]:
        name, country = self.texts[f"{group}_name"], self.texts[f"{group}_country"].strip().upper()
        if group == "city":
            return {"name": name, "kind": "municipality", "country": country, "city": name, "deploys": True}
        return {"name": name, "kind": self.texts[f"{group}_kind"], "country": country}

    def _field(self, path: Path) -> str:
        match path:
            case ("participants", int(at), part, *_) if at < len(self._organisations()):
                return f"{self._organisations()[at]}_{'name' if part in ('city', 'deploys') else part}"
            case ("participants", *_):
                return "city_name"
            case ("lead", *rest):
                return "lead_mail" if "mail" in rest else "lead_name"
            case ("officials", *rest):
                return "official_mail" if "mail" in rest else "official_name"
            case (str(name), *_) if name in self.texts or name in self.ticked:
                return name
            case _:
                return ""


def _sentence(detail: str) -> str:
    words = detail if detail[:1].isupper() else f"This {detail}"
    return words if words.endswith((".", "!", "?")) else f"{words}."
