"""A provider is believed when it has signed, for us, for this question and just now; in no other case."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from access.oidc import Provider, ProviderRefused, Question, new_question
from access.oidc_settings import OidcSettings
from tests.access.provider import CLIENT, HOUR, SECRET, Claims, new_key, serving_provider
from tests.access.provider import Provider as Behind

BACK = "http://127.0.0.1:8501/sign-in/provider/back"


@pytest.fixture
def behind() -> Iterator[Behind]:
    """The provider, as its operators see it."""
    with serving_provider() as provider:
        yield provider


@pytest.fixture
def provider(behind: Behind) -> Provider:
    """The provider, as we see it."""
    return Provider(OidcSettings(issuer=behind.issuer, client_id=CLIENT, client_secret=SECRET))


def asked(provider: Provider, question: Question) -> str:
    """The code with which a browser comes back."""
    where = asyncio.run(provider.address(question, back_to=BACK))
    back = httpx2.get(where).headers["location"]
    said = parse_qs(urlsplit(back).query)
    assert back.startswith(f"{BACK}?")
    assert said["state"] == [question.state]
    return said["code"][0]


def told(provider: Provider) -> Claims:
    """What the provider tells of somebody who goes to it and comes back."""
    question = new_question()
    code = asked(provider, question)
    return dict(asyncio.run(provider.claims(code, question, back_to=BACK)))


def code_of_refusal(provider: Provider) -> str:
    with pytest.raises(ProviderRefused) as refused:
        told(provider)
    return refused.value.code


def test_who_comes_back_from_the_provider_is_known(provider: Provider, behind: Behind) -> None:
    behind.person = {"sub": "17", "name": "สมศรี ใจดี", "groups": ["executives"]}
    claims = told(provider)
    assert (claims["sub"], claims["name"], claims["groups"]) == ("17", "สมศรี ใจดี", ["executives"])


def test_what_is_sent_along_with_the_browser_tells_nobody_the_words_that_only_we_know(
    provider: Provider,
) -> None:
    question = new_question()
    where = asyncio.run(provider.address(question, back_to=BACK))
    said = parse_qs(urlsplit(where).query)
    assert said["code_challenge_method"] == ["S256"]
    assert said["nonce"] == [question.nonce]
    assert question.verifier not in where
    assert "secret" not in where


def test_two_questions_are_never_the_same() -> None:
    assert len({word for _ in range(3) for word in _words(new_question())}) == 9


def _words(question: Question) -> list[str]:
    return [question.state, question.nonce, question.verifier]


SPOILT: dict[str, Callable[[Claims], Claims]] = {
    "it is out of date": lambda claims: (
        claims | {"iat": claims["iat"] - 2 * HOUR, "exp": claims["exp"] - 2 * HOUR}
    ),
    "it comes from the future": lambda claims: claims | {"iat": claims["iat"] + HOUR},
    "it never ends": lambda claims: {name: value for name, value in claims.items() if name != "exp"},
    "it is for another client": lambda claims: claims | {"aud": "payroll"},
    "it is for several, and the other one asked": lambda claims: claims | {"aud": [CLIENT, "x"], "azp": "x"},
    "another provider says it": lambda claims: claims | {"iss": "https://elsewhere.example"},
    "it answers another question": lambda claims: claims | {"nonce": "another"},
    "it answers no question": lambda claims: {
        name: value for name, value in claims.items() if name != "nonce"
    },
    "it is about nobody": lambda claims: {name: value for name, value in claims.items() if name != "sub"},
    "its other half was exchanged": lambda claims: claims | {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_token_is_not_believed_when(provider: Provider, behind: Behind, what: str) -> None:
    behind.spoil = SPOILT[what]
    assert code_of_refusal(provider) == "provider_not_believed"


def test_clocks_may_differ_by_half_a_minute(provider: Provider, behind: Behind) -> None:
    behind.spoil = lambda claims: claims | {"iat": claims["iat"] + 30, "exp": claims["iat"] - 30}
    assert told(provider)["sub"] == "248289761001"


def _by_somebody_else(token: str) -> str:
    head, body, _ = token.split(".")
    forged = jwt.encode({"alg": "RS256"}, {"sub": "1"}, new_key())
    return ".".join((head, body, forged.split(".")[2]))


def _by_nobody(token: str) -> str:
    _, body, _ = token.split(".")
    return f"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{body}."


def _with_another_body(token: str) -> str:
    head, _, signature = token.split(".")
    forged = jwt.encode({"alg": "RS256"}, {"sub": "1"}, new_key())
    return ".".join((head, forged.split(".")[1], signature))


@pytest.mark.parametrize(
    "spoil", [_by_somebody_else, _by_nobody, _with_another_body, lambda _: "", lambda _: "no token at all"]
)
def test_a_token_is_not_believed_that_the_provider_has_not_signed(
    provider: Provider, behind: Behind, spoil: Callable[[str], str]
) -> None:
    behind.spoil_token = spoil
    assert code_of_refusal(provider) == "provider_not_believed"


def test_a_token_that_our_own_secret_could_have_signed_is_not_believed(
    provider: Provider, behind: Behind
) -> None:
    """The provider offers HS256 as well; whoever knows the client's secret could sign so."""
    behind.spoil_metadata = lambda metadata: (
        metadata | {"id_token_signing_alg_values_supported": ["RS256", "HS256"]}
    )
    behind.spoil_token = lambda _: jwt.encode({"alg": "HS256"}, {"sub": "1"}, OctKey.import_key(SECRET * 4))
    assert code_of_refusal(provider) == "provider_not_believed"


