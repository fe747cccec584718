import { onCallInTransaction } from '@app/kernel';
import { Logger } from '@nestjs/common';

// For a machine that is slow or busy: what waits for a condition says itself how long it does.
jest.setTimeout(300_000);
// What Nest says before an app has its own logger.
Logger.overrideLogger(false);
// Nobody keeps a connection while somebody else is waited for.
onCallInTransaction((problem) => {
  throw problem;
});
