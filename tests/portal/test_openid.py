"""Signing in with an organisation: against a real certified provider, and against one that lies."""

import hmac
import json
import re
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from pydantic import SecretStr, ValidationError

from cityteams_contracts.registration import PersonConfirmed
from cityteams_portal.domain.handover import Handover
from cityteams_portal.openid import NotVouched, OpenId
from cityteams_portal.providers import Provider
from cityteams_portal.store import HANDOVERS
from cityteams_portal.sweeping import forget_old
from tests.portal.test_sign_in import ask, hidden, press, signed_in
from tests.support.openid import CLIENT, SECRET, OpenIdProvider

CALLBACK = "http://localhost/sign-in/with/organisation/callback"
MAIL = "ada@city.example"


@pytest.fixture(scope="module", params=[False, True], ids=["userinfo", "in-the-token"])
def provider(request):
    """A real provider; where it tells the mail address differs."""
    with OpenIdProvider(CALLBACK, claims_in_token=request.param) as running:
        yield running


def trusting(issuer, **more):
    return Provider(name="City of Example", issuer=issuer, client_id=CLIENT, client_secret=SecretStr(SECRET), **more)


@pytest.fixture
def desk(new_desk, provider):
    """A portal that trusts the real provider."""
    return new_desk(portal_address="http://localhost", oidc_providers=(trusting(provider.issuer),))


async def over(client):
    """Presses the button; the address of the provider to which the browser is sent."""
    page = await client.get("/sign-in", params={"next": "/worksheets"})
    assert "City of Example" in page.text
    sent = await client.post(
        "/sign-in/with/organisation", data={"form_token": hidden(page), "next": hidden(page, "next")}
    )
    assert sent.status_code == 200, sent.text
    (place,) = re.findall(r'http-equiv="refresh" content="0; url=([^"]*)"', sent.text)
    return unescape(place)


def changed(address, **change):
    parts = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()} | change
    return urlunsplit(parts._replace(query=urlencode({k: v for k, v in query.items() if v is not None})))


async def refused(client, address):
    answer = await client.get(address)
    assert answer.status_code == 403, answer.text
    assert not await signed_in(client)
    assert "Not signed in" in answer.text


async def test_a_person_signs_in_with_their_organisation_and_is_led_on(desk, registration, provider):
    async with desk.client() as client:
        back = provider.sign_in(await over(client), MAIL)
        done = await client.get(back)
        assert (done.status_code, done.headers["location"]) == (303, "/worksheets")
        told = (await client.get("/api/v1/me")).json()
    assert told["name"] == "Ada Lovelace"
    assert [event.person_id for event in registration.said(PersonConfirmed)] == [told["person_id"]]
    assert MAIL.encode() not in repr(desk.dump()).encode()


async def test_the_provider_and_the_mailed_link_lead_to_the_same_person(desk, registration, provider):
    people = set()
    async with desk.client() as client:
        await ask(client, MAIL)
        await press(client, (await registration.tokens())[-1])
        people.add((await client.get("/api/v1/me")).json()["person_id"])
    async with desk.client() as client:
        await client.get(provider.sign_in(await over(client), MAIL))
        people.add((await client.get("/api/v1/me")).json()["person_id"])
    assert len(people) == 1


async def test_the_request_carries_pkce_state_and_nonce_and_asks_for_no_more_than_needed(desk, registration):
    async with desk.client() as client:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(await over(client)).query).items()}
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert len(asked["state"]) >= 43
    assert len(asked["nonce"]) >= 43
    assert (asked["response_type"], asked["scope"]) == ("code", "openid email profile")


async def test_a_mail_that_is_not_verified_signs_nobody_in(desk, registration, provider):
    async with desk.client() as client:
        await refused(client, provider.sign_in(await over(client), f"unverified:{MAIL}"))
    assert registration.said(PersonConfirmed) == []


@pytest.mark.parametrize("state", ["guessed", "", None, "\u202e"])
async def test_a_wrong_state_signs_nobody_in(desk, registration, provider, state):
    async with desk.client() as client:
        await refused(client, changed(provider.sign_in(await over(client), MAIL), state=state))


