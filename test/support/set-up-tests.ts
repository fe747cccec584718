import { onCallInTransaction } from '@app/kernel';
import { Logger } from '@nestjs/common';

jest.setTimeout(60_000);
// What Nest says before an app has its own logger.
Logger.overrideLogger(false);
// Nobody keeps a connection while somebody else is waited for.
onCallInTransaction((problem) => {
  throw problem;
});
