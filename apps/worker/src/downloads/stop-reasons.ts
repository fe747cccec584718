/** The worker is told to end: the download goes on elsewhere, and its partial file stays. */
export class ShuttingDown extends Error {
  constructor() {
    super('the worker is shutting down');
    this.name = 'ShuttingDown';
  }
}
