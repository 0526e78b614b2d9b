# The image of one program: Node, and the one file into which `make images` has put the program with all that it needs.
ARG NODE_IMAGE=node:24-slim
FROM ${NODE_IMAGE}
ARG PROGRAM
ENV NODE_ENV=production
# Its own user's, so that Tilt can put a changed program in its place; a release mounts its root for reading only.
COPY --chown=65532:65532 dist/${PROGRAM}/ /app/
WORKDIR /app
USER 65532:65532
CMD ["node", "--min-semi-space-size=8", "main.mjs"]
