"""Speaks OpenID Connect with a provider: code flow with PKCE, and an ID token of which everything is checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from cityteams_portal.domain.handover import Handover
from cityteams_portal.providers import Provider

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA"]
"""How an ID token may be signed: with a key of which we know the public half only; never `none`, never a shared one."""
_LEEWAY = 60
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class NotVouched(Exception):  # noqa: N818 - what happened
    """The provider does not vouch for anybody; the code says why, to the log and in other words to the person."""

    def __init__(self, code: str, reason: str = "") -> None:
        super().__init__(f"{code}: {reason}")
        self.code, self.reason = code, reason


@dataclass(frozen=True)
class Vouched:
    """Whom the provider vouches for."""

    mail: str
    name: str
    subject: str


class OpenId:
    """One provider; what it says of itself is asked once and kept. `transport` stands in for the network in tests."""

    def __init__(self, provider: Provider, callback: str, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self.provider, self._callback, self._transport = provider, callback, transport
        self._told: Mapping[str, Any] | None = None
        self._keys: KeySet | None = None

    async def begin(self) -> tuple[str, str, str, str]:
        """Where to send the browser, with the state, nonce and verifier that must fit when it comes back.

        Raises NotVouched when the provider is away.
        """
        told = await self._metadata()
        state, nonce, verifier = (token_urlsafe(48) for _ in range(3))
        async with self._client() as client:
            url, _ = client.create_authorization_url(
                told["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        return url, state, nonce, verifier

    async def end(self, handover: Handover, code: str, issuer: str | None) -> Vouched:
        """Whom the provider vouches for in exchange for a code. Raises NotVouched."""
        if issuer is not None and issuer != self.provider.issuer:
            raise NotVouched("another-issuer", "the answer comes from another provider")
        told = await self._metadata()
        async with self._client() as client:
            token = await _exchanged(client, told["token_endpoint"], code, handover.verifier)
            claims = await self._checked(token, handover.nonce)
            if "email" not in claims and "userinfo_endpoint" in told:
                claims |= await self._userinfo(client, told["userinfo_endpoint"], claims["sub"])
        return self._believed(claims)

    def _client(self) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            client_id=self.provider.client_id,
            client_secret=self.provider.client_secret.get_secret_value(),
            redirect_uri=self._callback,
            scope="openid email profile",
            code_challenge_method="S256",
            timeout=5,
            trust_env=False,
            transport=self._transport,
        )

    async def _metadata(self) -> Mapping[str, Any]:
        if self._told is None:
            told = await self._json(f"{self.provider.issuer.rstrip('/')}/.well-known/openid-configuration")
            if told.get("issuer") != self.provider.issuer:
                raise NotVouched("another-issuer", f"it calls itself {told.get('issuer')}")
            if unsafe := [each for each in _ENDPOINTS if not _is_safe(str(told.get(each, "")))]:
                raise NotVouched("an-unsafe-provider", f"{unsafe[0]} is not https")
            self._told = told
        return self._told

    async def _checked(self, token: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        try:
            found = await self._decoded(str(token.get("id_token", "")))
            options = {
                "iss": {"essential": True, "value": self.provider.issuer},
                "aud": {"essential": True, "value": self.provider.client_id},
            }
            params = {"nonce": nonce, "client_id": self.provider.client_id, "access_token": token.get("access_token")}
            claims = CodeIDToken(found.claims, found.header, options, params)
            claims.validate(leeway=_LEEWAY)
        except (JoseError, AuthlibBaseError, ValueError, TypeError) as wrong:
            raise NotVouched("a-wrong-token", f"{type(wrong).__name__}: {wrong}") from None
        return dict(claims)

    async def _decoded(self, word: str) -> jwt.Token:
        registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        if self._keys is not None:
            try:
                return jwt.decode(word, self._keys, registry=registry)
            except InvalidKeyIdError:  # the provider has a new key
                self._keys = None
        self._keys = KeySet.import_key_set(dict(await self._json((await self._metadata())["jwks_uri"])))  # type: ignore[arg-type]
        return jwt.decode(word, self._keys, registry=registry)

    async def _userinfo(self, client: AsyncOAuth2Client, address: str, subject: str) -> dict[str, Any]:
        if not _is_safe(address):
            raise NotVouched("an-unsafe-provider", "userinfo_endpoint is not https")
        try:
            answer = await client.get(address)
            told = answer.raise_for_status().json()
        except (httpx2.HTTPError, ValueError) as away:
            raise NotVouched("the-provider-is-away", type(away).__name__) from None
        if not isinstance(told, dict) or told.get("sub") != subject:
            raise NotVouched("a-wrong-token", "the provider tells of somebody else")
        return {name: told[name] for name in ("email", "email_verified", "name") if name in told}

    async def _json(self, address: str) -> Mapping[str, Any]:
        try:
            async with httpx2.AsyncClient(timeout=5, trust_env=False, transport=self._transport) as web:
                told = (await web.get(address)).raise_for_status().json()
        except (httpx2.HTTPError, ValueError) as away:
            raise NotVouched("the-provider-is-away", type(away).__name__) from None
        if not isinstance(told, dict):
            raise NotVouched("the-provider-is-away", "it does not speak OpenID Connect")
        return told

    def _believed(self, claims: Mapping[str, Any]) -> Vouched:
        mail = claims.get("email")
        if not isinstance(mail, str) or claims.get("email_verified") is not True:
            raise NotVouched("the-mail-is-not-verified")
        if not self.provider.believes(mail):
            raise NotVouched("the-mail-is-of-another-domain")
        name = claims.get("name")
        return Vouched(mail, name if isinstance(name, str) and name.strip() else mail, str(claims["sub"]))


async def _exchanged(client: AsyncOAuth2Client, address: str, code: str, verifier: str) -> Mapping[str, Any]:
    try:
        token: Mapping[str, Any] = await client.fetch_token(address, code=code, code_verifier=verifier)
    except AuthlibBaseError as no:
        raise NotVouched("the-provider-says-no", str(no.error)) from None
    except (httpx2.HTTPError, ValueError) as away:
        raise NotVouched("the-provider-is-away", type(away).__name__) from None
    return token


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))
