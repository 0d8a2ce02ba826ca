"""OpenID Connect: asks a provider who somebody is, and believes nothing that he has not signed for us, now.

Authorisation code flow with PKCE (S256), state and nonce. Discovery and keys are fetched when they are first needed
and kept for a while; a key that is not known is asked for once more, as providers change theirs.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from access.oidc_settings import OidcSettings, is_safe_url
from domain.failures import Refusal
from domain.text import mark

SCOPE = "openid profile email"
WELL_KNOWN = "/.well-known/openid-configuration"
# Signatures that only the provider can make; what the client's own secret could sign is none of them.
ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
    "Ed25519",
)
LEEWAY_SECONDS = 60
KEPT_SECONDS = 3_600.0
PATIENCE_SECONDS = 10.0
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
log = logging.getLogger(__name__)
Claims = Mapping[str, Any]


class ProviderRefused(Refusal):
    """Somebody whom the provider did not tell us of, or not so that it can be believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the provider, and must come back: `state` by the browser, `nonce` in the token."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the provider says of itself, and until when that is believed."""

    metadata: Mapping[str, Any]
    keys: KeySet
    until: float


def new_question() -> Question:
    """A question that nobody can guess."""
    return Question(
        state=secrets.token_urlsafe(32), nonce=secrets.token_urlsafe(32), verifier=secrets.token_urlsafe(48)
    )


class Provider:
    """The provider of this installation."""

    def __init__(self, settings: OidcSettings) -> None:
        self._settings = settings
        self._known: _Known | None = None
        self._asking = asyncio.Lock()

    @property
    def issuer(self) -> str:
        """By which name the provider signs."""
        return self._settings.issuer

    async def address(self, question: Question, *, back_to: str) -> str:
        """Where the browser is sent with a question; it comes `back_to` us. Raises ProviderRefused."""
        known = await self._ask_about_itself()
        async with self._client(back_to) as client:
            where, _ = client.create_authorization_url(
                known.metadata["authorization_endpoint"],
                state=question.state,
                nonce=question.nonce,
                code_verifier=question.verifier,
            )
        return where

    async def claims(self, code: str, question: Question, *, back_to: str) -> Claims:
        """What the provider says of who came back with a code. Raises ProviderRefused."""
        known = await self._ask_about_itself()
        try:
            async with self._client(back_to) as client:
                answer = await client.fetch_token(
                    known.metadata["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=question.verifier,
                    redirect_uri=back_to,
                )
        except OAuthError as refused:
            log.warning("the provider took no code: %s", refused)
            raise _not_believed() from refused
        except (httpx2.HTTPError, ValueError) as fault:
            raise _out_of_reach(fault) from fault
        return await self._checked(answer, question)

    async def _checked(self, answer: Mapping[str, Any], question: Question) -> Claims:
        """The claims of the token, if it was signed by the provider, for us, for this question, and just now."""
        known = await self._ask_about_itself()
        written = answer.get("id_token")
        try:
            token = await self._signed(str(written or ""), known)
            claims = CodeIDToken(
                token.claims,
                token.header,
                {
                    "iss": {"essential": True, "value": self.issuer},
                    "aud": {"essential": True, "value": self._settings.client_id},
                },
                {
                    "nonce": question.nonce,
                    "client_id": self._settings.client_id,
                    "access_token": answer.get("access_token", ""),
                },
            )
            claims.validate(leeway=LEEWAY_SECONDS)
        except (JoseError, ValueError) as fault:
            log.warning("the provider's token is not believed: %s", fault)
            raise _not_believed() from fault
        return dict(claims)

    async def _signed(self, written: str, known: _Known) -> jwt.Token:
        offered = known.metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        # Providers put into a token's head what no standard knows; what matters is who signed it.
        registry = JWSRegistry(
            algorithms=[name for name in ALGORITHMS if name in offered], strict_check_header=False
        )
        try:
            return jwt.decode(written, known.keys, registry=registry)
        except InvalidKeyIdError:
            known = await self._ask_about_itself(anew=True)
            return jwt.decode(written, known.keys, registry=registry)

    async def _ask_about_itself(self, *, anew: bool = False) -> _Known:
        """Discovery and keys; fetched by one at a time. Raises ProviderRefused."""
        async with self._asking:
            if anew or self._known is None or time.monotonic() > self._known.until:
                try:
                    self._known = await self._discover()
                except (httpx2.HTTPError, JoseError, ValueError, KeyError, TypeError) as fault:
                    raise _out_of_reach(fault) from fault
            return self._known

    async def _discover(self) -> _Known:
        async with httpx2.AsyncClient(timeout=PATIENCE_SECONDS) as client:
            metadata = await _json(client, f"{self.issuer.rstrip('/')}{WELL_KNOWN}")
            if metadata.get("issuer") != self.issuer:
                raise ValueError(f"it calls itself {metadata.get('issuer')!r}")
            unsafe = [name for name in ENDPOINTS if not is_safe_url(str(metadata.get(name, "")))]
            if unsafe:
                raise ValueError(f"no safe address for {', '.join(unsafe)}")
            keys = KeySet.import_key_set(await _json(client, metadata["jwks_uri"]))  # type: ignore[arg-type]
        return _Known(metadata=metadata, keys=keys, until=time.monotonic() + KEPT_SECONDS)

    def _client(self, back_to: str) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            client_id=self._settings.client_id,
            client_secret=self._settings.client_secret or None,
            scope=SCOPE,
            redirect_uri=back_to,
            code_challenge_method="S256",
            timeout=PATIENCE_SECONDS,
        )


async def _json(client: httpx2.AsyncClient, url: str) -> dict[str, Any]:
    answer = await client.get(url)
    answer.raise_for_status()
    said = answer.json()
    if not isinstance(said, dict):
        raise ValueError(f"{url} is no object")
    return said


def _out_of_reach(fault: BaseException) -> ProviderRefused:
    log.error("the provider cannot be asked: %s: %s", type(fault).__name__, fault)
    return ProviderRefused(
        "provider_unreachable",
        mark(
            "Your organisation's sign-in service does not answer at the moment. Please try again in a few minutes."
        ),
    )


def _not_believed() -> ProviderRefused:
    return ProviderRefused(
        "provider_not_believed",
        mark(
            "What your organisation's sign-in service answered could not be confirmed. Please sign in again."
        ),
    )
