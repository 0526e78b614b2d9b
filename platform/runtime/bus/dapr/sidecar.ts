// The way to the sidecar's HTTP interface, over connections that stay open. Global fetch costs five times as much.
import { Agent, request } from "node:http";
import { SECOND } from "../../../declare/duration.ts";

export interface SidecarAddress {
  readonly port: number;
  /** What the sidecar asks its callers for. */
  readonly token: string | undefined;
}
export interface SidecarAnswer {
  readonly status: number;
  readonly text: string;
}

const HOST = "127.0.0.1";
const CONNECTIONS = 32;
/** Bytes: a sidecar repeats the error of each entry of a bulk in its answer's head. */
const LARGEST_HEAD = 1_024 * 1_024;
/** Longer than a sidecar tries to reach its broker for one request. */
const PATIENCE = 45 * SECOND;

export class Sidecar {
  readonly #address: SidecarAddress;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

  constructor(address: SidecarAddress) {
    this.#address = address;
  }
  /** Rejects when the sidecar cannot be reached or does not answer in time. */
  post(path: string, body: string): Promise<SidecarAnswer> {
    const { port, token } = this.#address;
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      ...(token ? { "dapr-api-token": token } : {}),
    };
    return new Promise((resolve, reject) => {
      const asking = request(
        {
          host: HOST,
          port,
          path,
          method: "POST",
          headers,
          agent: this.#agent,
          timeout: PATIENCE,
          maxHeaderSize: LARGEST_HEAD,
        },
        (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (chunk: string) => (text += chunk));
          response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
          response.on("error", reject);
        },
      );
      asking.on("timeout", () => asking.destroy(new Error(`The sidecar did not answer within ${PATIENCE} ms.`)));
      asking.on("error", reject);
      asking.end(body);
    });
  }
  close(): void {
    this.#agent.destroy();
  }
}
