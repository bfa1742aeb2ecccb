"""The floor of the local server: flask-ask-sdk, one sentence, waitress with as many threads as ours.

    python benchmarks/floor/server.py PORT

Requests are believed unsigned, as ours are with RESTOCK_VERIFY=off.
"""

import sys
from pathlib import Path

from flask import Flask
from waitress.server import create_server

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.support.hello import hello_skill
from skill.cli.serve import THREADS
from skill.web.alexa import adapter as _adapter  # noqa: F401 - flask-ask-sdk loads on today's OpenSSL after it only

from flask_ask_sdk.skill_adapter import (  # isort: skip
    VERIFY_SIGNATURE_APP_CONFIG,
    VERIFY_TIMESTAMP_APP_CONFIG,
    SkillAdapter,
)

app = Flask(__name__)
app.config.update({VERIFY_SIGNATURE_APP_CONFIG: False, VERIFY_TIMESTAMP_APP_CONFIG: False})
adapter = SkillAdapter(skill=hello_skill(), skill_id=0, app=app)
adapter.register(app=app, route="/alexa", endpoint="alexa")
create_server(app, host="127.0.0.1", port=int(sys.argv[1]), threads=THREADS, ident=None).run()