async def test_what_was_begun_in_another_browser_signs_nobody_in(desk, registration, provider):
    async with desk.client() as attacker, desk.client() as victim:
        back = provider.sign_in(await over(attacker), "attacker@evil.example")
        await over(victim)
        await refused(victim, back)


async def test_a_code_that_comes_a_second_time_signs_nobody_in(desk, registration, provider):
    async with desk.client() as client, desk.client() as again:
        back = provider.sign_in(await over(client), MAIL)
        state = client.cookies.get("cityteams_state")
        assert (await client.get(back)).status_code == 303
        again.cookies.set("cityteams_state", state)
        await refused(again, back)  # the state is used up
        fresh = parse_qs(urlsplit(await over(again)).query)["state"][0]
        await refused(again, changed(back, state=fresh))  # and the provider knows the code is used up


async def test_the_code_of_somebody_else_does_not_fit_ones_own_pkce(desk, registration, provider):
    async with desk.client() as victim, desk.client() as attacker:
        stolen = provider.sign_in(await over(victim), MAIL)
        own = parse_qs(urlsplit(await over(attacker)).query)["state"][0]
        await refused(attacker, changed(stolen, state=own))


async def test_an_answer_in_the_name_of_another_issuer_signs_nobody_in(desk, registration, provider):
    async with desk.client() as client:
        await refused(client, changed(provider.sign_in(await over(client), MAIL), iss="http://127.0.0.1:1"))


async def test_an_error_of_the_provider_signs_nobody_in(desk, registration):
    async with desk.client() as client:
        state = parse_qs(urlsplit(await over(client)).query)["state"][0]
        await refused(client, f"{CALLBACK}?{urlencode({'error': 'access_denied', 'state': state})}")


async def test_a_sign_in_that_comes_back_after_ten_minutes_is_too_late(desk, registration, provider):
    async with desk.client() as client:
        back = provider.sign_in(await over(client), MAIL)
        (begun,) = desk.read(lambda tx: tx.find(HANDOVERS))
        old = Handover(**{**vars(begun), "begun_at": begun.begun_at - timedelta(minutes=10)})
        with desk.service.store.writing() as conn:
            HANDOVERS.save(conn, {old.handover_id: old})
        await refused(client, back)


async def test_a_form_from_elsewhere_begins_nothing(desk, registration):
    async with desk.client() as client:
        await client.get("/sign-in")
        answer = await client.post("/sign-in/with/organisation", data={"form_token": "guessed"})
        assert answer.status_code == 403
        assert (await client.post("/sign-in/with/nobody", data={})).status_code == 404
    assert desk.read(lambda tx: tx.find(HANDOVERS)) == []


async def test_a_provider_is_believed_about_its_own_domains_only(new_desk, provider, registration):
    narrow = (trusting(provider.issuer, domains=("other.example",)),)
    desk = new_desk(portal_address="http://localhost", oidc_providers=narrow)
    desk.service.request = registration.request
    async with desk.client() as client:
        await refused(client, provider.sign_in(await over(client), MAIL))


async def test_a_provider_that_is_away_is_told_and_the_link_still_works(new_desk, registration):
    desk = new_desk(portal_address="http://localhost", oidc_providers=(trusting("http://127.0.0.1:9"),))
    desk.service.request = registration.request
    async with desk.client() as client:
        page = await client.get("/sign-in")
        answer = await client.post("/sign-in/with/organisation", data={"form_token": hidden(page)})
    assert answer.status_code == 503
    assert "does not answer" in answer.text


async def test_sign_ins_that_never_came_back_are_forgotten(desk, registration):
    async with desk.client() as client:
        await over(client)
    later = datetime.now(UTC) + timedelta(minutes=11)
    assert await desk.service.act("sweep", later, forget_old) == 1
    assert desk.read(lambda tx: tx.find(HANDOVERS)) == []


# --- a provider that lies ---------------------------------------------------------------------------------------------

ISSUER = "http://127.0.0.1:8999"
KEY, OTHER_KEY = RSAKey.generate_key(2048, {"kid": "k"}), RSAKey.generate_key(2048, {"kid": "k"})
NONCE = "the-nonce"
BEGUN = Handover("h", "organisation", NONCE, "v" * 64, "/", datetime.now(UTC))


