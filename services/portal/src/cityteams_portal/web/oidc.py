"""Signing in with an organisation's own OpenID provider: over to it, and back."""

from datetime import UTC, datetime
from secrets import compare_digest

from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cityteams_chassis import Tx
from cityteams_contracts import Rejected
from cityteams_contracts.registration import SIGN_IN_VOUCH, SignedIn, VouchSignIn
from cityteams_portal.domain.handover import LASTS, Handover
from cityteams_portal.openid import NotVouched, OpenId, Vouched
from cityteams_portal.settings import Settings
from cityteams_portal.store import HANDOVERS
from cityteams_portal.web import sessions
from cityteams_portal.web.guard import new_token, token_matches
from cityteams_portal.web.sign_in import safe_next, typed, welcome
from cityteams_portal.web.site import show, site_of

_STATE = "cityteams_state"
_WORDS = {
    "the-mail-is-not-verified": "Your organisation does not say that your mail address is yours. Sign in by a link.",
    "the-mail-is-of-another-domain": "Your mail address is not one of this organisation. Sign in by a link.",
    "the-provider-is-away": "The sign-in of your organisation does not answer. Try again, or sign in by a link.",
}
_OTHERWISE = "Signing in with your organisation did not work. Try again, or sign in by a link."


def providers_of(settings: Settings) -> dict[str, OpenId]:
    """The providers by key."""
    return {
        each.key: OpenId(each, f"{settings.portal_address}/sign-in/with/{each.key}/callback")
        for each in settings.providers
    }


async def hand_over(request: Request) -> Response:
    """`POST /sign-in/with/{key}`: sends the browser to the provider."""
    site, provider, sent = site_of(request), _provider(request), await typed(request)
    if not token_matches(request, sent.get("form_token", "")):
        return _refused(request, NotVouched("the-form-is-stale"), 403)
    try:
        url, state, nonce, verifier = await provider.begin()
    except NotVouched as no:
        return _refused(request, no, 503)
    now = datetime.now(UTC)
    place = safe_next(sent.get("next", ""))
    begun = Handover(sessions.hashed(state), provider.provider.key, nonce, verifier, place, now)
    await site.service.act(f"handover-{new_token()}", now, lambda tx: tx.keep(HANDOVERS, begun))
    page = show(request, "sign_in_over.html", url=url, name=provider.provider.name)  # a form may lead to no other site
    sessions.set_cookie(site.settings, page, _STATE, state, int(LASTS.total_seconds()))
    return page


async def come_back(request: Request) -> Response:
    """`GET /sign-in/with/{key}/callback`: the browser comes back with a code, which is good once."""
    site, provider, told = site_of(request), _provider(request), request.query_params
    try:
        handover = await _taken(request, provider, told.get("state", ""))
        if "code" not in told:
            raise NotVouched("the-provider-says-no", told.get("error", "")[:60])
        who = await provider.end(handover, told["code"], told.get("iss"))
        signed = await _vouch(request, provider, who)
    except NotVouched as no:
        return _refused(request, no, 403)
    answer = await welcome(request, signed, handover.place)
    sessions.set_cookie(site.settings, answer, _STATE, "", 0)
    return answer


async def _taken(request: Request, provider: OpenId, state: str) -> Handover:
    """What was begun in this very browser under this state, and is now used up. Raises NotVouched."""
    site, now = site_of(request), datetime.now(UTC)
    kept = sessions.cookie_of(site.settings, request, _STATE)

    def take(tx: Tx) -> Handover | None:
        found = tx.get(HANDOVERS, sessions.hashed(state))
        if found is not None:
            tx.forget(HANDOVERS, found.handover_id)
        return found

    if not state or not compare_digest(kept.encode(), state.encode("utf-8", "replace")):
        raise NotVouched("a-wrong-state")
    found = await site.service.act(f"handover-{new_token()}", now, take)
    if found is None or not found.fits(provider.provider.key, now):
        raise NotVouched("a-wrong-state")
    return found


async def _vouch(request: Request, provider: OpenId, who: Vouched) -> SignedIn:
    try:
        question = VouchSignIn(mail=who.mail, name=who.name, issuer=provider.provider.issuer, subject=who.subject)
        return await site_of(request).service.request(SIGN_IN_VOUCH, question, SignedIn)
    except (Rejected, ValidationError) as no:
        raise NotVouched("registration-says-no", getattr(no, "code", "malformed")) from None


def _provider(request: Request) -> OpenId:
    known: dict[str, OpenId] = request.app.state.providers
    if request.path_params["key"] not in known:
        raise HTTPException(404)
    return known[request.path_params["key"]]


def _refused(request: Request, no: NotVouched, status: int) -> Response:
    site_of(request).service.log.warning("sign-in.not-vouched", code=no.code, reason=no.reason[:200])
    return show(request, "sign_in_refused.html", status, words=_WORDS.get(no.code, _OTHERWISE))
