# syntax=docker/dockerfile:1

FROM node:24-bookworm-slim AS base
WORKDIR /app

# Production dependencies only; their layer changes with the lock file alone.
FROM base AS dependencies
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund
# `--build-arg TFJS_NODE=4.22.0`: TensorFlow's native library for training, which downloads more than the image has otherwise (docs/analytics.md).
ARG TFJS_NODE=""
RUN if [ -n "$TFJS_NODE" ]; then npm install --no-save --omit=dev --no-audit --no-fund --ignore-scripts=false "@tensorflow/tfjs-node@$TFJS_NODE"; fi

FROM base AS build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY data data
COPY web web
COPY src src
RUN node scripts/build.mjs && rm -f dist/.tsbuildinfo dist/.*-stamp

FROM base
ENV NODE_ENV=production \
    DATA_DIR=/data \
    HTTP_HOST=0.0.0.0 \
    LOG_FORMAT=json
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY scripts/relay.mjs scripts/relay.mjs
COPY data data
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT || 8080}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Most of what a click allocates is gone a moment later: with room for it, little is copied. And the little that stays may come to as much as there
# was before all is gone through, or that would be every nine seconds (docs/performance.md).
CMD ["node", "--max-semi-space-size=32", "--heap-growing-percent=100", "--enable-source-maps", "dist/src/core/main.js"]
