// How full the server is, known without asking it each time.

const fieldOf = (info: string, name: string): number => Number(new RegExp(`^${name}:(\\d+)`, "m").exec(info)?.[1] ?? 0);

export class ServerMemory {
  /** Used share of what it may use; 0 when it has no limit, or was not asked yet. */
  share = 0;

  /** Called with the answer to INFO memory. */
  note(info: string): void {
    const limit = fieldOf(info, "maxmemory");
    this.share = limit > 0 ? fieldOf(info, "used_memory") / limit : 0;
  }
}
