// Opens a port.
import type { AddressInfo, Server } from "node:net";

/** Answers the port that it is: 0 asks for any free one. Without a host every address of the machine is heard. */
export function listen(server: Server, port: number, host?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
