# The image of one program: Node, and the one file into which `make images` has put the program with all that it needs.
ARG NODE_IMAGE=node:24-slim
FROM ${NODE_IMAGE}
ARG PROGRAM
ENV NODE_ENV=production
WORKDIR /app
COPY dist/${PROGRAM}/ ./
USER 65532:65532
CMD ["node", "--min-semi-space-size=8", "main.mjs"]
