"""A head of department without a browser: hands in a workbook on the page of returns as a browser's page does."""

from urllib.parse import urlencode
from uuid import uuid4

import httpx2
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileUploaderState, FileURLs, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.benchmarks.viewer import Answer, Viewer
from tests.browser.visitors import COOKIE
from ui.address import Address
from workbooks.reading import Upload

FORGERY = "_streamlit_xsrf"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Sender(Viewer):
    """An open page of returns of somebody with a session; each file that is sent takes the place of the one before."""

    def __init__(self, url: str, *, token: str, year: int) -> None:
        self._field = self._screen = ""
        super().__init__(url, {"returns": [Address(year=str(year))]}, token=token, seed=0)

    async def send(self, upload: Upload) -> Answer:
        """Send a file, and wait for all that the page says of it."""
        urls = await self._ask_for_urls(upload)
        async with httpx2.AsyncClient(
            base_url=self._url, timeout=60, cookies={COOKIE: self._token}
        ) as client:
            await client.get("/_stcore/health")  # hands out the token that uploads have to carry
            answer = await client.put(
                urls.upload_url,
                files={upload.name: (upload.name, upload.content, SPREADSHEET)},
                headers={"Origin": self._url, "X-Xsrftoken": client.cookies[FORGERY]},
            )
        assert answer.status_code in (200, 204), answer.text
        sent = UploadedFileInfo(
            name=upload.name, size=len(upload.content), file_id=urls.file_id, file_urls=urls
        )
        field = WidgetState(
            id=self._field, file_uploader_state_value=FileUploaderState(uploaded_file_info=[sent])
        )
        state = ClientState(page_script_hash=self._hashes["returns"])
        state.widget_states.widgets.append(field)
        return await self._ask(state, "returns")

    async def _ask_for_urls(self, upload: Upload) -> FileURLs:
        message = BackMsg()
        message.file_urls_request.request_id = str(uuid4())
        message.file_urls_request.file_names.append(upload.name)
        message.file_urls_request.session_id = self._screen
        await self._stream.send(message.SerializeToString())
        while True:
            heard = ForwardMsg.FromString(await self._stream.recv(decode=False))
            if heard.WhichOneof("type") == "file_urls_response":
                assert not heard.file_urls_response.error_msg
                urls: FileURLs = heard.file_urls_response.file_urls[0]
                return urls

    def _take(self, message: ForwardMsg, kind: str | None, answer: Answer) -> None:
        if kind == "new_session":
            self._screen = message.new_session.initialize.session_id
        super()._take(message, kind, answer)

    def _show(self, message: ForwardMsg, answer: Answer) -> None:
        element = message.delta.new_element
        if element.WhichOneof("type") == "file_uploader":
            self._field = element.file_uploader.id
        super()._show(message, answer)


def address_of_returns(year: int) -> str:
    """The page of returns at the end of a shown year, in Thai."""
    return "/returns?" + urlencode({"lang": "th", "year": year})
