// Runs a service's operations inside the server, and loads the library there when it is missing.
import type { Sender } from "./lanes.ts";
import { calling, LIBRARY, type Operation } from "./library.ts";

const isMissing = (error: unknown): boolean => error instanceof Error && error.message.includes("Function not found");

export class Functions {
  readonly #server: Sender;
  readonly #prefix: string;
  #loading: Promise<unknown> | undefined;

  constructor(server: Sender, prefix: string) {
    this.#server = server;
    this.#prefix = prefix;
  }
  async call<T>(operation: Operation, args: readonly string[]): Promise<T> {
    const command = calling(operation, this.#prefix, args);
    try {
      return await this.#server.send<T>(command);
    } catch (error) {
      // A server that is new, was wiped or has taken over does not know the library; nothing has happened then.
      if (!isMissing(error)) throw error;
    }
    await this.#load();
    return this.#server.send<T>(command);
  }
  /** Once for all calls that found out together. */
  #load(): Promise<unknown> {
    this.#loading ??= this.#server.send(["FUNCTION", "LOAD", "REPLACE", LIBRARY]).finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }
}
