"""OpenID providers that the operator trusts to say who somebody is."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

Domain = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+\.[a-z0-9-]+$", to_lower=True, max_length=253)]


class Provider(BaseModel):
    """One provider. With `domains` only mail addresses of these are believed; without, all that it has verified."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,30}$")] = "organisation"
    name: Annotated[str, StringConstraints(min_length=1, max_length=60)] = "Your organisation"
    issuer: Annotated[str, StringConstraints(pattern=r"^https?://[^\s?#]+$", max_length=300)]
    client_id: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    client_secret: SecretStr
    domains: Annotated[tuple[Domain, ...], Field(max_length=50)] = ()

    def believes(self, mail: str) -> bool:
        """Whether this provider is trusted with such an address."""
        return not self.domains or mail.rpartition("@")[2].lower() in self.domains