def test_a_key_that_was_changed_is_asked_for_once(provider: Provider, behind: Behind) -> None:
    assert told(provider)
    assert behind.keys_were_asked == 1
    behind.change_its_key()
    assert told(provider)
    assert told(provider)
    assert behind.keys_were_asked == 2


def test_a_key_that_the_provider_does_not_show_is_asked_for_once_and_not_believed(
    provider: Provider, behind: Behind
) -> None:
    behind.signs_with = new_key()
    assert code_of_refusal(provider) == "provider_not_believed"
    assert behind.keys_were_asked == 2


def test_a_code_serves_once(provider: Provider) -> None:
    question = new_question()
    code = asked(provider, question)
    assert asyncio.run(provider.claims(code, question, back_to=BACK))
    with pytest.raises(ProviderRefused) as refused:
        asyncio.run(provider.claims(code, question, back_to=BACK))
    assert refused.value.code == "provider_not_believed"


def test_a_code_that_was_caught_on_its_way_is_worth_nothing_without_the_verifier(provider: Provider) -> None:
    question = new_question()
    code = asked(provider, question)
    with pytest.raises(ProviderRefused):
        asyncio.run(provider.claims(code, replace(question, verifier="guessed" * 8), back_to=BACK))


def test_a_client_with_a_wrong_secret_is_told_so_by_a_sentence(behind: Behind) -> None:
    wrong = Provider(OidcSettings(issuer=behind.issuer, client_id=CLIENT, client_secret="guessed"))
    assert code_of_refusal(wrong) == "provider_not_believed"


def test_a_provider_that_does_not_answer_is_told_by_a_sentence() -> None:
    with serving_provider() as gone:
        issuer = gone.issuer
    away = Provider(OidcSettings(issuer=issuer, client_id=CLIENT, client_secret=SECRET))
    assert code_of_refusal(away) == "provider_unreachable"


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": "http://elsewhere.example/token"},
        {"jwks_uri": ""},
    ],
)
def test_a_provider_that_calls_itself_otherwise_or_speaks_in_the_open_is_not_asked(
    provider: Provider, behind: Behind, metadata: Claims
) -> None:
    behind.spoil_metadata = lambda told: told | metadata
    assert code_of_refusal(provider) == "provider_unreachable"
