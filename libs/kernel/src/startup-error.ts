/** A process cannot start as it is set up. The message is for the person at the terminal: what is wrong, all of it. */
export class StartupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}
