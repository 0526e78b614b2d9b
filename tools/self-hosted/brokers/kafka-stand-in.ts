// A Kafka for tests: whatever it is asked, it answers a code about the topic `Asked`, and it keeps what it was sent.
import { type AddressInfo, createServer } from "node:net";

const PART = 5;
const text = (value: string) => Buffer.concat([Buffer.from([0, value.length]), Buffer.from(value)]);

/** One code for all, or one for each kind of request. */
type Codes = number | Readonly<Record<number, number>>;
export const kindOf = (request: Buffer): number => request.readInt16BE(4);

export async function kafkaAnswering(codes: Codes, message?: string) {
  const received: Buffer[] = [];
  const server = createServer((socket) => {
    // Who asked may be gone before the whole answer is there.
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      received.push(data);
      const code = typeof codes === "number" ? codes : (codes[kindOf(data)] ?? 0);
      const said = message === undefined ? Buffer.from([255, 255]) : text(message);
      const body = [Buffer.from([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]), text("Asked"), Buffer.from([0, code]), said];
      const answer = Buffer.concat(body);
      const length = Buffer.alloc(4);
      length.writeInt32BE(answer.length);
      // In two parts, as a network may bring it.
      socket.write(Buffer.concat([length, answer.subarray(0, PART)]));
      setTimeout(() => socket.write(answer.subarray(PART)), 10);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { address, received, close: () => server.close() };
}
