// The part of SMTP (RFC 5321) that a mailer needs to hand over its mails; everybody's mail for anybody is taken.
import type { Socket } from "node:net";
import type { Mail } from "./mailbox.ts";

const MOST_BYTES = 1_000_000;
const IDLE = 60_000;

const addressIn = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? "";

export function converse(socket: Socket, take: (mail: Mail) => void): void {
  let rest = "";
  let from = "";
  let to: string[] = [];
  let lines: string[] | undefined;
  let size = 0;

  const say = (text: string): void => void socket.write(`${text}\r\n`);
  const reset = (): void => {
    from = "";
    to = [];
    lines = undefined;
    size = 0;
  };
  const endOfMail = (): void => {
    const text = (lines ?? []).join("\r\n");
    const isTooLarge = size > MOST_BYTES;
    if (!isTooLarge) take({ from, to, text, at: new Date().toISOString() });
    reset();
    say(isTooLarge ? "552 too large" : "250 taken");
  };
  const ofMail = (line: string, mail: string[]): void => {
    if (line === ".") return endOfMail();
    size += line.length;
    // A line that begins with a dot comes with one more.
    if (size <= MOST_BYTES) mail.push(line.startsWith(".") ? line.slice(1) : line);
  };
  const COMMANDS: Readonly<Record<string, (line: string) => void>> = {
    EHLO: () => say(`250-smtp-server\r\n250 SIZE ${MOST_BYTES}`),
    HELO: () => say("250 smtp-server"),
    MAIL: (line) => {
      reset();
      from = addressIn(line);
      say("250 from whom");
    },
    RCPT: (line) => {
      to.push(addressIn(line));
      say("250 to whom");
    },
    DATA: () => {
      if (to.length === 0) return say("503 to whom?");
      lines = [];
      say("354 go on, and end with a dot");
    },
    RSET: () => {
      reset();
      say("250 forgotten");
    },
    NOOP: () => say("250 yes"),
    QUIT: () => socket.end("221 bye\r\n"),
  };
  socket.setEncoding("utf8").setTimeout(IDLE, () => socket.destroy());
  socket.on("error", () => socket.destroy());
  socket.on("data", (text: string) => {
    const parts = (rest + text).split("\r\n");
    rest = parts.pop() ?? "";
    if (rest.length > MOST_BYTES) return void socket.destroy();
    for (const line of parts) {
      if (lines) ofMail(line, lines);
      else (COMMANDS[line.slice(0, 4).toUpperCase()] ?? (() => say("502 not here")))(line);
    }
  });
  say("220 smtp-server");
}
