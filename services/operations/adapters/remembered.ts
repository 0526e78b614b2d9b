// An answer that many people look at: it is fetched once for all of them, and again when it is old.

/** `age` in milliseconds. A failure is told to those who waited for it, and not kept. */
export function remembered<T>(fetchAnswer: () => Promise<T>, age: number, now = () => performance.now()) {
  let answer: Promise<T> | undefined;
  let since = 0;
  return (): Promise<T> => {
    if (answer && now() - since < age) return answer;
    since = now();
    const fetched = fetchAnswer();
    answer = fetched;
    fetched.catch(() => {
      if (answer === fetched) answer = undefined;
    });
    return fetched;
  };
}
