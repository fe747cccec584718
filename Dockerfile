# One image for the api, the worker and the migrations; the command says which it is.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY scripts/bundle.mjs scripts/
COPY apps apps
COPY libs libs
# The sandbox and the local runner are for developers: they never come into the image.
RUN npm run build && rm -rf dist/compiled dist/apps/sandbox dist/apps/local \
  && npm prune --omit=dev --no-audit --no-fund

# The official release brings the challenge solver that Debian's package lacks; its checksum is checked.
FROM debian:bookworm-slim AS ytdlp
ARG YTDLP_VERSION=2026.10.26
ARG TARGETARCH
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl && rm -rf /var/lib/apt/lists/*
WORKDIR /release
RUN asset=$([ "$TARGETARCH" = arm64 ] && echo yt-dlp_linux_aarch64 || echo yt-dlp_linux) \
  && base=https://github.com/yt-dlp/yt-dlp/releases/download/${YTDLP_VERSION} \
  && curl -fsSL -O "$base/$asset" -O "$base/SHA2-256SUMS" \
  && grep " $asset\$" SHA2-256SUMS | sha256sum -c - \
  && install -m 755 "$asset" /usr/local/bin/yt-dlp

FROM node:24-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends bubblewrap ca-certificates ffmpeg socat tini \
  && rm -rf /var/lib/apt/lists/* \
  # Programs that read media run as classroom-media where they get no namespaces: it may pass to staging, and no further.
  && useradd --system --uid 10002 --user-group --no-create-home --shell /usr/sbin/nologin classroom-media \
  && useradd --system --uid 10001 --user-group --groups classroom-media --home-dir /app --shell /usr/sbin/nologin classroom \
  && install -d -o classroom -g classroom -m 711 /var/lib/classroom /var/lib/classroom/staging \
  && install -d -o classroom -g classroom -m 750 /var/lib/classroom/videos
COPY --from=ytdlp /usr/local/bin/yt-dlp /usr/local/bin/yt-dlp
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY LICENSE ./
# What V8 makes of the programs: Node keeps it by version and by user. Without settings they end when they are loaded.
RUN install -d -o classroom dist/compiled \
  && for program in api worker; do \
    setpriv --reuid=classroom --regid=classroom --clear-groups env -i "$(command -v node)" "dist/$program.js" 2>&1 \
      | grep 'The environment is not right' > /dev/null || exit 1; \
  done \
  && chown -R root:root dist/compiled && chmod -R a+rX dist/compiled
USER classroom
ENV NODE_ENV=production \
  MALLOC_MMAP_THRESHOLD_=131072 \
  STORAGE_URL=file:///var/lib/classroom/videos \
  STAGING_DIR=/var/lib/classroom/staging
EXPOSE 8001 8002
VOLUME /var/lib/classroom
# An init reaps what yt-dlp and ffmpeg leave behind.
ENTRYPOINT ["tini", "-g", "--", "node"]
CMD ["--max-semi-space-size=16", "dist/api.js"]
