// The one way towards points: a fact is learnt, and when both are there, the points are earned.
import { PointsEarned } from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT } from "#platform/declare/retention.ts";
import { duePoints, earned, type Fact, learn, unseen } from "./domain/earning.ts";
import type { loyalty } from "./service.ts";

type Work = Pick<UnitOfWorkOf<typeof loyalty>, "state">;

export async function learnFact(orderId: string, fact: Fact, { state }: Work) {
  const known = (await state.earning.get(orderId)) ?? unseen(orderId);
  const earning = learn(known, fact);
  if (earning === known) return [];
  const due = duePoints(earning);
  if (!due) {
    state.earning.set(orderId, earning);
    return [];
  }
  state.points.add(due.userId, due.points);
  state.earning.set(orderId, earned(earning, due.points), FINISHED_KEPT);
  return [emit(PointsEarned, { orderId, ...due })];
}
