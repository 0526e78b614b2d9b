// Why the platform did not start, in words that say what to do.
interface SystemError extends Error {
  readonly code?: string;
}

/** @example whyNot(error, "8080", "make start") // "Port 8080 is in use. Choose another one, such as: PORT=8081 make start" */
export function whyNot(error: unknown, port: string, command: string): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as SystemError;
  if (code === "EADDRINUSE")
    return `Port ${port} is in use. Choose another one, such as: PORT=${another(port)} ${command}`;
  if (code === "EACCES")
    return `Port ${port} needs more rights than you have. Choose another one, such as: PORT=8081 ${command}`;
  if (code === "ERR_SOCKET_BAD_PORT")
    return `PORT=${port} is no port. Choose a number from 1 to 65535, such as: PORT=8081 ${command}`;
  return error.message;
}

const another = (port: string): number => (Number(port) % 65_535) + 1;
