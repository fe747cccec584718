import { AppError, PermanentError } from '@app/kernel';

export class BatchNotFound extends AppError {
  constructor(id: string) {
    super('batch.not-found', `There is no batch ${id} here.`);
  }
}

/** Three workers in a row died while they looked for its videos. */
export class BatchPoisonous extends PermanentError {
  constructor() {
    super('batch.poison', 'Reading the course was given up because the worker crashed with it three times.', {
      hint: 'Tell the operator; trying the batch again is possible.',
    });
  }
}

/** Its owner was removed before the course was read. */
export class BatchAccountRemoved extends PermanentError {
  constructor() {
    super('credential.not-found', 'The Google account of this batch was removed.', {
      hint: 'Request the course again with another Google account.',
    });
  }
}
