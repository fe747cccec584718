"""What pages cost when each is fetched by a child of a process that has imported yt-dlp and used it once."""

import os
import sys

import yt_dlp

options, first, *pages = sys.argv[1:]
args = options.split('\n')


def fetch(page):
    pid = os.fork()
    if pid == 0:
        downloader.download([page])
        os._exit(0)
    status = os.waitpid(pid, 0)[1]
    if status != 0:
        sys.exit(f'{page} failed')


parsed = yt_dlp.parse_options(args)
downloader = yt_dlp.YoutubeDL(parsed.ydl_opts)
downloader.download([first])
for page in pages:
    fetch(page)
