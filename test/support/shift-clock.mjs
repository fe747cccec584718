// Loaded into a process under test before its main script: its clock is CLOCK_AHEAD_MS ahead, all that waits goes on as
// fast as ever.
const RealDate = Date;
const aheadMs = Number(process.env.CLOCK_AHEAD_MS);
const now = () => RealDate.now() + aheadMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, asked) => Reflect.construct(target, given.length === 0 ? [now()] : given, asked),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