def claims(**change):
    now = int(datetime.now(UTC).timestamp())
    good = {"iss": ISSUER, "aud": CLIENT, "sub": "s-1", "iat": now, "exp": now + 300, "nonce": NONCE}
    good |= {"email": MAIL, "email_verified": True, "name": "Ada"}
    return {name: value for name, value in (good | change).items() if value is not None}


def signed(told, key=KEY, alg="RS256"):
    return jwt.encode({"alg": alg, "kid": "k"}, told, key, algorithms=[alg])


def unsigned(told):
    return written({"alg": "none", "kid": "k"}, told) + "."


def confused(told):
    """Signed with the public key as if it were a shared secret."""
    word = written({"alg": "HS256", "kid": "k"}, told)
    return f"{word}.{bare(hmac.digest(KEY.as_pem(private=False), word.encode(), 'sha256'))}"


def written(header, told):
    return ".".join(bare(json.dumps(part).encode()) for part in (header, told))


def bare(part):
    return urlsafe_b64encode(part).rstrip(b"=").decode()


def lying(id_token, **told):
    """A client of a provider that answers with this ID token."""
    metadata = {
        "issuer": ISSUER,
        "authorization_endpoint": f"{ISSUER}/auth",
        "token_endpoint": f"{ISSUER}/token",
        "jwks_uri": f"{ISSUER}/jwks",
    } | told

    def answer(request):
        path = request.url.path
        if path == "/token":
            return httpx2.Response(200, json={"access_token": "a", "token_type": "Bearer", "id_token": id_token})
        return httpx2.Response(200, json={"keys": [KEY.as_dict(private=False)]} if path == "/jwks" else metadata)

    return OpenId(trusting(ISSUER), CALLBACK, httpx2.MockTransport(answer))


async def test_a_good_token_vouches():
    who = await lying(signed(claims())).end(BEGUN, "code", ISSUER)
    assert (who.mail, who.name, who.subject) == (MAIL, "Ada", "s-1")


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "http://127.0.0.1:1"},
        {"iss": None},
        {"aud": "another-portal"},
        {"aud": ["another-portal", "third"]},
        {"aud": [CLIENT, "another-portal"], "azp": "another-portal"},
        {"aud": None},
        {"sub": None},
        {"exp": 1_500_000_000},
        {"exp": None},
        {"iat": None},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": 7},
    ],
    ids=repr,
)
async def test_a_token_in_which_something_is_wrong_vouches_for_nobody(change):
    with pytest.raises(NotVouched):
        await lying(signed(claims(**change))).end(BEGUN, "code", None)


@pytest.mark.parametrize(
    "word",
    [
        signed(claims(), OTHER_KEY),
        unsigned(claims()),
        jwt.encode({"alg": "HS256"}, claims(), OctKey.import_key(SECRET), algorithms=["HS256"]),
        confused(claims()),
        signed(claims())[:-4] + "AAAA",
        "",
        "a.b.c",
        "no token",
    ],
    ids=["another key", "no signature", "shared secret", "the public key as secret", "cut", "empty", "dots", "words"],
)
async def test_a_token_that_is_not_signed_as_it_must_be_vouches_for_nobody(word):
    with pytest.raises(NotVouched):
        await lying(word).end(BEGUN, "code", None)


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "http://127.0.0.1:1"},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": ""},
    ],
)
async def test_a_provider_that_leads_elsewhere_is_not_asked(told):
    with pytest.raises(NotVouched):
        await lying(signed(claims()), **told).begin()


# --- what the operator says -------------------------------------------------------------------------------------------


def test_one_provider_is_told_in_four_settings(new_desk):
    desk = new_desk(
        oidc_issuer="https://login.example", oidc_client_id="c", oidc_client_secret=SecretStr("secret-word")
    )
    (found,) = desk.settings.providers
    assert (found.issuer, found.client_id, found.key) == ("https://login.example", "c", "organisation")
    assert "secret-word" not in repr(desk.settings)


@pytest.mark.parametrize(
    "told",
    [
        {"oidc_issuer": "http://login.example", "oidc_client_id": "c"},
        {"oidc_issuer": "https://login.example"},
        {"oidc_providers": (trusting("https://a.example"), trusting("https://b.example"))},
    ],
)
def test_a_provider_that_is_told_wrong_is_refused_at_start(new_desk, told):
    with pytest.raises(ValidationError):
        new_desk(**told)
