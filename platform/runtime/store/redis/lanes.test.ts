import { expect, test } from "vitest";
import { Lanes } from "./lanes.ts";

/** Its commands are never answered. */
function aLane(isReady = true) {
  const lane = {
    isReady,
    unanswered: 0,
    send<T>() {
      lane.unanswered++;
      return new Promise<T>(() => undefined);
    },
  };
  return lane;
}
const send = (lanes: Lanes, times: number): void => {
  for (let time = 0; time < times; time++) void lanes.send(["PING"]);
};

test("few commands go over one connection, many over all of them", () => {
  const [first, second, third] = [aLane(), aLane(), aLane()];
  const lanes = new Lanes([first, second, third]);
  send(lanes, 3);
  expect([first.unanswered, second.unanswered, third.unanswered]).toEqual([3, 0, 0]);
  send(lanes, 27);
  expect([first.unanswered, second.unanswered, third.unanswered]).toEqual([10, 10, 10]);
});

test("a connection that is lost is left out, as long as there is another", () => {
  const [first, second] = [aLane(false), aLane()];
  const lanes = new Lanes([first, second]);
  send(lanes, 20);
  expect([first.unanswered, second.unanswered]).toEqual([0, 20]);
  second.isReady = false;
  send(lanes, 1);
  expect(first.unanswered).toBe(1);
});
