// A small HTTP client: what was answered, with the body read as JSON where it is JSON.
export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}
type Given = Readonly<Record<string, string>>;

/** The body of an error, RFC 9457. */
export interface ProblemBody {
  readonly type: string;
  readonly code: string;
  readonly status: number;
  readonly service?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

/** Whether a Content-Type is that of an error. */
export const isProblem = (contentType: string | null | undefined): boolean =>
  /^application\/problem\+json(;|$)/.test(contentType ?? "");

/** Milliseconds; no customer waits longer, and a test that waits for a condition has to ask again. */
const PATIENCE = 60_000;

export class Client {
  readonly url: string;
  /** Those that it sends with every request. */
  readonly headers: Given;

  readonly #patience: number;

  constructor(url: string, headers: Given = {}, patience = PATIENCE) {
    this.url = url;
    this.headers = headers;
    this.#patience = patience;
  }
  /** The same client with more headers in every request. */
  with(headers: Given): Client {
    return new Client(this.url, { ...this.headers, ...headers }, this.#patience);
  }
  get<T>(path: string): Promise<Answer<T>> {
    return this.send("GET", path);
  }
  post<T>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.#sendJson("POST", path, body);
  }
  put<T>(path: string, body: unknown): Promise<Answer<T>> {
    return this.#sendJson("PUT", path, body);
  }
  delete<T>(path: string): Promise<Answer<T>> {
    return this.send("DELETE", path);
  }
  /** Sends the body as it is. */
  async send<T>(method: string, path: string, body?: string, headers: Given = {}): Promise<Answer<T>> {
    const signal = AbortSignal.timeout(this.#patience);
    const init = { method, headers: { ...this.headers, ...headers }, signal, ...(body !== undefined && { body }) };
    const response = await fetch(this.url + path, init);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "") && text !== "";
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T };
  }

  #sendJson<T>(method: string, path: string, body: unknown): Promise<Answer<T>> {
    if (body === undefined) return this.send(method, path);
    return this.send(method, path, JSON.stringify(body), { "content-type": "application/json" });
  }
}
