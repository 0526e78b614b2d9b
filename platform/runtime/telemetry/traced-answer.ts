// Answers a request as a step of its trace.
import { type Answer, type Answering, answer, type Incoming } from "../http/answer.ts";
import { toProblem } from "../http/problem-json.ts";

export async function tracedAnswer(answering: Answering, incoming: Incoming): Promise<Answer> {
  const { context, route } = answering;
  const { tracing } = context;
  if (!tracing) return answer(answering, incoming);
  const parent = incoming.headers["traceparent"];
  const traceparent = tracing.begin(parent, route.emits.length > 0);
  const start = tracing.now();
  const ended = (status: number): void =>
    tracing.answered({ method: route.method.toUpperCase(), route: route.path, status, traceparent, parent, start });
  try {
    const answered = await answer(answering, { ...incoming, traceparent });
    ended(answered.status);
    return answered;
  } catch (error) {
    ended(toProblem(error).status);
    throw error;
  }
}
