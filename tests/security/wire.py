"""The websocket as a stranger's program would use it: whatever the server sends is kept, nothing is drawn."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

RUN_SECONDS = 40


class Wire:
    """An open connection. `heard` holds every message received, as bytes."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self.heard: list[bytes] = []

    def open(self, page: str, query: str = "", widgets: Mapping[str, str] | None = None) -> bytes:
        """All that the server sends for one run of a page: until it says that the script is done."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        for name, value in (widgets or {}).items():
            state = asked.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = name, value
        self._connection.send(asked.SerializeToString())
        return self.listen()

    def say(self, message: BackMsg | bytes) -> None:
        """Sends anything, and waits for nothing."""
        self._connection.send(message if isinstance(message, bytes) else message.SerializeToString())

    def listen(self) -> bytes:
        """What comes until the script is done, over all its reruns (which are told as interrupted ones)."""
        received = []
        end = time.monotonic() + RUN_SECONDS
        while time.monotonic() < end:
            data = self._connection.recv(timeout=RUN_SECONDS)
            assert isinstance(data, bytes)
            received.append(data)
            message = ForwardMsg()
            message.ParseFromString(data)
            is_done = message.WhichOneof("type") == "script_finished"
            if is_done and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self.heard += received
                return b"\n".join(received)
        raise AssertionError("the script did not finish")


@contextmanager
def wire(address: str, cookies: Mapping[str, str] | None = None) -> Iterator[Wire]:
    """A connection to a dashboard; with the cookies of somebody who signed in it is theirs."""
    given = dict(cookies or {})
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in given.items())} if given else {}
    protocols = ["streamlit", *([given["_streamlit_xsrf"]] if "_streamlit_xsrf" in given else [])]
    socket = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    with connect(
        socket, origin=address, additional_headers=headers, subprotocols=protocols, max_size=None
    ) as connection:
        yield Wire(connection)
