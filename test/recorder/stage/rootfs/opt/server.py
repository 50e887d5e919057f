"""A model server that answers /ping and /invocations on the container's port."""

import http.server
import json
import os
import time


class Model(http.server.BaseHTTPRequestHandler):
    def answer(self, status, body):
        text = (json.dumps(body) + "\n").encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self):
        known = self.path in ("/ping", "/metrics", "/models")
        self.answer(200 if known else 404, {"status": "Healthy"} if known else {"error": "not found"})

    def do_POST(self):
        size = int(self.headers.get("Content-Length", 0))
        rows = self.rfile.read(size).decode(errors="replace").count(",") + 1
        self.answer(200, {"predictions": [round(0.07 * (rows % 13), 4)], "model_version": "14"})

    def log_message(self, *args):
        pass


def log_forever():
    count = 0
    while True:
        count += 1
        with open("/var/log/model-server.log", "a") as log:
            log.write(f"INFO  W-9000-model_1.0 request {4100 + count} latency_ms={18 + count * 7 % 40}\n")
        time.sleep(0.25)


if __name__ == "__main__":
    server = http.server.HTTPServer(("127.0.0.1", 8080), Model)
    if os.fork() == 0:
        log_forever()
    server.serve_forever()
