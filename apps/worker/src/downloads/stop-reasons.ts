/** The run must end although nothing is wrong with it: it goes on elsewhere or later, and its partial file stays. */
export class Interrupted extends Error {
  constructor(
    why:
      | 'the worker is shutting down'
      | 'the database could not be reached for too long'
      | 'another tenant waits for its turn',
  ) {
    super(why);
    this.name = 'Interrupted';
  }
}
