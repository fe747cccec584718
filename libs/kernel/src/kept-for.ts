/** One answer for everybody who asks within a while, also for those who ask while it is still being found. */
export class KeptFor<T> {
  private kept?: { answer: Promise<T>; until: number };

  constructor(
    private readonly ms: number,
    private readonly now = () => performance.now(),
  ) {}

  get(find: () => Promise<T>): Promise<T> {
    if (this.kept && this.now() < this.kept.until) return this.kept.answer;
    const kept = { answer: find(), until: Infinity };
    this.kept = kept;
    // It counts from when it is known; what failed is not kept.
    kept.answer.then(
      () => (kept.until = this.now() + this.ms),
      () => (kept.until = -Infinity),
    );
    return kept.answer;
  }
}
