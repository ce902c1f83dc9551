"""How the site is served: a few processes, each of many threads."""

import os
import signal
from typing import Any

from cramps_site.catching_up import catch_up
from cramps_site.worker import Log, Worker, let_go_of_the_silent

SITE = "cramps_site.wsgi"

host = os.environ.get("HOST") or "127.0.0.1"
bind = f"{f'[{host}]' if ':' in host else host}:{os.environ.get('PORT') or '8000'}"

# --- How many -------------------------------------------------------------------------------------

worker_class = Worker
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
# A slow or silent client holds a thread, so there are more of them than such clients are likely;
# one that is never needed is never made. With 64 silent clients 48 threads failed a reader, 64 just
# did not.
threads = int(os.environ.get("WEB_THREADS") or 80)
# Whatever a worker may leak, it does not leak for ever; jitter, so that they do not go together.
max_requests = 2000
max_requests_jitter = 200

# --- How long -------------------------------------------------------------------------------------

timeout = 30
graceful_timeout = 30
keepalive = 5

# --- How much is listened to ----------------------------------------------------------------------

limit_request_line = 4094
limit_request_fields = 50
# Only a proxy that is named is believed about who is asking, and none about anything else.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS") or "127.0.0.1"
forwarder_headers = ""

# --- What is kept ---------------------------------------------------------------------------------

# No line about a reader, who may have typed an illness into the address.
accesslog = None
errorlog = "-"
logger_class = Log
loglevel = "warning"
# The control socket would be made in the home directory, which may not be there.
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Let Ctrl-C do what a polite stop does, and let go of clients that fall silent."""
    signal.signal(signal.SIGINT, lambda _, frame: server.signal(signal.SIGTERM, frame))
    for listener in server.LISTENERS:
        let_go_of_the_silent(listener.sock)
    if server.app.app_uri == SITE:
        catch_up(server.log)


def post_worker_init(worker: Any) -> None:
    """Leave Ctrl-C to the first process, which tells the workers when to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
