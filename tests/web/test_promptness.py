"""The second packet of an answer does not wait for the reader."""

from __future__ import annotations

import os
import socket

from web.promptness import send_at_once


def test_connections_of_every_listening_socket_send_at_once() -> None:
    with socket.socket() as server, socket.socket() as idle:
        server.bind(("127.0.0.1", 0))
        server.listen()
        send_at_once()
        with socket.create_connection(server.getsockname()):
            accepted, _ = server.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert not idle.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_nothing_stays_open() -> None:
    before = len(os.listdir("/dev/fd"))
    send_at_once()
    assert len(os.listdir("/dev/fd")) == before
