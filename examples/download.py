"""usage: BASE_URL=… API_KEY=… python3 download.py <address of a video> <file>"""

import json
import os
import shutil
import sys
import time
import urllib.error
import urllib.request

BASE_URL = os.environ.get("BASE_URL", "http://localhost:8001")
API_KEY = os.environ["API_KEY"]


def call(path, body=None):
    headers = {"Authorization": f"Bearer {API_KEY}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    try:
        return urllib.request.urlopen(urllib.request.Request(f"{BASE_URL}/api/v1{path}", data, headers))
    except urllib.error.HTTPError as error:
        problem = json.load(error)
        sys.exit(f"{problem['code']}: {problem['detail']} {problem.get('hint', '')}")


def main(url, file):
    checked = json.load(call("/security/validate", {"url": url}))
    if not checked["valid"]:
        sys.exit(" ".join(reason["message"] for reason in checked["reasons"]))

    download = json.load(call("/downloads", {"url": url}))
    while download["status"] in ("queued", "running"):
        time.sleep(1)
        download = json.load(call(f"/downloads/{download['id']}"))
    if download["status"] != "completed":
        sys.exit(download["error_message"] or download["status"])

    with call(f"/downloads/{download['id']}/file") as video, open(file, "wb") as kept:
        shutil.copyfileobj(video, kept)
    print(file)


if __name__ == "__main__":
    main(*sys.argv[1:3])
