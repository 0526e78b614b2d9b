// What moves cannot be written down: it is looked at until two looks in a row have seen the same.
interface Looking {
  readonly pause: () => void;
  readonly isOver: () => boolean;
}
/** Undefined when it moved all the while. */
export function settled<T>(look: () => T, { pause, isOver }: Looking): T | undefined {
  let before = look();
  while (!isOver()) {
    pause();
    const now = look();
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
  return undefined;
}
