/** The row belongs to another run now, or was cancelled: whatever this run still does counts for nothing. */
export class LeaseLost extends Error {
  constructor() {
    super('the work was taken over or cancelled');
    this.name = 'LeaseLost';
  }
}
