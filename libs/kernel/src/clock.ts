/**
 * The time, as a port. The running system has one implementation, `DatabaseClock`: times are compared with times of the
 * database, and hosts disagree. How long something takes is measured with `performance.now()`.
 */
export abstract class Clock {
  abstract now(): Date;
}
