"""Milliseconds that downloads take a process which has loaded yt-dlp and starts a child for each, some at once."""

import os
import sys
import time

import yt_dlp

at_once, options, *pages = sys.argv[1:]
args = options.split('\n')


def start(page):
    if os.fork() == 0:
        parsed = yt_dlp.parse_options(args)
        os._exit(yt_dlp.YoutubeDL(parsed.ydl_opts).download([page]))


def end():
    if os.wait()[1] != 0:
        sys.exit('a download failed')


begun = time.monotonic()
for number, page in enumerate(pages):
    if number >= int(at_once):
        end()
    start(page)
for _ in pages[-int(at_once) :]:
    end()
print((time.monotonic() - begun) * 1000)
