const PER_TURN = 16;

/**
 * Lets a few go on in each turn of the event loop. A thousand requests that come at one moment and find all that they need
 * in memory would otherwise keep it from everything else until the last of them is served.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  wait(): Promise<void> {
    return new Promise((resolve) => {
      if (this.waiting.push(resolve) === 1) setImmediate(this.next);
    });
  }

  private readonly next = (): void => {
    for (const goOn of this.waiting.splice(0, PER_TURN)) goOn();
    if (this.waiting.length > 0) setImmediate(this.next);
  };
}
