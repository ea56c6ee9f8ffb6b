"""Runs MiniStack for as long as whoever started it lives: when its standard input closes, it ends in order and saves its state."""

import os
import signal
import sys
import threading

from ministack.app import main


def end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=end_with_parent, daemon=True).start()
main()
