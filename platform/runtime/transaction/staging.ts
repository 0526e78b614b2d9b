// What a handler has read and wants to write, until it is committed.
import type { Emission } from "../../declare/event.ts";
import type { Write } from "../store/port.ts";

/** Writes and facts of one branch; the common ones and each side of a decision have their own. */
export interface Branch {
  readonly writes: Write[];
  facts: readonly Emission[];
}
export interface StagedDecision {
  readonly counters: readonly { readonly state: string; readonly id: string; readonly amount: number }[];
  readonly met: Branch;
  readonly otherwise: Branch;
}

export class Staging {
  readonly reads: { state: string; id: string; version: number }[] = [];
  readonly common: Branch = { writes: [], facts: [] };
  decision: StagedDecision | undefined;
  #target: Branch = this.common;

  write(write: Write): void {
    this.#target.writes.push(write);
  }
  /** Everything that `stage` writes goes into a branch of its own. */
  branch(stage: () => readonly Emission[]): Branch {
    const branch: Branch = { writes: [], facts: [] };
    this.#target = branch;
    try {
      branch.facts = stage();
    } finally {
      this.#target = this.common;
    }
    return branch;
  }
}
