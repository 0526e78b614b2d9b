// How far an experiment is: a bar on a terminal, a line now and then elsewhere.
interface Counted {
  readonly accepted: number;
  readonly ended: number;
  readonly lag: number;
}
const WIDTH = 24;
const ON_TERMINAL = 500;
const ELSEWHERE = 10_000;

export function barOf(share: number): string {
  const full = Math.round(Math.min(1, share) * WIDTH);
  return `[${"#".repeat(full)}${".".repeat(WIDTH - full)}]`;
}

/** `seconds`: of the load. */
export function tellProgress(seconds: number, counted: () => Counted, say: (line: string) => void): { end(): void } {
  const started = performance.now();
  const isTerminal = process.stdout.isTTY;
  const timer = setInterval(
    () => {
      const at = (performance.now() - started) / 1_000;
      const { accepted, ended, lag } = counted();
      const line = `${barOf(at / seconds)} ${accepted} orders accepted, ${ended} ended, ${lag} events wait`;
      if (isTerminal) process.stdout.write(`\r\u001B[2K${line}`);
      else say(line);
    },
    isTerminal ? ON_TERMINAL : ELSEWHERE,
  );
  return {
    end() {
      clearInterval(timer);
      if (isTerminal) process.stdout.write("\r\u001B[2K");
    },
  };
}
