// Asks the Kubernetes API as the pod's own account; the token is read each time, because it is renewed.
import { readFile } from "node:fs/promises";
import { Agent, request } from "node:https";

const ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";
const WITHIN = 3_000;

export interface ApiAnswer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- every path answers another shape; whoever asks knows which
  readonly body: any;
}
export type AskApi = (method: "GET" | "DELETE", path: string) => Promise<ApiAnswer>;

/** What stands between may answer in its own words. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function clusterApi(): AskApi {
  const agent = new Agent({ keepAlive: true });
  return async (method, path) => {
    const [ca, token] = await Promise.all([readFile(`${ACCOUNT}/ca.crt`), readFile(`${ACCOUNT}/token`, "utf8")]);
    return new Promise((resolve, reject) => {
      const asked = request(
        `https://kubernetes.default.svc${path}`,
        { method, agent, ca, timeout: WITHIN, headers: { authorization: `Bearer ${token}` } },
        (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
          response.once("end", () => resolve({ status: response.statusCode ?? 0, body: parsed(text) }));
          response.once("error", reject);
        },
      );
      asked.once("timeout", () => asked.destroy(new Error(`The Kubernetes API has not answered within ${WITHIN} ms.`)));
      asked.once("error", reject);
      asked.end();
    });
  };
}
