"""What a watchman may ask without signing in: Streamlit's own /_stcore/health says that the server lives."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from access.start_up import find_preparation


async def ready(_: Request) -> Response:
    """200 once the start has come to its end; 503 before that, and when it failed. Says no more than that."""
    now = find_preparation()
    if now.is_ready:
        return PlainTextResponse("ready")
    return PlainTextResponse("failed" if now.reference or now.refusal else "preparing", status_code=503)


HEALTH_ROUTES = [Route("/health/ready", ready)]
